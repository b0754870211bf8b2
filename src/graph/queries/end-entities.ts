import { STATED_TYPES } from '../../model/relations.js';
import { defineQuery } from '../query.js';
import type { StatedEdgeRow } from './stated-edges.js';

const PAST = STATED_TYPES.map((type) => `PAST_${type}`).join('|');

/** Ends things, or, with null, gives them back. */
export const setEnd = defineQuery<
  { rows: { id: string; revision: number }[]; until: string | null; endedBy: string | null },
  { written: number }
>(
  'set-end',
  'write',
  `UNWIND $rows AS row
   MATCH (n:Entity {id: row.id})
   SET n.until = $until, n.endedBy = $endedBy, n.revision = row.revision
   RETURN count(n) AS written`,
);

/** `type` begins with PAST_. */
type PastEdgeRow = Omit<StatedEdgeRow, 'type'> & { type: string };

interface Revived {
  ids: string[];
  /** What is given back together with them: current, whatever the graph still says. */
  revived: string[];
}

/** The edges from these things, given back, that ended because one of their ends did, where the other is current too. */
export const endedEdgesFrom = defineQuery<Revived, PastEdgeRow>(
  'ended-edges-from',
  'read',
  `UNWIND $ids AS id
   MATCH (d:Entity {id: id})-[r:${PAST}]->(u:Entity)
   WHERE r.endedWith IS NOT NULL AND (u.until IS NULL OR u.id IN $revived)
   RETURN d.id AS downstream, type(r) AS type, u.id AS upstream, properties(r) AS edge`,
);

/** The same, of the edges that end at these things. */
export const endedEdgesInto = defineQuery<Revived, PastEdgeRow>(
  'ended-edges-into',
  'read',
  `UNWIND $ids AS id
   MATCH (u:Entity {id: id})<-[r:${PAST}]-(d:Entity)
   WHERE r.endedWith IS NOT NULL AND (d.until IS NULL OR d.id IN $revived)
   RETURN d.id AS downstream, type(r) AS type, u.id AS upstream, properties(r) AS edge`,
);

/** That these edges are taken up again, so that they are not a second time. */
export const forgetEndingFrom = defineQuery<{ ids: string[] }, { written: number }>(
  'forget-ending-from',
  'write',
  `UNWIND $ids AS id
   MATCH (d:Entity {id: id})-[r:${PAST}]->(u:Entity)
   WHERE r.endedWith IS NOT NULL AND d.until IS NULL AND u.until IS NULL
   SET r.endedWith = null
   RETURN count(r) AS written`,
);

export const forgetEndingInto = defineQuery<{ ids: string[] }, { written: number }>(
  'forget-ending-into',
  'write',
  `UNWIND $ids AS id
   MATCH (u:Entity {id: id})<-[r:${PAST}]-(d:Entity)
   WHERE r.endedWith IS NOT NULL AND d.until IS NULL AND u.until IS NULL
   SET r.endedWith = null
   RETURN count(r) AS written`,
);
