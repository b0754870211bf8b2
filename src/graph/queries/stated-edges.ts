import { STATED_TYPES, type StatedRelation } from '../../model/relations.js';
import { defineQueries, defineQuery } from '../query.js';
import { everOf } from './held-at.js';

const ANY = STATED_TYPES.join('|');

export interface StatedEdgeRow {
  downstream: string;
  type: StatedRelation;
  upstream: string;
  edge: Record<string, unknown>;
}

/** The current edges that one source states of these things: what a new statement is compared with. */
export const edgesStatedBy = defineQuery<{ ids: string[]; by: string }, StatedEdgeRow>(
  'edges-stated-by',
  'read',
  `UNWIND $ids AS id
   MATCH (d:Entity {id: id})-[r:${ANY}]->(u:Entity)
   WHERE r.by = $by
   RETURN d.id AS downstream, type(r) AS type, u.id AS upstream, properties(r) AS edge`,
);

/** All current edges that start at these things, whoever states them. */
export const edgesFrom = defineQuery<{ ids: string[] }, StatedEdgeRow>(
  'edges-from',
  'read',
  `UNWIND $ids AS id
   MATCH (d:Entity {id: id})-[r:${ANY}]->(u:Entity)
   RETURN d.id AS downstream, type(r) AS type, u.id AS upstream, properties(r) AS edge`,
);

/** All edges that ever started at these things; the type of one that has ended begins with PAST_. */
export const edgesEverFrom = defineQuery<{ ids: string[] }, Omit<StatedEdgeRow, 'type'> & { type: string }>(
  'edges-ever-from',
  'read',
  `UNWIND $ids AS id
   MATCH (d:Entity {id: id})-[r:${everOf(...STATED_TYPES)}]->(u:Entity)
   RETURN d.id AS downstream, type(r) AS type, u.id AS upstream, properties(r) AS edge`,
);

/** All current edges that end at these things. */
export const edgesInto = defineQuery<{ ids: string[] }, StatedEdgeRow>(
  'edges-into',
  'read',
  `UNWIND $ids AS id
   MATCH (u:Entity {id: id})<-[r:${ANY}]-(d:Entity)
   RETURN d.id AS downstream, type(r) AS type, u.id AS upstream, properties(r) AS edge`,
);

export interface EdgeRow {
  downstream: string;
  upstream: string;
  by: string;
  /** The pipeline that carries the values, or empty: part of the edge's key, so never null. */
  via: string;
  props: Record<string, unknown>;
}

/** Several sources may state one edge, and several pipelines carry one: parallel edges by (by, via). */
export const upsertEdges = defineQueries<
  StatedRelation,
  { rows: EdgeRow[]; now: string },
  { written: number }
>(
  'upsert-edges',
  'write',
  STATED_TYPES,
  (type) => `
   UNWIND $rows AS row
   MATCH (d:Entity {id: row.downstream})
   MATCH (u:Entity {id: row.upstream})
   MERGE (d)-[r:${type} {by: row.by, via: row.via}]->(u)
   ON CREATE SET r.since = $now
   SET r += row.props
   RETURN count(r) AS written`,
);

export interface EndedEdgeRow extends Omit<EdgeRow, 'props'> {
  /** The thing whose end was the edge's end too; null where its source took the edge back. */
  endedWith: string | null;
}

/** What ends is kept, but leaves the traversed types: the current graph stays small and fast. */
export const retireEdges = defineQueries<
  StatedRelation,
  { rows: EndedEdgeRow[]; now: string },
  { retired: number }
>(
  'retire-edges',
  'write',
  STATED_TYPES,
  (type) => `
   UNWIND $rows AS row
   MATCH (d:Entity {id: row.downstream})-[r:${type}]->(u:Entity {id: row.upstream})
   WHERE r.by = row.by AND r.via = row.via
   CREATE (d)-[p:PAST_${type}]->(u)
   SET p = properties(r)
   SET p.until = $now, p.endedWith = row.endedWith
   DELETE r
   RETURN count(*) AS retired`,
);
