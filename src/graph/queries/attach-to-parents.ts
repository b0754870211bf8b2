import { CONTAINMENTS } from '../../model/relations.js';
import { defineQueries } from '../query.js';

/** Child first in MERGE: the embedded engine scans the edges of the node that is written first. */
export const attachToParents = defineQueries<
  (typeof CONTAINMENTS)[number],
  { rows: { child: string; parent: string }[]; now: string },
  { written: number }
>(
  'attach-to-parents',
  'write',
  CONTAINMENTS,
  (relation) => `
   UNWIND $rows AS row
   MATCH (c:Entity {id: row.child})
   MATCH (p:Entity {id: row.parent})
   MERGE (c)<-[r:${relation}]-(p)
   ON CREATE SET r.since = $now
   RETURN count(r) AS written`,
);
