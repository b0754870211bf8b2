import { beforeAll, expect, test } from 'vitest';
import type { Listing } from '../../../src/catalog/sync/connector.js';
import {
  createMlflowConnector,
  type MlflowOptions,
} from '../../../src/connectors/mlflow/mlflow.connector.js';
import { entityId } from '../../../src/model/entity-id.js';
import { describeWithMlflow, mlflow } from '../../support/real-parts.js';
import { readAll, upstreams, type CollectingSink } from '../../unit/connectors/mlflow/collecting-sink.js';

const SERVICE = 'mlflow-test';
const WAREHOUSE = 'postgres://warehouse:5432';
const FEATURES = 'shop.public.customer_features';
const CHURN = 'customer_churn_predictor';

const read = (options: Partial<MlflowOptions> = {}) =>
  readAll(
    createMlflowConnector({
      service: SERVICE,
      url: mlflow().url,
      deployments: { aliases: ['champion'] },
      datasets: { namespace: WAREHOUSE },
      ...options,
    }),
  );

describeWithMlflow('the registry of the churn example', () => {
  let sink: CollectingSink;
  let listing: Listing;

  beforeAll(async () => {
    ({ sink, listing } = await read());
  });

  test('is read to its end with few requests, and every document is valid and stated once', () => {
    expect(listing).toEqual({ complete: true, requests: 19, bytes: expect.any(Number) as number });
    expect(sink.rejections).toEqual([]);
    expect(sink.repeated).toEqual([]);
    expect(sink.warnings).toEqual([]);
  });

  test('says the same when it is read again, byte for byte', async () => {
    const again = await read();
    expect([...again.sink.documents]).toEqual([...sink.documents]);
  });

  test('states the service with its version', () => {
    expect(sink.one('MLModelService')).toMatchObject({
      service: SERVICE,
      platform: 'MLflow',
      endpoint: mlflow().url,
      softwareVersion: '3.17.2',
    });
  });

  test('states every version of every model, with the aliases that sit on it', () => {
    const versions = sink
      .of('MLModelVersion')
      .map(({ model, version, aliases }) => [model, version, aliases]);
    expect(versions).toEqual([
      [CHURN, '1', []],
      [CHURN, '2', ['challenger']],
      [CHURN, '3', ['champion']],
      ['customer_ltv_estimator', '1', []],
      ['support_load_forecaster', '1', []],
      ['support_load_forecaster', '2', ['champion']],
    ]);
  });

  test('states models with what their tags say', () => {
    expect(sink.one('MLModel', { model: CHURN })).toMatchObject({
      tags: ['domain=retention', 'owner=team:data-science', 'task=classification'],
      owners: ['team:data-science'],
      domain: 'retention',
      task: 'classification',
      latestVersion: '3',
      deployedVersions: ['3'],
      sourceUrl: `${mlflow().url}/#/models/${CHURN}`,
    });
  });

  test('states what made a version and how it is loaded', () => {
    expect(sink.one('MLModelVersion', { model: CHURN, version: '3' })).toMatchObject({
      modelUri: `models:/${CHURN}/3`,
      algorithm: 'GradientBoostingClassifier',
      framework: 'sklearn',
      frameworkVersion: '1.9.1',
      status: 'READY',
      stage: 'None',
      author: 'ana.silva',
      signature: { outputs: [{ type: 'boolean', name: 'prediction', required: true }] },
      registeredAt: expect.stringMatching(/^2\d{3}-/) as string,
      artifactUri: expect.stringMatching(/^mlflow-artifacts:\//) as string,
    });
  });

  test('joins a version to its run, its inputs and the data it was trained and evaluated on', () => {
    const version = sink.one('MLModelVersion', { model: CHURN, version: '3' });
    const table = entityId('Table', WAREHOUSE, FEATURES);
    expect(upstreams(version, 'TRAINED_ON')).toEqual([table]);
    expect(upstreams(version, 'EVALUATED_ON')).toEqual([table]);
    expect(upstreams(version, 'USES_FEATURE')).toContain(
      entityId('MLFeature', SERVICE, CHURN, '3', 'count_30d'),
    );
    const [run] = upstreams(version, 'PRODUCED_BY');
    const trained = sink.documents.get(run as string);
    expect(trained).toMatchObject({
      name: 'gradient-boosting',
      status: 'FINISHED',
      startedAt: '2026-11-09T08:45:00.000Z',
      endedAt: '2026-11-09T09:10:00.000Z',
      gitCommit: '0f9b3e7742dd41c6b5a8e0c19d6f28a35b7e4c90',
    });
    expect(trained?.edges).toMatchObject([
      { type: 'EVALUATED_ON', upstream: table, digest: expect.any(String) as string },
      { type: 'TRAINED_ON', upstream: table, digest: expect.any(String) as string },
    ]);
  });

  test("infers a feature's source column only from a training dataset's column of exactly that name", () => {
    for (const feature of sink.of('MLFeature')) {
      const upstream = entityId('Column', WAREHOUSE, FEATURES, String(feature['feature']));
      const rule = 'same-name-as-training-column';
      expect(feature.edges).toEqual([{ type: 'DERIVED_FROM', upstream, stated: 'INFERRED', rule }]);
      expect(sink.documents.has(upstream)).toBe(true);
    }
    expect(sink.one('MLFeature', { model: CHURN, version: '1', feature: 'count_30d' })).toMatchObject({
      dataType: 'integer',
      required: true,
      position: 1,
    });
  });

  test('knows nothing of the inputs of a version without a signature, and only the table it was trained on', () => {
    const version = sink.one('MLModelVersion', { model: 'support_load_forecaster', version: '2' });
    expect(upstreams(version, 'USES_FEATURE')).toEqual([]);
    expect(upstreams(version, 'TRAINED_ON')).toEqual([entityId('Table', WAREHOUSE, FEATURES)]);
    expect(version).not.toHaveProperty('signature');
  });

  test('states the table once, with the columns of all datasets that were logged of it', () => {
    expect(sink.of('Table')).toHaveLength(1);
    expect(sink.of('Column').map(({ column }) => column)).toEqual(
      expect.arrayContaining(['count_30d', 'churned']),
    );
    expect(sink.of('Column')).toHaveLength(8);
  });

  test('states parameters as text, and as a number where they are one', () => {
    const parameter = (name: string) =>
      sink.one('HyperParameter', { model: CHURN, version: '3', parameter: name });
    expect(parameter('learning_rate')).toMatchObject({ value: '0.05', number: 0.05 });
    expect(parameter('algorithm')).not.toHaveProperty('number');
  });

  test('states the last value of a metric and every point of its history', () => {
    const { number: stages } = sink.one('HyperParameter', {
      model: CHURN,
      version: '3',
      parameter: 'n_estimators',
    });
    const auc = sink.one('Metric', { model: CHURN, version: '3', metric: 'auc' });
    const [steps, times, values] = [
      auc['seriesSteps'],
      auc['seriesTimes'],
      auc['seriesValues'],
    ] as number[][];
    expect(steps).toEqual(Array.from({ length: Number(stages) }, (_, step) => step));
    expect(times).toHaveLength(Number(stages));
    expect(values?.at(-1)).toBe(auc['value']);
    expect(sink.one('Metric', { model: CHURN, version: '3', metric: 'f1' })).not.toHaveProperty(
      'seriesValues',
    );
  });

  test('states a deployment for each alias that is configured to mean in service, as declared', () => {
    expect(sink.of('Deployment').map(({ endpoint }) => endpoint)).toEqual([
      `${CHURN}@champion`,
      'support_load_forecaster@champion',
    ]);
    expect(sink.one('Deployment', { endpoint: `${CHURN}@champion` })).toMatchObject({
      state: 'IN_SERVICE',
      edges: [
        {
          type: 'SERVES',
          upstream: entityId('MLModelVersion', SERVICE, CHURN, '3'),
          stated: 'DECLARED',
          rule: 'deployments.aliases',
        },
      ],
    });
  });

  test('states no deployment where no alias is configured', async () => {
    const { sink: without } = await read({ deployments: undefined });
    expect(without.of('Deployment')).toEqual([]);
    expect(without.one('MLModel', { model: CHURN })).toMatchObject({ deployedVersions: [] });
  });

  test('reads only the models that the filter wants', async () => {
    const { sink: some, listing: whole } = await read({
      models: { include: ['customer_*'], exclude: ['*_ltv_*'] },
    });
    expect(some.of('MLModel').map(({ model }) => model)).toEqual([CHURN]);
    expect(new Set(some.of('MLModelVersion').map(({ model }) => model))).toEqual(new Set([CHURN]));
    expect(whole.complete).toBe(true);
  });

  test('asks for no history where the series are not wanted', async () => {
    const { sink: bare, listing: fewer } = await read({ series: false });
    expect(fewer.requests).toBe(12);
    expect(bare.of('Metric')).toHaveLength(sink.of('Metric').length);
    for (const metric of bare.of('Metric')) expect(metric).not.toHaveProperty('seriesSteps');
  });
});
