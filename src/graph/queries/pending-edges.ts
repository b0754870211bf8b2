import { defineQuery } from '../query.js';

/** Edges towards model versions that nothing answers to yet. There are few, so their label is scanned. */
export const allPendingEdges = defineQuery<object, { downstream: string; by: string; statement: string }>(
  'all-pending-edges',
  'read',
  `MATCH (p:PendingEdge)
   RETURN p.downstream AS downstream, p.by AS by, p.statement AS statement
   ORDER BY downstream, by, statement`,
);

/** Those of a page of things: scans the label once, whatever the number asked for. */
export const pendingEdgesOf = defineQuery<
  { ids: string[] },
  { downstream: string; by: string; statement: string }
>(
  'pending-edges-of',
  'read',
  `MATCH (p:PendingEdge)
   WHERE p.downstream IN $ids
   RETURN p.downstream AS downstream, p.by AS by, p.statement AS statement`,
);

export const createPendingEdges = defineQuery<
  { rows: { downstream: string; by: string; statement: string }[] },
  { written: number }
>(
  'create-pending-edges',
  'write',
  `UNWIND $rows AS row
   CREATE (p:PendingEdge {downstream: row.downstream, by: row.by, statement: row.statement})
   RETURN count(p) AS written`,
);

/** Scans the label once, whatever the number of things asked for. */
export const dropPendingEdges = defineQuery<{ downstreams: string[]; by: string }, { dropped: number }>(
  'drop-pending-edges',
  'write',
  `MATCH (p:PendingEdge)
   WHERE p.by = $by AND p.downstream IN $downstreams
   DETACH DELETE p
   RETURN count(*) AS dropped`,
);
