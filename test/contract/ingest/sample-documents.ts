import type { EntityDocument } from '../../../src/model/document.js';
import { entityId } from '../../../src/model/entity-id.js';

export const ordersId = entityId('Table', 'shop', 'orders');
export const scoresId = entityId('Table', 'shop', 'scores');
export const scoringId = entityId('Pipeline', 'jobs', 'score');
export const versionId = entityId('MLModelVersion', 'mlflow', 'churn', '3');

const version = { service: 'mlflow', model: 'churn', version: '3' };

/** What a registry states: each of its kinds once. */
export const REGISTRY: readonly EntityDocument[] = [
  { kind: 'MLModelService', service: 'mlflow', platform: 'MLflow' },
  { kind: 'Experiment', service: 'mlflow', experiment: '1', name: 'churn' },
  {
    kind: 'TrainingRun',
    ...{
      service: 'mlflow',
      run: 'r1',
      experiment: '1',
      status: 'FINISHED',
      startedAt: '2026-10-01T08:00:00Z',
    },
    edges: [{ type: 'TRAINED_ON', upstream: ordersId, digest: 'd1' }],
  },
  { kind: 'MLModel', service: 'mlflow', model: 'churn', task: 'classification' },
  {
    kind: 'MLModelVersion',
    ...version,
    aliases: ['champion'],
    signature: { inputs: [{ name: 'count_30d', type: 'long' }], nested: [[1, 2], [3]] },
    tags: ['a', 'b=c'],
    edges: [
      { type: 'PRODUCED_BY', upstream: entityId('TrainingRun', 'mlflow', 'r1') },
      { type: 'TRAINED_ON', upstream: ordersId },
      { type: 'USES_FEATURE', upstream: entityId('MLFeature', 'mlflow', 'churn', '3', 'count_30d') },
    ],
  },
  {
    kind: 'MLFeature',
    ...{ ...version, feature: 'count_30d', importance: 0.25 },
    edges: [
      {
        type: 'DERIVED_FROM',
        upstream: entityId('Column', 'shop', 'orders', 'count_30d'),
        ...{ stated: 'INFERRED', rule: 'same-name' },
      },
    ],
  },
  { kind: 'HyperParameter', ...version, parameter: 'depth', value: '6' },
  {
    kind: 'Metric',
    ...{ ...version, metric: 'auc', datasetName: '', slice: '', value: 0.5, step: 3 },
    seriesSteps: [1, 2, 3, 4],
    seriesTimes: [1_700_000_000_000, 1_700_000_000_001, 1_700_000_000_002, 1_700_000_000_003],
    seriesValues: [1, 'NaN', 'Infinity', '-Infinity'],
  },
  { kind: 'Metric', ...version, metric: 'loss', datasetName: 'holdout', slice: 'age<30', value: 'NaN' },
  { kind: 'Artifact', ...version, path: 'model/MLmodel' },
  {
    kind: 'Deployment',
    ...{ service: 'mlflow', endpoint: 'churn@champion', state: 'IN_SERVICE' },
    edges: [{ type: 'SERVES', upstream: versionId }],
  },
];

/** What a warehouse states, with a scoring job that names the model as MLflow does. */
export const WAREHOUSE: readonly EntityDocument[] = [
  { kind: 'Table', namespace: 'shop', table: 'orders', description: 'All orders', owners: ['sales'] },
  {
    kind: 'Column',
    namespace: 'shop',
    table: 'orders',
    column: 'count_30d',
    dataType: 'BIGINT',
    position: 0,
  },
  {
    kind: 'Column',
    ...{ namespace: 'shop', table: 'scores', column: 'score' },
    edges: [
      {
        type: 'DERIVED_FROM',
        upstream: entityId('Column', 'shop', 'orders', 'count_30d'),
        ...{ via: scoringId, transformations: ['DIRECT/TRANSFORMATION'], masked: true },
      },
    ],
  },
  {
    kind: 'Table',
    ...{ namespace: 'shop', table: 'scores' },
    edges: [
      { type: 'PRODUCED_BY', upstream: scoringId },
      { type: 'PREDICTED_BY', upstream: 'models:/churn@champion', via: scoringId },
    ],
  },
  {
    kind: 'Pipeline',
    ...{ namespace: 'jobs', job: 'score' },
    edges: [
      { type: 'READS', upstream: ordersId },
      { type: 'READS', upstream: 'models:/churn/3' },
    ],
  },
  {
    kind: 'Dashboard',
    ...{ service: 'bi', dashboard: 'Churn' },
    edges: [{ type: 'CONSUMES', upstream: scoresId }],
  },
  {
    kind: 'Application',
    ...{ service: 'crm', application: 'alerts' },
    edges: [{ type: 'CONSUMES', upstream: entityId('Column', 'shop', 'scores', 'score') }],
  },
];
