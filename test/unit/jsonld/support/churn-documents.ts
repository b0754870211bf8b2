import type { EntityDocument } from '../../../../src/model/document.js';
import { entityId } from '../../../../src/model/entity-id.js';

const SHOP = 'postgres://shop:5432';
const MLFLOW = { service: 'mlflow-prod', model: 'customer_churn_predictor', version: '3' } as const;
const ORDERS = entityId('Table', SHOP, 'shop.public.orders');
const FEATURES = entityId('Table', SHOP, 'shop.public.customer_features');

export const VERSION = entityId('MLModelVersion', MLFLOW.service, MLFLOW.model, MLFLOW.version);
export const FEATURE = entityId('MLFeature', MLFLOW.service, MLFLOW.model, MLFLOW.version, 'count_30d');
export const TABLE = FEATURES;
export const RUN = entityId('TrainingRun', MLFLOW.service, '7f3a');
export const DEPLOYMENT = entityId('Deployment', 'scoring', 'churn');
export const METRIC = entityId('Metric', MLFLOW.service, MLFLOW.model, MLFLOW.version, 'auc', '', '');
export const SERVICE = entityId('MLModelService', MLFLOW.service);
export const ARTIFACT = entityId('Artifact', MLFLOW.service, MLFLOW.model, MLFLOW.version, 'MLmodel');
export const PREDICTIONS = entityId('Table', SHOP, 'shop.public.churn_scores');
export const FEATURE_TABLE = entityId('MLFeatureTable', 'feast', 'customers');
export const STORED_FEATURE = entityId('StoredFeature', 'feast', 'customers', 'count_30d');
export const TEAM = entityId('Team', 'data-eng');
export const COMMENT = entityId('Comment', '01JD7Q');
const EVALUATION = entityId('Table', SHOP, 'shop.public.customers_2025');
const SCORING = entityId('Pipeline', 'airflow', 'score_churn');
const FEATURE_PIPELINE = entityId('Pipeline', 'airflow', 'build_features');

/** A small catalog of the sort that registries and warehouses really give: nothing more than they know. */
export const churnDocuments = (): EntityDocument[] => [
  {
    kind: 'MLModelService',
    service: 'mlflow-prod',
    platform: 'MLflow',
    endpoint: 'http://127.0.0.1:5000',
    description: 'The registry of the data science team.',
    owners: ['ml-platform'],
  },
  { kind: 'MLModel', service: MLFLOW.service, model: MLFLOW.model, latestVersion: '3', owners: ['ana'] },
  version(),
  {
    kind: 'MLFeature',
    ...MLFLOW,
    feature: 'count_30d',
    dataType: 'double',
    position: 0,
    edges: [
      {
        type: 'DERIVED_FROM',
        upstream: entityId('Column', SHOP, 'shop.public.customer_features', 'count_30d'),
        stated: 'INFERRED',
        rule: 'same-name',
      },
    ],
  },
  { kind: 'HyperParameter', ...MLFLOW, parameter: 'max_depth', value: '4', number: 4 },
  {
    kind: 'Metric',
    ...MLFLOW,
    ...{ metric: 'auc', datasetName: '', slice: '', value: 0.92, step: 1, unit: 'ratio' },
    measuredAt: '2026-11-03T09:15:00.000Z',
    ...{
      seriesSteps: [0, 1],
      seriesTimes: [1_793_697_000_000, 1_793_697_300_000],
      seriesValues: [0.88, 0.92],
    },
  },
  { kind: 'Artifact', ...MLFLOW, path: 'MLmodel', uri: 'mlflow-artifacts:/1/models/m-1/artifacts/MLmodel' },
  {
    kind: 'TrainingRun',
    service: MLFLOW.service,
    run: '7f3a',
    experiment: '1',
    name: 'gradient boosting',
    ...{ status: 'FINISHED', startedAt: '2026-11-03T09:00:00.000Z', endedAt: '2026-11-03T09:16:00.000Z' },
    user: 'ana',
    edges: [{ type: 'TRAINED_ON', upstream: FEATURES, digest: 'a1b2' }],
  },
  { kind: 'Experiment', service: MLFLOW.service, experiment: '1', name: 'churn' },
  {
    kind: 'Deployment',
    service: 'scoring',
    endpoint: 'churn',
    state: 'IN_SERVICE',
    url: 'https://scoring.example/churn/invocations',
    edges: [{ type: 'SERVES', upstream: VERSION }],
  },
  ...tables(),
  ...featureStore(),
  ...people(),
];

