import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Listing } from '../../../src/catalog/sync/connector.js';
import { createMlflowConnector } from '../../../src/connectors/mlflow/mlflow.connector.js';
import { entityId } from '../../../src/model/entity-id.js';
import { startMlflow, type MlflowServer } from '../../support/mlflow-server.js';
import { pythonEnvironment } from '../../support/python-env.js';
import { describeWithMlflow } from '../../support/real-parts.js';
import { readAll, upstreams, type CollectingSink } from '../../unit/connectors/mlflow/collecting-sink.js';
import { columns, RegistryBuilder, type Point } from './registry-builder.js';

const SERVICE = 'two';
const START = 1_700_000_000_000;
const STAGES = ['Archived', 'Production', 'Staging', 'None'];
const LONG: Point[] = Array.from({ length: 2600 }, (_, step) => [step, START + step, step]);
const MLMODEL = (run: string): string => `
artifact_path: model
flavors:
  python_function: { loader_module: mlflow.xgboost }
  xgboost: { model_class: xgboost.sklearn.XGBClassifier, xgb_version: 2.1.4 }
mlflow_version: 2.22.5
model_uuid: 0123456789abcdef0123456789abcdef
run_id: ${run}
signature:
  inputs: '[{"type": "long", "name": "age", "required": true}]'
`;

describeWithMlflow('a registry of MLflow 2.22', () => {
  let server: MlflowServer;
  let sink: CollectingSink;
  let listing: Listing;
  const runs: string[] = [];

  beforeAll(async () => {
    server = await startMlflow(await pythonEnvironment('mlflow2'));
    const registry = new RegistryBuilder(server.url);
    const experiment = await registry.experiment('two');
    await registry.model('churn', { owner: 'team:ds' });
    for (const [at, stage] of STAGES.entries()) {
      const run = await registry.run(experiment, `run ${at}`);
      runs.push(run);
      await registry.post('runs/log-parameter', { run_id: run, key: 'depth', value: String(at) });
      await registry.metrics(run, 'auc', at === 1 ? LONG : [[0, START, at / 10]]);
      const dataset = { name: 'd', source: { table_name: 'shop.customers' }, schema: columns('age') };
      await registry.dataset(run, { ...dataset, digest: `d${at}` }, 'training');
      await registry.file(`${experiment}/${run}/artifacts/model/MLmodel`, MLMODEL(run));
      const version = await registry.version(
        'churn',
        `mlflow-artifacts:/${experiment}/${run}/artifacts/model`,
        run,
      );
      if (stage !== 'None')
        await registry.post('model-versions/transition-stage', {
          name: 'churn',
          version,
          stage,
          archive_existing_versions: false,
        });
    }
    await registry.alias('churn', 'champion', '2');
    await registry.post('runs/delete', { run_id: runs[0] });
    const connector = createMlflowConnector({
      service: SERVICE,
      url: server.url,
      deployments: { aliases: ['champion'] },
      datasets: { namespace: 'postgres://w:5432' },
    });
    ({ sink, listing } = await readAll(connector));
  }, 300_000);
  afterAll(() => server.stop());

  const version = (number: string) => sink.one('MLModelVersion', { model: 'churn', version: number });

  test('is read to its end, without a fault and without a warning', () => {
    expect(listing).toMatchObject({ complete: true });
    expect(sink.rejections).toEqual([]);
    expect(sink.repeated).toEqual([]);
    expect(sink.failures).toEqual([]);
    expect(sink.warnings).toEqual([]);
    expect(sink.one('MLModelService')).toMatchObject({ softwareVersion: '2.22.5' });
  });

  test('states the stage of each version, and its alias', () => {
    expect(['1', '2', '3', '4'].map((number) => version(number)['stage'])).toEqual(STAGES);
    expect(version('2')).toMatchObject({ aliases: ['champion'] });
    expect(sink.one('Deployment')).toMatchObject({ endpoint: 'churn@champion' });
    expect(sink.one('MLModel')).toMatchObject({ latestVersion: '4', owners: ['team:ds'] });
  });

  test('states runs, deleted ones too, with parameters and the data they read', () => {
    expect(sink.of('TrainingRun')).toHaveLength(4);
    expect(sink.one('TrainingRun', { run: runs[0] })).toMatchObject({ lifecycleStage: 'deleted' });
    expect(upstreams(version('1'), 'PRODUCED_BY')).toEqual([
      entityId('TrainingRun', SERVICE, String(runs[0])),
    ]);
    expect(upstreams(version('3'), 'TRAINED_ON')).toEqual([
      entityId('Table', 'postgres://w:5432', 'shop.customers'),
    ]);
    expect(sink.one('HyperParameter', { version: '3' })).toMatchObject({ parameter: 'depth', number: 2 });
  });

  test('states histories whole, those too that the bulk answer samples', () => {
    expect(sink.one('Metric', { version: '2' })['seriesValues']).toEqual(LONG.map(([, , value]) => value));
    expect(sink.one('Metric', { version: '3' })).toMatchObject({ value: 0.2 });
  });

  test('states what the MLmodel file says, which MLflow 2 kept below the run', () => {
    expect(version('3')).toMatchObject({
      framework: 'xgboost',
      frameworkVersion: '2.1.4',
      algorithm: 'XGBClassifier',
      artifactUri: expect.stringMatching(/^mlflow-artifacts:\/.*\/model$/) as string,
    });
    expect(sink.one('MLFeature', { version: '3' })).toMatchObject({ feature: 'age', dataType: 'long' });
  });

  test('is told from another by the birth of its store', async () => {
    const connector = createMlflowConnector({ service: SERVICE, url: server.url });
    expect(await connector.identity?.(new AbortController().signal)).toMatch(/^\d{4}-\d\d-\d\dT/);
  });
});
