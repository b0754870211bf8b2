import { defineQuery } from '../query.js';

export interface FigureParams {
  /** Names of parameters and of metrics; others are not read. */
  parameters: string[];
  metrics: string[];
}

type ParameterValues = [name: string, value: string | null, number: number | null];
type MetricValues = [
  metric: string,
  datasetName: string | null,
  slice: string | null,
  value: number | null,
  text: string | null,
  unit: string | null,
];

export interface VersionKeyRow {
  model: string;
  id: string;
  version: string;
  registeredAt: string | null;
  createdAt: string | null;
  updatedAt: string | null;
  parameters: ParameterValues[];
  metrics: MetricValues[];
}

export interface TableVersionRow extends VersionKeyRow {
  /** Values of `SHOWN`, in that order. */
  shown: unknown[];
  /** Id, name, state, page, address. */
  deployments: (string | null)[][];
  /** Id, name, page. */
  runs: (string | null)[][];
}

export const SHOWN = [
  'displayName',
  'stage',
  'status',
  'aliases',
  'algorithm',
  'framework',
  'modelUri',
  'runId',
  'sourceUrl',
] as const;

const KEY = `m.id AS model, v.id AS id, v.version AS version, v.registeredAt AS registeredAt,
    v.createdAt AS createdAt, v.updatedAt AS updatedAt,
    [(v)-[:HAS_HYPERPARAMETER]->(p:Entity) WHERE p.parameter IN $parameters AND p.until IS NULL
      | [p.parameter, p.value, p.number]] AS parameters,
    [(v)-[:HAS_METRIC]->(x:Entity) WHERE x.metric IN $metrics AND x.until IS NULL
      | [x.metric, x.datasetName, x.slice, x.value, x.text, x.unit]] AS metrics`;

const ROW = `${KEY},
    [${SHOWN.map((property) => `v.${property}`).join(', ')}] AS shown,
    [(v)<-[:SERVES]-(d:Deployment) | [d.id, d.name, d.state, d.sourceUrl, d.url]] AS deployments,
    [(v)-[:PRODUCED_BY]->(r:TrainingRun) | [r.id, r.name, r.sourceUrl]] AS runs`;

/**
 * The current versions of models with the figures of a table, one row each, in one statement. Pattern comprehensions, because
 * on both engines they are faster than a subquery, than matches that are collected, and (on Neo4j) than a union of
 * one statement per figure. Their lists come in no order. They cannot be nested on the embedded engine.
 */
export const versionTableOfModels = defineQuery<
  FigureParams & { models: string[]; most: number },
  TableVersionRow
>(
  'version-table-of-models',
  'read',
  `UNWIND $models AS model
   MATCH (m:Entity {id: model})-[:HAS_VERSION]->(v:Entity)
   WHERE v.until IS NULL
   WITH m, v LIMIT $most
   RETURN ${ROW}`,
);

/** What the versions of models are put in order by, where they are too many to be read whole. */
export const versionTableKeys = defineQuery<FigureParams & { models: string[] }, VersionKeyRow>(
  'version-table-keys',
  'read',
  `UNWIND $models AS model
   MATCH (m:Entity {id: model})-[:HAS_VERSION]->(v:Entity)
   WHERE v.until IS NULL
   RETURN ${KEY}`,
);

/** The rows of a page of a table, by the ids of the versions. */
export const versionTableRows = defineQuery<FigureParams & { ids: string[] }, TableVersionRow>(
  'version-table-rows',
  'read',
  `UNWIND $ids AS id
   MATCH (v:Entity {id: id})<-[:HAS_VERSION]-(m:Entity)
   RETURN ${ROW}`,
);

/** Which parameters the versions of models have. */
export const parametersOfModels = defineQuery<{ models: string[] }, { model: string; parameter: string }>(
  'parameters-of-models',
  'read',
  `UNWIND $models AS model
   MATCH (m:Entity {id: model})-[:HAS_VERSION]->(v:Entity)
   WHERE v.until IS NULL
   MATCH (v)-[:HAS_HYPERPARAMETER]->(p:Entity)
   RETURN DISTINCT m.id AS model, p.parameter AS parameter`,
);

/** Which metrics the versions of models have. */
export const metricsOfModels = defineQuery<
  { models: string[] },
  { model: string; metric: string; datasetName: string | null; slice: string | null }
>(
  'metrics-of-models',
  'read',
  `UNWIND $models AS model
   MATCH (m:Entity {id: model})-[:HAS_VERSION]->(v:Entity)
   WHERE v.until IS NULL
   MATCH (v)-[:HAS_METRIC]->(x:Entity)
   RETURN DISTINCT m.id AS model, x.metric AS metric, x.datasetName AS datasetName, x.slice AS slice`,
);