function version(): EntityDocument {
  return {
    kind: 'MLModelVersion',
    ...MLFLOW,
    algorithm: 'XGBClassifier',
    framework: 'xgboost',
    aliases: ['champion'],
    modelUri: 'models:/customer_churn_predictor/3',
    registeredAt: '2026-11-03T09:20:00.000Z',
    author: 'ana',
    edges: [
      { type: 'USES_FEATURE', upstream: FEATURE },
      { type: 'TRAINED_ON', upstream: FEATURES, digest: 'a1b2' },
      { type: 'EVALUATED_ON', upstream: EVALUATION },
      { type: 'PRODUCED_BY', upstream: RUN },
    ],
  };
}

function featureStore(): EntityDocument[] {
  const table = { service: 'feast', featureTable: 'customers' };
  const column = entityId('Column', SHOP, 'shop.public.customer_features', 'count_30d');
  return [
    {
      ...{ kind: 'MLFeatureTable', ...table, entityKeys: ['customer_id'] },
      edges: [{ type: 'DERIVED_FROM', upstream: FEATURES }],
    },
    {
      ...{ kind: 'StoredFeature', ...table, feature: 'count_30d', dataType: 'double' },
      edges: [{ type: 'DERIVED_FROM', upstream: column }],
    },
  ];
}

/** Who and what is registered beside the names that things carry. */
function people(): EntityDocument[] {
  return [
    { kind: 'Team', name: 'data-eng' },
    { kind: 'User', name: 'ana', edges: [{ type: 'MEMBER_OF', upstream: TEAM }] },
    { kind: 'Domain', name: 'retention', edges: [{ type: 'NARROWER_THAN', upstream: 'Domain:customers' }] },
    {
      ...{ kind: 'Comment', comment: '01JD7Q', author: 'ana', text: 'Looks **fine** to me.' },
      writtenAt: '2026-11-20T12:00:00.000Z',
      edges: [{ type: 'COMMENTS_ON', upstream: VERSION }],
    },
  ];
}

function tables(): EntityDocument[] {
  const column = (table: string, name: string, edges: EntityDocument['edges']): EntityDocument => ({
    kind: 'Column',
    ...{ namespace: SHOP, table, column: name, dataType: 'double precision', position: 0 },
    ...(edges ? { edges } : {}),
  });
  const orders = entityId('Column', SHOP, 'shop.public.orders', 'amount');
  return [
    { kind: 'Table', namespace: SHOP, table: 'shop.public.orders' },
    column('shop.public.orders', 'amount', undefined),
    {
      kind: 'Table',
      namespace: SHOP,
      table: 'shop.public.customer_features',
      owners: ['data-eng'],
      edges: [
        { type: 'DERIVED_FROM', upstream: ORDERS, via: FEATURE_PIPELINE },
        { type: 'PRODUCED_BY', upstream: FEATURE_PIPELINE },
      ],
    },
    column('shop.public.customer_features', 'count_30d', [
      {
        type: 'DERIVED_FROM',
        upstream: orders,
        via: FEATURE_PIPELINE,
        transformations: ['DIRECT/AGGREGATION'],
      },
    ]),
    { kind: 'Pipeline', namespace: 'airflow', job: 'build_features' },
    {
      kind: 'Pipeline',
      namespace: 'airflow',
      job: 'score_churn',
      edges: [{ type: 'READS', upstream: VERSION }],
    },
    {
      kind: 'Table',
      namespace: SHOP,
      table: 'shop.public.churn_scores',
      edges: [
        { type: 'PREDICTED_BY', upstream: VERSION },
        { type: 'PRODUCED_BY', upstream: SCORING },
      ],
    },
    {
      kind: 'Dashboard',
      service: 'grafana',
      dashboard: 'churn',
      url: 'https://grafana.example/d/churn',
      edges: [{ type: 'CONSUMES', upstream: PREDICTIONS }],
    },
  ];
}
