import { defineQuery } from '../query.js';

/**
 * Whole nodes, locked until the transaction ends: writing the id takes Neo4j's lock before the properties
 * are read, so that two sources that speak of one table cannot overwrite each other's claim. Of what is not there
 * yet, Neo4j locks the place in the index (a text that writes seeks a unique index with a lock).
 */
export const lockEntities = defineQuery<{ ids: string[] }, { n: Record<string, unknown> }>(
  'lock-entities',
  'write',
  `UNWIND $ids AS id
   MATCH (n:Entity {id: id})
   SET n.id = id
   WITH n
   RETURN n{.*} AS n`,
);

/** Which of these ids there are, and when they ended. */
export const existingEntities = defineQuery<{ ids: string[] }, { id: string; until: string | null }>(
  'existing-entities',
  'read',
  `UNWIND $ids AS id
   MATCH (n:Entity {id: id})
   RETURN n.id AS id, n.until AS until`,
);
