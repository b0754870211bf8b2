import { CONTAINMENTS } from '../../model/relations.js';
import { defineQuery } from '../query.js';

const ANY = CONTAINMENTS.join('|');

/**
 * What these things hold, one level down: all of it, or what is current (`until` null), or what ended at that very
 * moment, which is what ended together with them.
 */
export const containedEntities = defineQuery<
  { ids: string[]; all: boolean; until: string | null },
  { id: string; revision: number }
>(
  'contained-entities',
  'read',
  `UNWIND $ids AS id
   MATCH (p:Entity {id: id})-[:${ANY}]->(c:Entity)
   WHERE $all OR ($until IS NULL AND c.until IS NULL) OR c.until = $until
   RETURN DISTINCT c.id AS id, c.revision AS revision`,
);

/** The names of what hangs on a thing by whatever containment, for finding one that differs only in case or form. */
export const containedNames = defineQuery<{ id: string }, { id: string; name: string }>(
  'contained-names',
  'read',
  `MATCH (p:Entity {id: $id})-[:${ANY}]->(c:Entity)
   RETURN c.id AS id, c.name AS name`,
);
