import { defineQuery } from '../query.js';

/** Ids of what a catalog of before search had an index holds. */
export const unindexedEntities = defineQuery<object, { id: string }>(
  'unindexed-entities',
  'read',
  `MATCH (n:Entity)
   WHERE n.searchText IS NULL AND n.kind IS NOT NULL
   RETURN n.id AS id`,
);

/** Writes what search looks at where nothing is written yet: what was changed meanwhile brought its own. */
export const indexEntities = defineQuery<
  { rows: { id: string; searchName: string; searchText: string }[] },
  { written: number }
>(
  'index-entities',
  'write',
  `UNWIND $rows AS row
   MATCH (n:Entity {id: row.id})
   WHERE n.searchText IS NULL
   SET n.searchName = row.searchName, n.searchText = row.searchText
   RETURN count(n) AS written`,
);
