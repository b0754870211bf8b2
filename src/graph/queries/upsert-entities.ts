import { ENTITY_KINDS } from '../../model/entities.js';
import { defineQueries } from '../query.js';

export interface EntityRow {
  id: string;
  /** Null removes a property. */
  props: Record<string, unknown>;
}

/** One text per kind, because a label cannot be a parameter. Rows are whole: ids unique in a call. */
export const upsertEntities = defineQueries<
  (typeof ENTITY_KINDS)[number],
  { rows: EntityRow[]; now: string },
  { written: number }
>(
  'upsert-entities',
  'write',
  ENTITY_KINDS,
  (kind) => `
   UNWIND $rows AS row
   MERGE (n:Entity {id: row.id})
   ON CREATE SET n.since = $now
   SET n:${kind}
   SET n += row.props
   RETURN count(n) AS written`,
);

/**
 * Makes the things that others refer to but that nobody has described yet, so that an edge never has to
 * wait for its other end. What exists is left as it is.
 */
export const mentionEntities = defineQueries<
  (typeof ENTITY_KINDS)[number],
  { rows: EntityRow[]; now: string },
  { written: number }
>(
  'mention-entities',
  'write',
  ENTITY_KINDS,
  (kind) => `
   UNWIND $rows AS row
   MERGE (n:Entity {id: row.id})
   ON CREATE SET n += row.props, n.since = $now
   SET n:${kind}
   RETURN count(n) AS written`,
);
