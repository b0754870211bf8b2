/**
 * What servers that speak MLflow's REST interface do differently. All of it stands here: a server of another make
 * (Databricks refuses the orders below and has pages of its own size) is another value of this type.
 */
export interface Dialect {
  /** What the paths of the interface begin with. */
  readonly rest: string;
  /** Pages are found by offset: the fewer there are, the less can shift between them. */
  readonly perPage: {
    readonly models: number;
    readonly versions: number;
    readonly experiments: number;
    readonly points: number;
  };
  /** Orders that stay the same while pages are read. */
  readonly order: {
    readonly models: string;
    readonly versions: readonly string[];
    readonly experiments: readonly string[];
  };
  /** The experiment that every server is born with. */
  readonly firstExperiment: string;
  /** Where files are had: of a version, and of a run. */
  readonly versionFiles: string;
  readonly runFiles: string;
  /** Where all points of a metric of many runs are had, as the web page of the server asks for them. */
  readonly manyHistories: string;
}

/** MLflow 2 and 3 as they are published. */
export const OPEN_SOURCE: Dialect = {
  rest: '/api/2.0/mlflow',
  perPage: { models: 1000, versions: 5000, experiments: 1000, points: 10_000 },
  order: {
    models: 'name ASC',
    versions: ['name ASC', 'version_number ASC'],
    experiments: ['experiment_id ASC'],
  },
  firstExperiment: '0',
  versionFiles: '/model-versions/get-artifact',
  runFiles: '/get-artifact',
  manyHistories: '/ajax-api/2.0/mlflow/metrics/get-history-bulk',
};
