import { STATED_TYPES } from '../../model/relations.js';
import { defineQuery } from '../query.js';
import { everOf, HELD } from './held-at.js';

const ANY = everOf(...STATED_TYPES);

interface Params {
  ids: string[];
  at: string;
}

export interface EdgeAtRow {
  downstream: string;
  /** Of an edge that has ended since, it begins with PAST_. */
  type: string;
  upstream: string;
  edge: Record<string, unknown>;
}

/** The edges that started at these things at a moment, whoever stated them: each ends when one of its ends does. */
export const edgesFromAt = defineQuery<Params, EdgeAtRow>(
  'edges-from-at',
  'read',
  `UNWIND $ids AS id
   MATCH (d:Entity {id: id})-[r:${ANY}]->(u:Entity)
   WHERE ${HELD('r')}
   RETURN d.id AS downstream, type(r) AS type, u.id AS upstream, properties(r) AS edge`,
);

/** The edges that ended at these things at a moment. */
export const edgesIntoAt = defineQuery<Params, EdgeAtRow>(
  'edges-into-at',
  'read',
  `UNWIND $ids AS id
   MATCH (u:Entity {id: id})<-[r:${ANY}]-(d:Entity)
   WHERE ${HELD('r')}
   RETURN d.id AS downstream, type(r) AS type, u.id AS upstream, properties(r) AS edge`,
);
