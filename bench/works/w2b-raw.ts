import { LINEAGE_TYPES } from '../../src/model/relations.js';
import type { TextsByEngine } from './work.js';
import type { Downstream, Question } from './w2b-downstream.js';

/** Deeper than any of the graphs, and more than that costs nothing. */
const BOUND = 100;
const ALL = LINEAGE_TYPES.join('|');

const closure = (types: string): string =>
  `MATCH (s:Entity {id: $id})<-[:${types}*0..${BOUND}]-(t:Entity) WITH DISTINCT t`;

const columnRow = `[c.id, c.name, [(c)<-[q:${ALL}]-(d:Entity) | [type(q), d.id]]]`;

/**
 * All that depends on a table. What is touched as a whole goes by tables and pipelines, so the closure goes by these
 * alone, and the columns come with their tables: the walk over the columns too takes both engines longer. On Neo4j a
 * row per table or pipeline, on the embedded engine things and edges apart were the fastest of six forms.
 */
export const TABLE_TEXTS: TextsByEngine = {
  neo4j: [
    `${closure(ALL)}
     RETURN t.id AS id, t.kind AS kind, t.name AS name,
       [(t)<-[r:${ALL}]-(b:Entity) | [type(r), b.id]] AS edges,
       [(t)-[:HAS_COLUMN]->(c:Entity) | ${columnRow}] AS columns`,
  ],
  embedded: [
    `${closure(ALL)} RETURN t.id AS id, t.kind AS kind, t.name AS name`,
    `${closure(ALL)} MATCH (t)-[:HAS_COLUMN]->(c:Entity) RETURN c.id AS id, c.kind AS kind, c.name AS name`,
    `${closure(ALL)} MATCH (t)<-[r:${ALL}]-(b:Entity) RETURN t.id AS upstream, type(r) AS type, b.id AS downstream`,
    `${closure(ALL)} MATCH (t)-[:HAS_COLUMN]->(c:Entity) MATCH (c)<-[r:${ALL}]-(b:Entity)
     RETURN c.id AS upstream, type(r) AS type, b.id AS downstream`,
  ],
};

/** The columns that are made from one: who asks this knows that only one type of edge leads there. */
export const COLUMN_TEXTS: TextsByEngine = {
  neo4j: [
    `${closure('DERIVED_FROM')}
     RETURN t.id AS id, t.kind AS kind, t.name AS name,
       [(t)<-[r:DERIVED_FROM]-(b:Entity) | [type(r), b.id]] AS edges`,
  ],
  // The start is at the end of no edge, and all others are.
  embedded: [
    `${closure('DERIVED_FROM')} MATCH (t)<-[r:DERIVED_FROM]-(b:Entity)
     RETURN b.id AS id, b.kind AS kind, b.name AS name, t.id AS upstream, type(r) AS type, b.id AS downstream`,
  ],
};

type Ends = readonly (readonly [type: string, downstream: string])[];

/** A thing, an edge, or one with the other, as the text has it. */
export interface RawRow {
  readonly id?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly edges?: Ends;
  readonly columns?: readonly (readonly [id: string, name: string, edges: Ends])[];
  readonly upstream?: string;
  readonly type?: string;
  readonly downstream?: string;
}

/** What raw answered, in the form of the product's answer: without the start. */
export function rawDownstream(rows: readonly RawRow[], { id: start }: Question): Downstream {
  const answer: Downstream = { things: new Map(), edges: [] };
  const take = (id: string, kind: string, name: string, edges: Ends): void => {
    if (id !== start) answer.things.set(id, { id, kind, name });
    for (const [type, downstream] of edges) answer.edges.push({ downstream, type, upstream: id });
  };
  for (const {
    id,
    kind = '',
    name = '',
    edges = [],
    columns = [],
    upstream,
    type = '',
    downstream,
  } of rows) {
    if (id !== undefined) take(id, kind, name, edges);
    for (const [column, columnName, ends] of columns) take(column, 'Column', columnName, ends);
    if (upstream !== undefined && downstream !== undefined) answer.edges.push({ downstream, type, upstream });
  }
  return answer;
}
