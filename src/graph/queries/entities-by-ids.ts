import { defineQuery } from '../query.js';

/** Whole nodes by id; unknown ids give no row. Seeks the id index once per id. */
export const entitiesByIds = defineQuery<{ ids: string[] }, { n: Record<string, unknown> }>(
  'entities-by-ids',
  'read',
  `UNWIND $ids AS id
   MATCH (n:Entity {id: id})
   RETURN n{.*} AS n`,
);
