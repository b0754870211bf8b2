import '../../model/entities.js';
import { entityDefinitions } from '../../model/registry.js';
import { defineQuery } from '../query.js';

const KEYS = entityDefinitions().flatMap(({ key }) => key);

/** Of each kind what tells it from others of its kind, and what its classes in other vocabularies demand. */
export const BRIEF_PROPERTIES: readonly string[] = [
  ...new Set([
    ...['id', 'kind', 'name', 'displayName', 'since', 'createdAt', 'updatedAt'],
    ...KEYS,
    ...['registeredAt', 'latestVersion', 'dataType', 'position', 'value', 'text'],
    ...['uri', 'mimeType', 'state', 'url'],
  ]),
];

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
