import { CONTAINMENTS, STATED_TYPES, type StatedRelation } from '../../model/relations.js';
import { defineQueries, defineQuery } from '../query.js';
import type { EdgeRow } from './stated-edges.js';

/** Hangs things where they belong, since when they did. Child first in MERGE, as in `attach-to-parents`. */
export const restorePlaces = defineQueries<
  (typeof CONTAINMENTS)[number],
  { rows: { child: string; parent: string; since: string }[] },
  { written: number }
>(
  'restore-places',
  'write',
  CONTAINMENTS,
  (relation) => `
   UNWIND $rows AS row
   MATCH (c:Entity {id: row.child})
   MATCH (p:Entity {id: row.parent})
   MERGE (c)<-[r:${relation}]-(p)
   SET r.since = row.since
   RETURN count(r) AS written`,
);

/** Edges that have ended, as they were kept. Rows are new: who asks has looked which there are. */
export const restorePastEdges = defineQueries<
  StatedRelation,
  { rows: Omit<EdgeRow, 'by' | 'via'>[] },
  { written: number }
>(
  'restore-past-edges',
  'write',
  STATED_TYPES,
  (type) => `
   UNWIND $rows AS row
   MATCH (d:Entity {id: row.downstream})
   MATCH (u:Entity {id: row.upstream})
   CREATE (d)-[p:PAST_${type}]->(u)
   SET p += row.props
   RETURN count(p) AS written`,
);

/** Which changes of these things are recorded. Seeks the index of the changed things. */
export const changeRevisions = defineQuery<{ ids: string[] }, { id: string; revision: number }>(
  'change-revisions',
  'read',
  `UNWIND $ids AS id
   MATCH (c:Change {entity: id})
   RETURN c.entity AS id, c.revision AS revision`,
);
