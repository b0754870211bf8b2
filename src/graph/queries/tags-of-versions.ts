import { defineQuery } from '../query.js';

/** The names that sit on one version at a time, of every current version of a model. */
export const tagsOfVersions = defineQuery<
  { model: string },
  { id: string; aliases: string[] | null; uniqueTags: string[] | null }
>(
  'tags-of-versions',
  'read',
  `MATCH (m:Entity {id: $model})-[:HAS_VERSION]->(v:Entity)
   WHERE v.until IS NULL AND (v.aliases IS NOT NULL OR v.uniqueTags IS NOT NULL)
   RETURN v.id AS id, v.aliases AS aliases, v.uniqueTags AS uniqueTags`,
);
