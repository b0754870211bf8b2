import { LINEAGE_TYPES } from '../../src/model/relations.js';
import { placeLineage, type PlacedGraph } from '../placed-graphs.js';
import { rowOf, type AnswerRows } from '../rows.js';
import type { Subject } from '../subject.js';
import { neo4jGraphqlPeers } from './w1-neo4j-graphql.js';
import type { Case, TextsByEngine, Work } from './work.js';

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
  const [things = [], links] = await inTurn(TEXTS[engine].map((text) => () => raw(text, { id })));
  const known = new Set(things.map((thing) => thing['id']));
  const all = links
    ? links.map(({ from, type, to }) => [from, type, to] as [string, string, string])
    : things.flatMap(({ id: from, edges }) =>
        (edges as [string, string][]).map(([type, to]): [string, string, string] => [String(from), type, to]),
      );
  return { things, edges: all.filter(([, , to]) => known.has(to)) };
}

async function inTurn<Result>(steps: readonly (() => Promise<Result>)[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const step of steps) results.push(await step());
  return results;
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

function rawCase(subject: Subject, { start, answers }: PlacedGraph): Case {
  const ours = (): Promise<OurAnswer> => askProduct(subject, start);
  const other = (): Promise<RawAnswer> => askRaw(subject, start);
  return {
    ...{ work: 'W1', goal: 1.5, limits: { roundTrips: 1 }, growth: 1.3, calls: 25, answers },
    ours,
    other,
    rowsOf: async () => ({ ours: ourRows(await ours()), other: rawRows(await other()) }),
  };
}

/** The same data, asked through a library that makes a GraphQL server of a Neo4j. */
async function peerCases(subject: Subject, { start, answers }: PlacedGraph): Promise<Case[]> {
  const peers = subject.neo4j ? await neo4jGraphqlPeers(subject, subject.neo4j, AS_FIELD) : [];
  return peers.map(({ against, ask }) => {
    const ours = (): Promise<OurAnswer> => askProduct(subject, start);
    const other = (): Promise<AnswerRows> => ask(start);
    return {
      ...{ work: `W1 beside ${against}`, against, goal: 0.8, calls: 25, answers },
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
  cases: async (subject, placed) => [
    ...placed.map((graph) => rawCase(subject, graph)),
    ...(await Promise.all(placed.map((graph) => peerCases(subject, graph)))).flat(),
  ],
};
