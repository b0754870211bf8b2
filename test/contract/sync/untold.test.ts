import { beforeEach, expect, it } from 'vitest';
import type { Untold } from '../../../src/catalog/sync/connector.js';
import type { SyncReport } from '../../../src/catalog/sync/sync-report.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { catalogContent } from '../../support/documents.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { Workbench } from '../curate/workbench.js';
import { ScriptedSource, syncAt } from './scripted.js';

const KEY = { service: 'mlflow', model: 'churn', version: '1' };
const VERSION = 'MLModelVersion:mlflow/churn/1';
const FEATURE = 'MLFeature:mlflow/churn/1/age';
const UNTOLD: Untold = {
  reason: 'Its file cannot be read.',
  properties: ['framework', 'metadata'],
  relations: ['USES_FEATURE'],
};

const version = (properties: Partial<EntityDocument>): EntityDocument => ({
  kind: 'MLModelVersion',
  ...KEY,
  aliases: ['champion'],
  ...properties,
});
const whole: EntityDocument[] = [
  { kind: 'MLModelService', service: 'mlflow', platform: 'MLflow' },
  { kind: 'MLModel', service: 'mlflow', model: 'churn' },
  version({
    framework: 'sklearn',
    metadata: { source: 's3://b/1', flavors: ['sklearn'] },
    edges: [
      { type: 'TRAINED_ON', upstream: 'Table:shop/orders', digest: 'd1' },
      { type: 'USES_FEATURE', upstream: FEATURE },
    ],
  }),
  { kind: 'MLFeature', ...KEY, feature: 'age', dataType: 'long' },
];
/** The same without its file, while the alias moved. */
const partly = (aliases: string[]): EntityDocument[] => [
  ...whole.slice(0, 2),
  version({
    aliases,
    metadata: { source: 's3://b/1' },
    edges: [{ type: 'TRAINED_ON', upstream: 'Table:shop/orders', digest: 'd1' }],
  }),
];

describeOnEveryEngine('a thing of which a part could not be read', (open) => {
  let executor: GraphExecutor;
  let ada: Workbench;
  let hour: number;
  beforeEach(async () => {
    executor ??= await open();
    await emptyGraph(executor);
    ada = new Workbench(executor);
    hour = 0;
  });

  const sync = (documents: readonly EntityDocument[], untold?: Untold): Promise<SyncReport> => {
    const source = new ScriptedSource(async (sink) => {
      for (const document of documents)
        await sink.put(document, document.kind === 'MLModelVersion' ? untold : undefined);
    });
    hour += 1;
    return syncAt(executor, hour, source);
  };
  const features = async () => (await ada.edges(VERSION)).filter(({ type }) => type === 'USES_FEATURE');

  it('keeps what was stated of that part, and takes what is new of the rest', async () => {
    await sync(whole);
    const report = await sync(partly(['challenger']), UNTOLD);
    expect(report).toMatchObject({ state: 'PARTIAL', updated: 1, retired: 0 });
    expect(report.unread).toEqual([{ id: VERSION, reason: 'Its file cannot be read.' }]);
    expect(await ada.entity(VERSION)).toMatchObject({
      aliases: ['challenger'],
      framework: 'sklearn',
      metadata: { source: 's3://b/1', flavors: ['sklearn'] },
    });
    expect(await features()).toMatchObject([{ to: FEATURE }]);
    expect((await ada.entity(FEATURE))?.until).toBeUndefined();
  });

  it('is written not at all, where the rest is as it was', async () => {
    await sync(whole);
    const before = await catalogContent(executor);
    const report = await sync(partly(['champion']), UNTOLD);
    expect(report).toMatchObject({ state: 'PARTIAL', updated: 0, retired: 0 });
    expect(Object.values(report.counters).every((count) => count === 0)).toBe(true);
    expect(await catalogContent(executor)).toEqual(before);
  });

  it('is stated without it where nothing was known of it, and whole once it can be read', async () => {
    const first = await sync(partly(['champion']), UNTOLD);
    expect(first).toMatchObject({ state: 'COMPLETE', unread: [] });
    expect(await sync(partly(['champion']), UNTOLD)).toMatchObject({ state: 'COMPLETE', updated: 0 });
    expect(await ada.entity(VERSION)).toMatchObject({ aliases: ['champion'] });
    const report = await sync(whole);
    expect(report).toMatchObject({ state: 'COMPLETE', updated: 1 });
    expect(await features()).toHaveLength(1);
  });

  it('loses it when the source says that it is no more', async () => {
    await sync(whole);
    await sync(partly(['champion']), UNTOLD);
    const report = await sync(partly(['champion']));
    expect(report).toMatchObject({ updated: 1 });
    expect(await features()).toEqual([]);
    expect((await ada.entity(VERSION))?.['framework']).toBeUndefined();
  });
});
