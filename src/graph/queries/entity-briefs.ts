import { BRIEF_PROPERTIES } from '../../catalog/browse/export.reader.js';
import { defineQuery } from '../query.js';

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
