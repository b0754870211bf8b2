import { LINEAGE_TYPES, type LineageRelation } from '../../model/relations.js';
import { defineQuery } from '../query.js';

const LINEAGE = LINEAGE_TYPES.join('|');

export interface HopRow {
  downstream: string;
  downstreamKind: string;
  type: LineageRelation;
  upstream: string;
  upstreamKind: string;
  edge: Record<string, unknown>;
}

/**
 * One level of a breadth-first walk. The walk itself is the catalog's (`catalog/lineage/explore.ts`), because
 * which edges count depends on what is known in detail; asking level by level keeps every question bounded
 * on an engine that cannot be stopped. What that costs beside one closure statement stands in `bench/README.md`.
 */
export const hopsDownstream = defineQuery<{ ids: string[] }, HopRow>(
  'hops-downstream',
  'read',
  `UNWIND $ids AS id
   MATCH (u:Entity {id: id})<-[r:${LINEAGE}]-(d:Entity)
   RETURN d.id AS downstream, d.kind AS downstreamKind, type(r) AS type,
          u.id AS upstream, u.kind AS upstreamKind, properties(r) AS edge`,
);

export const hopsUpstream = defineQuery<{ ids: string[] }, HopRow>(
  'hops-upstream',
  'read',
  `UNWIND $ids AS id
   MATCH (d:Entity {id: id})-[r:${LINEAGE}]->(u:Entity)
   RETURN d.id AS downstream, d.kind AS downstreamKind, type(r) AS type,
          u.id AS upstream, u.kind AS upstreamKind, properties(r) AS edge`,
);

/** The columns of tables: what is touched when a whole table is. */
export const columnsOfTables = defineQuery<{ ids: string[] }, { table: string; column: string }>(
  'columns-of-tables',
  'read',
  `UNWIND $ids AS id
   MATCH (t:Entity {id: id})-[:HAS_COLUMN]->(c:Entity)
   RETURN t.id AS table, c.id AS column`,
);
