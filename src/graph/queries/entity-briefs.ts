import { defineQuery } from '../query.js';

/** Of each kind what tells it from others of its kind, and what its classes in other vocabularies demand. */
export const BRIEF_PROPERTIES = [
  ...['id', 'kind', 'name', 'displayName', 'since', 'createdAt', 'updatedAt'],
  ...['service', 'namespace', 'model', 'version', 'table', 'featureTable', 'registeredAt', 'latestVersion'],
  ...['dataType', 'position', 'parameter', 'value', 'text', 'metric', 'datasetName', 'slice'],
  ...['uri', 'mimeType', 'state', 'url'],
] as const;

/**
 * Things as others refer to them. Whole nodes would carry metric histories and signatures along, a hundred
 * times over. Descriptions only of data sets: a dcat:Dataset must have one, and those of others may be long.
 */
export const entityBriefs = defineQuery<
  { ids: string[] },
  { n: Record<string, unknown>; description: string | null }
>(
  'entity-briefs',
  'read',
  `UNWIND $ids AS id
   MATCH (n:Entity {id: id})
   RETURN n{${BRIEF_PROPERTIES.map((name) => `.${name}`).join(', ')}} AS n,
          CASE WHEN n.kind IN ["Table", "MLFeatureTable"] THEN n.description ELSE null END AS description`,
);
