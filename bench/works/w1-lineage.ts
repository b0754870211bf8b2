import { LINEAGE_TYPES } from '../../src/model/relations.js';
import { placeLineage, type PlacedGraph } from '../placed-graphs.js';
import { serveRaw } from '../raw-server.js';
import { rowOf, type AnswerRows } from '../rows.js';
import type { Subject } from '../subject.js';
import { neo4jGraphqlPeers } from './w1-neo4j-graphql.js';
import { callsFor, type Case, type TextsByEngine, type Work } from './work.js';

const DEPTH = 3;

const QUESTION = `query ($id: ID!) {
  lineage(id: $id, direction: UPSTREAM, depth: ${DEPTH}, first: 1000) {
    nodes { entity { id kind name } }
    edges { downstream type upstream }
    answer { complete }
  }
}`;

interface OurAnswer {
  readonly lineage: {
    readonly nodes: readonly { readonly entity: { id: string; kind: string; name: string } }[];
    readonly edges: readonly { downstream: string; type: string; upstream: string }[];
  };
}

const LINEAGE = LINEAGE_TYPES.join('|');
const CLOSURE = `MATCH (s:Entity {id: $id})-[:${LINEAGE}*0..${DEPTH}]->(a:Entity)`;
/** Edges are read as they are kept: containment points from the table to its column. */
const EDGE = `-[r:${LINEAGE}|HAS_COLUMN]->(b:Entity)`;

/**
 * Each thing with its edges in one row; the caller leaves out what leads beyond the answer, because a test
 * against a list costs both engines more. The embedded engine is faster with two statements.
 */
const TEXTS: TextsByEngine = {
  neo4j: [
    `${CLOSURE} WITH DISTINCT a
     RETURN a.id AS id, a.kind AS kind, a.name AS name, [(a)${EDGE} | [type(r), b.id]] AS edges`,
  ],
  embedded: [
    `${CLOSURE} RETURN DISTINCT a.id AS id, a.kind AS kind, a.name AS name`,
    `${CLOSURE} WITH DISTINCT a MATCH (a)${EDGE} RETURN a.id AS from, type(r) AS type, b.id AS to`,
  ],
};

/** The same in one column, as a field of `@neo4j/graphql` takes it. */
const AS_FIELD = `${CLOSURE} WITH DISTINCT a
  RETURN {id: a.id, kind: a.kind, name: a.name, edges: [(a)${EDGE} | [type(r), b.id]]} AS thing`;

type Row = Record<string, unknown>;

interface RawAnswer {
  readonly things: readonly Row[];
  /** Start, type, end: both ends among the things. */
  readonly edges: readonly (readonly [string, string, string])[];
}

async function askRaw({ engine, raw }: Subject, id: string): Promise<RawAnswer> {
  const rows: Row[] = [];
  for (const text of TEXTS[engine]) rows.push(...(await raw(text, { id })));
  return rawAnswer(rows);
}

/** Things with their edges, or things and then edges. */
function rawAnswer(rows: readonly Row[]): RawAnswer {
  const things = rows.filter((row) => 'id' in row);
  const known = new Set(things.map((thing) => thing['id']));
  const edges = rows.flatMap(({ id, edges: ends, from, type, to }): [string, string, string][] =>
    id === undefined
      ? [[String(from), String(type), String(to)]]
      : ((ends ?? []) as [string, string][]).map(([kind, end]) => [String(id), kind, end]),
  );
  return { things, edges: edges.filter(([, , to]) => known.has(to)) };
}

const ourRows = ({ lineage: { nodes, edges } }: OurAnswer): AnswerRows => ({
  nodes: nodes.map(({ entity: { id, kind, name } }) => rowOf(id, kind, name)),
  edges: edges.map(({ downstream, type, upstream }) => rowOf(downstream, type, upstream)),
});

/** Lineage points upstream; what follows from containment depends on its table in the same way. */
const rawRows = ({ things, edges }: RawAnswer): AnswerRows => ({
  nodes: things.map(({ id, kind, name }) => rowOf(id, kind, name)),
  edges: edges.map(([from, type, to]) =>
    type === 'HAS_COLUMN' ? rowOf(to, type, from) : rowOf(from, type, to),
  ),
});

const askProduct = ({ graphql }: Subject, id: string): Promise<OurAnswer> =>
  graphql.ask<OurAnswer>(QUESTION, { id });

/** Beside the bare driver, which is promised, and beside a bare server with the same text: what HTTP alone takes. */
async function rawCases(subject: Subject, { start, answers }: PlacedGraph): Promise<Case[]> {
  const overHttp = await serveRaw(subject, TEXTS[subject.engine]);
  const ours = (): Promise<OurAnswer> => askProduct(subject, start);
  const beside = (named: Pick<Case, 'work' | 'goal'>, other: () => Promise<RawAnswer>): Case => ({
    ...{ ...named, calls: callsFor(answers), answers },
    ours,
    other,
    rowsOf: async () => ({ ours: ourRows(await ours()), other: rawRows(await other()) }),
  });
  return [
    {
      ...beside({ work: 'W1', goal: 1.5 }, () => askRaw(subject, start)),
      ...{ limits: { roundTrips: 1 }, growth: 1.3 },
    },
    {
      ...beside({ work: 'W1 over HTTP', goal: null }, async () => rawAnswer(await overHttp({ id: start }))),
      against: 'raw over HTTP',
    },
  ];
}

/** The same data, asked through a library that makes a GraphQL server of a Neo4j. */
async function peerCases(subject: Subject, { start, answers }: PlacedGraph): Promise<Case[]> {
  const peers = subject.neo4j ? await neo4jGraphqlPeers(subject, subject.neo4j, AS_FIELD) : [];
  return peers.map(({ against, ask }) => {
    const ours = (): Promise<OurAnswer> => askProduct(subject, start);
    const other = (): Promise<AnswerRows> => ask(start);
    return {
      ...{ work: `W1 beside ${against}`, against, goal: 0.8, calls: callsFor(answers), answers },
      ours,
      other,
      rowsOf: async () => ({ ours: ourRows(await ours()), other: await other() }),
    };
  });
}

export const w1: Work = {
  name: 'W1',
  what: 'lineage upstream, depth 3, 100 things',
  place: () => [placeLineage()],
  cases: async (subject, placed) => {
    const made = placed.flatMap((graph) => [rawCases(subject, graph), peerCases(subject, graph)]);
    return (await Promise.all(made)).flat();
  },
};
