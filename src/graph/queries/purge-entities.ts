import { defineQuery } from '../query.js';

/** Removes things for good, with all their edges. */
export const purgeEntities = defineQuery<{ ids: string[] }, { purged: number }>(
  'purge-entities',
  'write',
  `UNWIND $ids AS id
   MATCH (n:Entity {id: id})
   WITH DISTINCT n
   DETACH DELETE n
   RETURN count(*) AS purged`,
);

/** What was recorded of them goes too: it holds the values that were to be removed. */
export const purgeChanges = defineQuery<{ ids: string[] }, { purged: number }>(
  'purge-changes',
  'write',
  `UNWIND $ids AS id
   MATCH (c:Change {entity: id})
   WITH DISTINCT c
   DETACH DELETE c
   RETURN count(*) AS purged`,
);
