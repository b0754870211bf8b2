import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Listing } from '../../../src/catalog/sync/connector.js';
import { createMlflowConnector } from '../../../src/connectors/mlflow/mlflow.connector.js';
import { entityId } from '../../../src/model/entity-id.js';
import { startMlflow, type MlflowServer } from '../../support/mlflow-server.js';
import { describeWithMlflow, python } from '../../support/real-parts.js';
import { readAll, upstreams, type CollectingSink } from '../../unit/connectors/mlflow/collecting-sink.js';
import { columns, RegistryBuilder, type Point } from './registry-builder.js';

const SERVICE = 'odd';
const START = 1_790_000_000_000;
const NAMES = [`it's "both" quotes`, 'größe 50% (neu)', 'a\\b%2e%2e?x=1&y#z', "<b>' OR 1=1 --"];
/** More than one bulk answer holds, so that it is sampled; not in the order of the clock. */
const LONG: Point[] = Array.from({ length: 3001 }, (_, step) => [
  step,
  START + ((step * 7919) % 3001),
  step / 2,
]);

describeWithMlflow('a registry with everything odd in it', () => {
  let server: MlflowServer;
  let sink: CollectingSink;
  let listing: Listing;
  const runs: Record<string, string> = {};

  beforeAll(async () => {
    server = await startMlflow(python());
    await fill(new RegistryBuilder(server.url));
    ({ sink, listing } = await readAll(createMlflowConnector({ service: SERVICE, url: server.url })));
  });
  afterAll(() => server.stop());

  async function fill(registry: RegistryBuilder): Promise<void> {
    const experiment = await registry.experiment('odd');
    runs['parent'] = await registry.run(experiment, 'parent');
    runs['main'] = await registry.run(experiment, 'main', {
      'mlflow.parentRunId': runs['parent'],
      note: 'x',
    });
    runs['deleted'] = await registry.run(experiment, 'deleted');
    await registry.metrics(runs['main'], 'long', LONG);
    await registry.metrics(runs['main'], 'backwards', [
      [1, START + 5, 1],
      [0, START + 9, 9],
      [1, START + 5, 0.5],
    ]);
    for (const [key, value] of [
      ['nan', 'NaN'],
      ['up', 'Infinity'],
      ['down', '-Infinity'],
    ] as const) {
      await registry.post('runs/log-metric', { run_id: runs['main'], key, value, timestamp: START, step: 0 });
    }
    const params = [
      { key: 'empty', value: '' },
      { key: 'hex', value: '0x10' },
      { key: 'long', value: 'y'.repeat(6000) },
    ];
    await registry.post('runs/log-batch', {
      run_id: runs['main'],
      params: [...params, { key: 'e', value: '-1.5e3' }],
    });
    await datasets(registry, runs['main']);
    await registry.model('delivery', { 'mlflow.internal': 'x', plain: '' });
    await registry.version(
      'delivery',
      `mlflow-artifacts:/${experiment}/${runs['main']}/artifacts/model`,
      runs['main'],
    );
    await registry.version('delivery', 's3://bucket/model', runs['deleted'], { target: 'minutes' });
    await registry.version('delivery', 's3://bucket/model');
    await registry.version('delivery', 's3://bucket/gone', '0123456789abcdef0123456789abcdef');
    await registry.alias('delivery', 'live', '3');
    await registry.post('model-versions/transition-stage', {
      name: 'delivery',
      version: '1',
      stage: 'Production',
      archive_existing_versions: false,
    });
    await registry.post('runs/delete', { run_id: runs['deleted'] });
    for (const name of NAMES) {
      await registry.model(name);
      await registry.version(name, 'models:/delivery/1', runs['main']);
    }
    await registry.model('no-versions');
    await registry.model('a-prompt', { 'mlflow.prompt.is_prompt': 'true' });
    await registry.version('a-prompt', 'dummy-source', '', { 'mlflow.prompt.is_prompt': 'true' });
  }

  async function datasets(registry: RegistryBuilder, run: string): Promise<void> {
    await registry.dataset(
      run,
      { name: 'a', source: { table_name: 'shop.orders' }, schema: columns('a', 'b'), digest: 'd2' },
      'training',
    );
    await registry.dataset(
      run,
      { name: 'b', source: { table_name: 'shop.orders' }, schema: columns('b', 'c'), digest: 'd1' },
      'train',
    );
    await registry.dataset(run, { name: 'c', source: { uri: 's3://bucket/held.csv' } }, 'Validation');
    await registry.dataset(run, { name: 'd', source: { tags: {} }, source_type: 'code' });
    await registry.dataset(run, { name: 'e', source: 'not json', schema: '{' }, 'eval');
  }

  const id = (name: string): string => entityId('TrainingRun', SERVICE, runs[name] as string);
  const version = (number: string) => sink.one('MLModelVersion', { model: 'delivery', version: number });

  test('is read to its end, and every document is valid and stated once', () => {
    expect(listing).toMatchObject({ complete: true });
    expect(sink.rejections).toEqual([]);
    expect(sink.repeated).toEqual([]);
  });

  test('keeps names as they are, whatever is in them', () => {
    const models = sink.of('MLModel').map(({ model }) => model);
    expect(models.sort()).toEqual([...NAMES, 'delivery', 'no-versions'].sort());
    for (const name of NAMES)
      expect(sink.one('MLModelVersion', { model: name })).toMatchObject({ version: '1' });
  });

  test('reads deleted runs, and says that they are', () => {
    expect(sink.documents.get(id('deleted'))).toMatchObject({ lifecycleStage: 'deleted', name: 'deleted' });
    expect(upstreams(version('2'), 'PRODUCED_BY')).toEqual([id('deleted')]);
    expect(version('2')).toMatchObject({ target: 'minutes' });
  });

  test('keeps a version without a run, and one whose run is not there', () => {
    expect(version('3')).not.toHaveProperty('runId');
    expect(version('3')).toMatchObject({ aliases: ['live'] });
    expect(version('4')).toMatchObject({ runId: '0123456789abcdef0123456789abcdef' });
    expect(version('4')).not.toHaveProperty('edges');
    expect(sink.warnings).toContainEqual(
      expect.stringMatching(/runs of these versions are not in this tracker.*delivery 4\.$/),
    );
  });

  test('states stages as the registry has them', () => {
    expect(version('1')).toMatchObject({ stage: 'Production' });
    expect(version('2')).toMatchObject({ stage: 'None' });
  });

  test('states a run once though several versions share it, nested in the one that started it', () => {
    expect(sink.of('TrainingRun')).toHaveLength(3);
    const main = sink.documents.get(id('main'));
    expect(main && upstreams(main, 'NESTED_IN')).toEqual([id('parent')]);
    expect(main).toMatchObject({ tags: ['note=x'] });
    expect(sink.documents.get(id('parent'))).toBeDefined();
  });

  test('says in which role each dataset was read, and how it knows', () => {
    const own = `mlflow://${SERVICE}`;
    expect(sink.documents.get(id('main'))?.edges).toEqual([
      { type: 'EVALUATED_ON', upstream: entityId('Table', own, 'e'), digest: 'd' },
      { type: 'EVALUATED_ON', upstream: entityId('Table', 's3://bucket', 'held.csv'), digest: 'd' },
      { type: 'NESTED_IN', upstream: id('parent') },
      {
        type: 'TRAINED_ON',
        upstream: entityId('Table', own, 'd'),
        digest: 'd',
        stated: 'INFERRED',
        rule: 'run-input-without-training-context',
      },
      { type: 'TRAINED_ON', upstream: entityId('Table', own, 'shop.orders'), digest: 'd1, d2' },
    ]);
  });

  test('states the columns of a table as the union of what was logged of it', () => {
    expect(sink.of('Column').map(({ table, column }) => `${String(table)}.${String(column)}`)).toEqual([
      'shop.orders.a',
      'shop.orders.b',
      'shop.orders.c',
    ]);
  });

  test('warns of a dataset whose source or schema is not JSON, and goes on with its name', () => {
    for (const field of ['source', 'schema']) {
      expect(sink.warnings).toContainEqual(
        expect.stringContaining(`The "${field}" of a dataset is not the JSON`),
      );
    }
  });

  test('reads the whole of a history that the bulk answer samples, in the order of its steps', () => {
    const metric = sink.one('Metric', { model: 'delivery', version: '1', metric: 'long' });
    expect(metric['seriesSteps']).toEqual(LONG.map(([step]) => step));
    expect(metric['seriesTimes']).toEqual(LONG.map(([, time]) => time));
    expect(metric['seriesValues']).toEqual(LONG.map(([, , value]) => value));
  });

  test('orders a history by step, then time, though clocks ran backwards', () => {
    const metric = sink.one('Metric', { model: 'delivery', version: '1', metric: 'backwards' });
    expect(metric).toMatchObject({ seriesSteps: [0, 1, 1], seriesValues: [9, 0.5, 1], value: 1, step: 1 });
  });

  test.each([
    ['nan', 'NaN'],
    ['up', 'Infinity'],
    ['down', '-Infinity'],
  ])('states %s as text', (name, text) => {
    const metric = sink.one('Metric', { model: 'delivery', version: '1', metric: name });
    expect(metric).toMatchObject({ text });
    expect(metric).not.toHaveProperty('value');
  });

  test('takes for a number only what is written as a decimal one', () => {
    const number = (parameter: string) =>
      sink.one('HyperParameter', { model: 'delivery', version: '1', parameter })['number'];
    expect(['empty', 'hex', 'long', 'e'].map(number)).toEqual([undefined, undefined, undefined, -1500]);
  });

  test('leaves out prompts and the tags that are MLflow its own', () => {
    expect(sink.of('MLModel').map(({ model }) => model)).not.toContain('a-prompt');
    expect(sink.one('MLModel', { model: 'delivery' })).toMatchObject({ tags: ['plain'] });
  });

  test('warns once of files that are not there, and states the versions without features', () => {
    expect(sink.of('MLFeature')).toEqual([]);
    expect(sink.warnings.filter((warning) => warning.includes('MLmodel')).length).toBeLessThanOrEqual(2);
    expect(version('2')).toMatchObject({ artifactUri: 's3://bucket/model' });
  });
});
