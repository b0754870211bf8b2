import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createMlflowConnector,
  type MlflowOptions,
} from '../../../src/connectors/mlflow/mlflow.connector.js';
import { entityId } from '../../../src/model/entity-id.js';
import { startMlflow, type MlflowServer } from '../../support/mlflow-server.js';
import { describeWithMlflow, python } from '../../support/real-parts.js';
import { readAll, type CollectingSink } from '../../unit/connectors/mlflow/collecting-sink.js';
import { columns, RegistryBuilder } from './registry-builder.js';

const SERVICE = 'three';
const START = 1_790_000_000_000;
const SIGNATURE = JSON.stringify([
  { type: 'long', name: 'age', required: true },
  { type: 'double', name: 'visits', required: false },
]);
const MLMODEL = (model: string): string => `
artifact_path: mlflow-artifacts:/1/models/${model}/artifacts
flavors:
  python_function: { loader_module: mlflow.sklearn }
  sklearn: { sklearn_version: 1.7.2 }
mlflow_version: 3.17.2
model_id: ${model}
model_size_bytes: 1721
saved_input_example_info: { artifact_path: input_example.json, type: dataframe, pandas_orient: split }
signature:
  inputs: '${SIGNATURE}'
  outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1]}}]'
  params: '[{"name": "t", "default": 0.5, "shape": null, "type": "double"}]'
`;

