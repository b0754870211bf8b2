import type { Ahead } from '../../catalog/lineage/lineage.reader.js';
import { AHEAD } from '../../catalog/lineage/lineage.reader.js';
import { LINEAGE_TYPES } from '../../model/relations.js';
import { defineQueries, defineQuery } from '../query.js';
import { HELD, LINEAGE_EVER } from './held-at.js';

const LINEAGE = LINEAGE_TYPES.join('|');

export interface HopRow {
  downstream: string;
  /** Of an edge that has ended it begins with PAST_. */
  type: string;
  upstream: string;
  stated: string;
  by: string;
  via: string | null;
  transformations: string[] | null;
  /** Of the far end, what a walk must know to judge it. */
  name: string;
  owners: string[] | null;
  until: string | null;
  state: string | null;
  stage: string | null;
}

/** The far end is the one that the step leads to. Whole edges and nodes would carry reasons and metric series along. */
const row = (far: 'd' | 'u'): string => `
   RETURN d.id AS downstream, type(r) AS type, u.id AS upstream,
          r.stated AS stated, r.by AS by, r.via AS via, r.transformations AS transformations,
          ${far}.name AS name, ${far}.owners AS owners,
          ${far}.until AS until, ${far}.state AS state, ${far}.stage AS stage`;

type Key = `${Ahead}`;
const KEYS = AHEAD.map((ahead): Key => `${ahead}`);

/**
 * The edges that leave these things, and those that leave what is within so many edges of them: several levels of a
 * breadth-first walk at once. The walk itself is the catalog's (`catalog/lineage/walk.ts`), because which edges count
 * depends on what is known in detail; how many levels a question takes along, and why, stands in
 * `docs/adr/0008-walks.md`. The bound keeps each question short on an engine that cannot be stopped.
 */
export const hopsDownstream = defineQueries<Key, { ids: string[] }, HopRow>(
  'hops-downstream',
  'read',
  KEYS,
  (ahead) =>
    `UNWIND $ids AS id
   ${ahead === '0' ? 'MATCH (u:Entity {id: id})' : `MATCH (:Entity {id: id})<-[:${LINEAGE}*0..${ahead}]-(u:Entity)`}
   WITH DISTINCT u
   MATCH (u)<-[r:${LINEAGE}]-(d:Entity)${row('d')}`,
);

export const hopsUpstream = defineQueries<Key, { ids: string[] }, HopRow>(
  'hops-upstream',
  'read',
  KEYS,
  (ahead) =>
    `UNWIND $ids AS id
   ${ahead === '0' ? 'MATCH (d:Entity {id: id})' : `MATCH (:Entity {id: id})-[:${LINEAGE}*0..${ahead}]->(d:Entity)`}
   WITH DISTINCT d
   MATCH (d)-[r:${LINEAGE}]->(u:Entity)${row('u')}`,
);

/** The columns of tables: what is touched when a whole table is. */
export const columnsOfTables = defineQuery<{ ids: string[] }, { table: string; column: string }>(
  'columns-of-tables',
  'read',
  `UNWIND $ids AS id
   MATCH (t:Entity {id: id})-[:HAS_COLUMN]->(c:Entity)
   WHERE c.until IS NULL
   RETURN t.id AS table, c.id AS column`,
);

type AtMoment = { ids: string[]; at: string };

/**
 * One level of a walk at a moment: edges that held then, whether they still do or not. One level only, because a test
 * of edges within a pattern of variable length never ends on the embedded engine.
 */
export const hopsDownstreamAt = defineQuery<AtMoment, HopRow>(
  'hops-downstream-at',
  'read',
  `UNWIND $ids AS id
   MATCH (u:Entity {id: id})<-[r:${LINEAGE_EVER}]-(d:Entity)
   WHERE ${HELD('r')} AND ${HELD('d')}${row('d')}`,
);

export const hopsUpstreamAt = defineQuery<AtMoment, HopRow>(
  'hops-upstream-at',
  'read',
  `UNWIND $ids AS id
   MATCH (d:Entity {id: id})-[r:${LINEAGE_EVER}]->(u:Entity)
   WHERE ${HELD('r')} AND ${HELD('u')}${row('u')}`,
);

export const columnsOfTablesAt = defineQuery<AtMoment, { table: string; column: string }>(
  'columns-of-tables-at',
  'read',
  `UNWIND $ids AS id
   MATCH (t:Entity {id: id})-[:HAS_COLUMN]->(c:Entity)
   WHERE ${HELD('c')}
   RETURN t.id AS table, c.id AS column`,
);
