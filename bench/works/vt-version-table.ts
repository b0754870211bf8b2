import { ASKED, placeVersions } from '../placed-registries.js';
import type { PlacedGraph } from '../placed-graphs.js';
import { rowOf, type AnswerRows } from '../rows.js';
import type { Engine, Subject } from '../subject.js';
import type { Case, Work } from './work.js';

const VERSIONS = 500;

const QUESTION = `query ($id: ID!, $parameters: [String!], $metrics: [String!], $first: Int) {
  entity(id: $id) { ... on MLModel {
    versionTable(parameters: $parameters, metrics: $metrics, first: $first) { nodes {
      version registeredAt lastModified modelUri
      deployments { name state }
      run { name }
      parameters { text }
      metrics { value }
    } }
  } }
}`;

interface OurRow {
  readonly version: string;
  readonly deployments: readonly { readonly name: string; readonly state: string }[];
  readonly run: { readonly name: string };
  readonly parameters: readonly { readonly text: string }[];
  readonly metrics: readonly { readonly value: number }[];
}

interface OurAnswer {
  readonly entity: { readonly versionTable: { readonly nodes: readonly OurRow[] } };
}

interface RawRow {
  readonly version: string;
  readonly parameters: readonly (readonly [string, string])[];
  readonly metrics: readonly (readonly [string, number])[];
  readonly deployments: readonly (readonly [string, string])[];
  readonly runs: readonly string[];
}

/** The same on both engines; slower were subqueries, matches that are collected, and (on Neo4j) a union of rows. */
const TEXT = `MATCH (m:Entity {id: $id})-[:HAS_VERSION]->(v:Entity)
  RETURN v.version AS version, v.registeredAt AS registeredAt, v.updatedAt AS lastModified, v.modelUri AS modelUri,
    [(v)-[:HAS_HYPERPARAMETER]->(p:Entity) WHERE p.name IN $parameters | [p.name, p.value]] AS parameters,
    [(v)-[:HAS_METRIC]->(x:Entity) WHERE x.name IN $metrics | [x.name, x.value]] AS metrics,
    [(v)<-[:SERVES]-(d:Entity) | [d.name, d.state]] AS deployments,
    [(v)-[:PRODUCED_BY]->(r:Entity) | r.name] AS runs`;
const TEXTS: Readonly<Record<Engine, string>> = { neo4j: TEXT, embedded: TEXT };

const valueOf = (pairs: readonly (readonly [string, unknown])[], name: string): unknown =>
  pairs.find(([known]) => known === name)?.[1];

const ourRows = ({ entity }: OurAnswer): AnswerRows => ({
  nodes: entity.versionTable.nodes.map(({ version, deployments, run, parameters, metrics }) =>
    rowOf(
      version,
      run.name,
      deployments.map(({ name, state }) => [name, state]),
      parameters.map(({ text }) => text),
      metrics.map(({ value }) => value),
    ),
  ),
  edges: [],
});

const rawRows = (rows: readonly RawRow[]): AnswerRows => ({
  nodes: rows.map(({ version, deployments, runs, parameters, metrics }) =>
    rowOf(
      version,
      runs[0],
      deployments,
      ASKED.parameters.map((name) => valueOf(parameters, name)),
      ASKED.metrics.map((name) => valueOf(metrics, name)),
    ),
  ),
  edges: [],
});

function caseOf({ engine, graphql, raw }: Subject, { start: id, answers }: PlacedGraph): Case {
  const figures = { parameters: [...ASKED.parameters], metrics: [...ASKED.metrics] };
  const ours = (): Promise<OurAnswer> =>
    graphql.ask<OurAnswer>(QUESTION, { id, first: VERSIONS, ...figures });
  const other = async (): Promise<RawRow[]> =>
    (await raw(TEXTS[engine], { id, ...figures })) as unknown as RawRow[];
  return {
    ...{ work: 'VT', goal: null, calls: 10, answers },
    ours,
    other,
    rowsOf: async () => ({ ours: ourRows(await ours()), other: rawRows(await other()) }),
  };
}

export const vt: Work = {
  name: 'VT',
  what: `the table of ${VERSIONS} versions with 5 parameters and 5 metrics`,
  place: () => [placeVersions('vt_model', VERSIONS)],
  cases: (subject, placed) => placed.map((graph) => caseOf(subject, graph)),
};