describeWithMlflow('a registry of models that MLflow 3 logged', () => {
  let server: MlflowServer;
  let sink: CollectingSink;
  const models: string[] = [];
  let run = '';

  const read = async (options: Partial<MlflowOptions> = {}) =>
    readAll(
      createMlflowConnector({
        service: SERVICE,
        url: server.url,
        featureImportance: ['missing.csv', 'reports/importance.csv'],
        ...options,
      }),
    );

  beforeAll(async () => {
    server = await startMlflow(python());
    const registry = new RegistryBuilder(server.url);
    const experiment = await registry.experiment('three');
    run = await registry.run(experiment, 'train', {
      'mlflow.source.git.commit': 'c0ffee',
      'mlflow.source.git.branch': 'main',
      'mlflow.project.entryPoint': 'train',
      'mlflow.note.content': 'The *best* so far.',
    });
    const evaluated = { name: 'held out', source: { uri: 's3://bucket/held.csv' }, schema: columns('age') };
    await registry.dataset(run, { ...evaluated, digest: 'd1' }, 'evaluation');
    await registry.post('runs/log-parameter', { run_id: run, key: 'depth', value: '3' });
    await registry.metrics(run, 'loss', [
      [0, START, 1],
      [1, START + 1, 0.5],
    ]);
    for (const name of ['first', 'second']) {
      const model = await registry.loggedModel(experiment, name, run, { depth: '4', only: name });
      models.push(model);
      await registry.file(`1/models/${model}/artifacts/MLmodel`, MLMODEL(model));
      await registry.model(name);
      await registry.version(name, `models:/${model}`, run);
    }
    await registry.file(
      `1/${run}/artifacts/reports/importance.csv`,
      'feature,importance\nage,0.7\nvisits,0.3\n',
    );
    const point = { run_id: run, model_id: models[0], timestamp: START };
    const onData = { dataset_name: 'held out', dataset_digest: 'd1' };
    await registry.post('runs/log-metric', { ...point, key: 'auc', value: 0.7, step: 0, ...onData });
    await registry.post('runs/log-metric', { ...point, key: 'auc', value: 0.9, step: 1, ...onData });
    await registry.post('runs/log-metric', { ...point, key: 'auc', value: 0.8, step: 2 });
    await registry.post('runs/log-metric', { ...point, key: 'recall', value: 0.5, step: 0, ...onData });
    await registry.post('runs/log-metric', {
      ...point,
      key: 'f1',
      value: 0.6,
      step: 0,
      dataset_name: 'unknown',
      dataset_digest: 'd9',
    });
    await registry.version('first', 'models:/first/1', run);
    ({ sink } = await read());
  });
  afterAll(() => server.stop());

  const metric = (model: string, version: string, name: string, datasetName: string) =>
    sink.one('Metric', { model, version, metric: name, datasetName });

  test('is read to its end, and every document is valid and stated once', async () => {
    const { listing } = await read();
    expect(listing).toMatchObject({ complete: true });
    expect(sink.rejections).toEqual([]);
    expect(sink.repeated).toEqual([]);
    expect(sink.failures).toEqual([]);
    expect(sink.warnings).toEqual([]);
  });

  test('states metrics by the data they were measured on, with the table where the run read it', () => {
    const auc = metric('first', '1', 'auc', 'held out');
    expect(auc).toMatchObject({ value: 0.9, step: 1, seriesValues: [0.7, 0.9] });
    expect(auc.edges).toEqual([
      { type: 'EVALUATED_ON', upstream: entityId('Table', 's3://bucket', 'held.csv'), digest: 'd1' },
    ]);
    expect(metric('first', '1', 'auc', '')).toMatchObject({ value: 0.8 });
    expect(metric('first', '1', 'f1', 'unknown')).not.toHaveProperty('edges');
    expect(metric('first', '1', 'loss', '')).toMatchObject({ value: 0.5, seriesValues: [1, 0.5] });
  });

  test('states once what run and model both show, with its data', () => {
    const recall = { model: 'first', version: '1', metric: 'recall' };
    expect(sink.one('Metric', recall)).toMatchObject({ datasetName: 'held out', value: 0.5 });
  });

  test('states of a version no metric that was measured on its sister, where it is known on which', () => {
    const ofSecond = sink.of('Metric').filter(({ model }) => model === 'second');
    expect(ofSecond.map(({ datasetName }) => datasetName)).not.toContain('held out');
  });

  test("states a model's own parameters before those of its run", () => {
    const value = (parameter: string) =>
      sink.one('HyperParameter', { model: 'first', version: '1', parameter })['value'];
    expect([value('depth'), value('only')]).toEqual(['4', 'first']);
  });

  test('states a copy of a version with all that its original has', () => {
    expect(metric('first', '2', 'auc', 'held out')).toMatchObject({ value: 0.9 });
    expect(sink.one('MLModelVersion', { model: 'first', version: '2' })).toMatchObject({
      metadata: { source: 'models:/first/1', loggedModel: models[0] },
    });
  });

  test('states the signature, where the example lies, and what else is recorded', () => {
    expect(sink.one('MLModelVersion', { model: 'first', version: '1' })).toMatchObject({
      framework: 'sklearn',
      frameworkVersion: '1.7.2',
      signature: { inputs: JSON.parse(SIGNATURE) as unknown, params: [{ name: 't', default: 0.5 }] },
      metadata: {
        source: `models:/${models[0]}`,
        loggedModelName: 'first',
        loggedModelStatus: 'READY',
        flavors: ['python_function', 'sklearn'],
        mlflowVersion: '3.17.2',
        modelSizeBytes: 1721,
        inputExample: { path: 'input_example.json', type: 'dataframe' },
      },
    });
    expect(sink.one('Artifact', { model: 'first', version: '1', path: 'input_example.json' })).toMatchObject({
      uri: `mlflow-artifacts:/1/models/${models[0]}/artifacts/input_example.json`,
    });
  });

  test('states how much each feature counts, from the file that the configuration names', async () => {
    const feature = (name: string, from: CollectingSink) =>
      from.one('MLFeature', { model: 'first', version: '1', feature: name });
    expect(feature('age', sink)).toMatchObject({ importance: 0.7, dataType: 'long' });
    expect(feature('visits', sink)).toMatchObject({ importance: 0.3, required: false });
    const { sink: without } = await read({ featureImportance: undefined });
    expect(feature('age', without)).not.toHaveProperty('importance');
  });

  test('states of the run its note, its commit and how it was entered', () => {
    expect(sink.one('TrainingRun', { run })).toMatchObject({
      description: 'The *best* so far.',
      gitCommit: 'c0ffee',
      environment: { entryPoint: 'train', gitBranch: 'main' },
    });
  });

  test('is told from another by the birth of its store', async () => {
    const identity = (url: string) =>
      createMlflowConnector({ service: SERVICE, url }).identity?.(new AbortController().signal);
    const here = await identity(server.url);
    expect(here).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(await identity(server.url)).toBe(here);
    const other = await startMlflow(python());
    expect(await identity(other.url)).not.toBe(here);
    await other.stop();
  }, 200_000);
});
