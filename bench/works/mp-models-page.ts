import { placeModels } from '../placed-registries.js';
import type { PlacedGraph } from '../placed-graphs.js';
import { rowOf, type AnswerRows } from '../rows.js';
import type { Engine, Subject } from '../subject.js';
import type { Case, Work } from './work.js';

const MODELS = 100;
const VERSIONS = 5;

const QUESTION = `query ($first: Int!) {
  models(first: $first) { nodes {
    name
    versions(first: 50) { nodes {
      version
      features { name sources { column { name } } }
      metrics { name value }
    } }
  } }
}`;

interface OurVersion {
  readonly version: string;
  readonly features: readonly {
    readonly name: string;
    readonly sources: readonly { readonly column: { readonly name: string } }[];
  }[];
  readonly metrics: readonly { readonly name: string; readonly value: number }[];
}

interface OurAnswer {
  readonly models: {
    readonly nodes: readonly {
      readonly name: string;
      readonly versions: { readonly nodes: readonly OurVersion[] };
    }[];
  };
}

/** A row per version with a pair per feature and column, and a pair per metric. */
interface RawRow {
  readonly model: string;
  readonly version: string;
  readonly features: readonly (readonly [string, string])[];
  readonly metrics: readonly (readonly [string, number])[];
}

/** The same on both engines; slower were subqueries, collecting, a union of rows, and (on Neo4j) one row per model. */
const TEXT = `MATCH (m:MLModel) WITH m ORDER BY m.name, m.id LIMIT ${MODELS}
  MATCH (m)-[:HAS_VERSION]->(v:Entity)
  RETURN m.name AS model, v.version AS version,
    [(v)-[:USES_FEATURE]->(f:Entity)-[:DERIVED_FROM]->(c:Column) | [f.name, c.name]] AS features,
    [(v)-[:HAS_METRIC]->(x:Entity) | [x.name, x.value]] AS metrics`;
const TEXTS: Readonly<Record<Engine, string>> = { neo4j: TEXT, embedded: TEXT };

const rowsOf = (
  model: string,
  version: string,
  features: readonly (readonly [string, string])[],
  metrics: readonly (readonly [string, number])[],
): AnswerRows => ({
  nodes: [rowOf(model, version), ...metrics.map((metric) => rowOf(model, version, ...metric))],
  edges: features.map((feature) => rowOf(model, version, ...feature)),
});

const together = (parts: readonly AnswerRows[]): AnswerRows => ({
  nodes: parts.flatMap(({ nodes }) => nodes),
  edges: parts.flatMap(({ edges }) => edges),
});

const ourRows = ({ models }: OurAnswer): AnswerRows =>
  together(
    models.nodes.flatMap(({ name, versions }) =>
      versions.nodes.map(({ version, features, metrics }) =>
        rowsOf(
          name,
          version,
          features.flatMap((feature) =>
            feature.sources.map(({ column }) => [feature.name, column.name] as const),
          ),
          metrics.map((metric) => [metric.name, metric.value] as const),
        ),
      ),
    ),
  );

function caseOf({ engine, graphql, raw }: Subject, { answers }: PlacedGraph): Case {
  const ours = (): Promise<OurAnswer> => graphql.ask<OurAnswer>(QUESTION, { first: MODELS });
  const other = async (): Promise<RawRow[]> => (await raw(TEXTS[engine], {})) as unknown as RawRow[];
  return {
    ...{ work: 'MP', goal: 1.6, calls: 5, answers },
    ours,
    other,
    rowsOf: async () => ({
      ours: ourRows(await ours()),
      other: together(
        (await other()).map(({ model, version, features, metrics }) =>
          rowsOf(model, version, features, metrics),
        ),
      ),
    }),
  };
}

export const mp: Work = {
  name: 'MP',
  what: `a page of ${MODELS} models with versions, features, columns and metrics`,
  // The exclamation mark puts them before all other models.
  place: () => [placeModels('!mp', { models: MODELS, versions: VERSIONS })],
  cases: (subject, placed) => placed.map((graph) => caseOf(subject, graph)),
};
