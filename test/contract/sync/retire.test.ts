import { beforeEach, expect, it } from 'vitest';
import { runSync, type SyncOptions } from '../../../src/catalog/sync/run-sync.js';
import type { SyncReport } from '../../../src/catalog/sync/sync-report.js';
import { NO_WRITES, type GraphExecutor } from '../../../src/graph/executor.js';
import { GraphSyncStore } from '../../../src/graph/graph-sync.store.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { entityId } from '../../../src/model/entity-id.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { connectorOf, type TestSource } from '../../support/documents.js';
import { Workbench } from '../curate/workbench.js';

const versionId = (number: number): string => entityId('MLModelVersion', 'mlflow', 'churn', String(number));
const orders = entityId('Table', 'shop', 'orders');

/** A registry with one model and so many versions, each with a metric; the last is trained on a table. */
function registry(versions: number): EntityDocument[] {
  const numbers = Array.from({ length: versions }, (_, index) => String(index + 1));
  return [
    { kind: 'MLModelService', service: 'mlflow', platform: 'MLflow' },
    { kind: 'MLModel', service: 'mlflow', model: 'churn' },
    ...numbers.flatMap((version): EntityDocument[] => [
      {
        ...{ kind: 'MLModelVersion', service: 'mlflow', model: 'churn', version },
        edges: [{ type: 'TRAINED_ON', upstream: orders }],
      },
      {
        kind: 'Metric',
        service: 'mlflow',
        model: 'churn',
        version,
        metric: 'auc',
        datasetName: '',
        slice: '',
        value: 0.9,
      },
    ]),
  ];
}

describeOnEveryEngine('what a source no longer holds', (open) => {
  let executor: GraphExecutor;
  let ada: Workbench;
  let hour: number;
  beforeEach(async () => {
    executor ??= await open();
    await emptyGraph(executor);
    ada = new Workbench(executor);
    hour = 0;
  });

  const sync = (source: Partial<TestSource>, options: SyncOptions = {}): Promise<SyncReport> => {
    hour += 1;
    const clock = () => new Date(Date.UTC(2026, 10, 1, hour));
    const whole = { service: 'mlflow', masters: ['MLModelVersion' as const], documents: [], ...source };
    return runSync(new GraphSyncStore(executor), connectorOf(whole), { clock, ...options });
  };
  const current = async (id: string): Promise<boolean> => {
    const record = await ada.entity(id);
    return record !== undefined && record.until === undefined;
  };
  const lineage = async (id: string) =>
    (await ada.edges(id)).filter(({ type }) => type === 'TRAINED_ON').map(({ to }) => to);

  it('ends when a complete listing lacks it, with what hangs on it, and is kept in the past', async () => {
    await sync({ documents: registry(10) });
    const report = await sync({ documents: registry(9) });
    expect(report).toMatchObject({ state: 'COMPLETE', retired: 2, restored: 0 });
    expect(await current(versionId(10))).toBe(false);
    expect(await current(versionId(9))).toBe(true);
    expect(await lineage(versionId(10))).toEqual([]);
    expect((await ada.history(versionId(10)))[0]).toMatchObject({
      ...{ action: 'DELETED', source: 'mlflow', run: report.run },
      edges: [{ type: 'TRAINED_ON', upstream: orders, change: 'ENDED' }],
    });
  });

  it('comes back with the words of people, its history, its id and its lineage', async () => {
    await sync({ documents: registry(10) });
    await ada.curate({ id: versionId(10), set: { description: 'ours', owners: ['ada'] } });
    await sync({ documents: registry(9) });
    expect(await ada.entity(versionId(10))).toMatchObject({ until: '2026-11-01T02:00:00.000Z' });
    const report = await sync({ documents: registry(10) });
    expect(report).toMatchObject({ state: 'COMPLETE', retired: 0, restored: 2, created: 0, updated: 0 });
    expect(await ada.entity(versionId(10))).toMatchObject({ description: 'ours', owners: ['ada'] });
    expect(await current(versionId(10))).toBe(true);
    expect(await lineage(versionId(10))).toEqual([orders]);
    expect((await ada.history(versionId(10))).map(({ action }) => action)).toEqual([
      ...['RESTORED', 'DELETED', 'UPDATED', 'CREATED'],
    ]);
    expect((await sync({ documents: registry(10) })).counters).toEqual(NO_WRITES);
  });

  it('is left alone after a listing that is not complete, or of which a document could not be taken', async () => {
    await sync({ documents: registry(10) });
    const broken = await sync({
      documents: registry(9),
      listing: { complete: false, reason: 'a page failed' },
    });
    expect(broken).toMatchObject({ state: 'FAILED_SAFE', retired: 0 });
    expect(broken.reason).toContain('a page failed');
    const odd = {
      kind: 'MLModelVersion',
      service: 'mlflow',
      model: 'churn',
      version: '10',
      stage: 7,
    } as const;
    expect(await sync({ documents: [...registry(9), odd] })).toMatchObject({ state: 'PARTIAL', retired: 0 });
    await sync({ documents: registry(3), failure: new Error('the source broke off') });
    expect(await current(versionId(10))).toBe(true);
  });

  it('is left to a person where it is more than a fifth of all, or of one kind, or everything', async () => {
    await sync({ documents: registry(10) });
    const reasons = [/of 10 MLModelVersion.*--accept-removals/s, /holds nothing.*--accept-removals/s];
    for (const [index, documents] of [registry(7), []].entries()) {
      const report = await sync({ documents });
      expect(report).toMatchObject({ state: 'FAILED_SAFE', retired: 0 });
      expect(report.reason).toMatch(reasons[index] ?? /never/);
      expect(report.refused).toContain(versionId(10));
      expect(await current(versionId(10))).toBe(true);
    }
    const accepted = await sync({ documents: registry(7) }, { acceptRemovals: true });
    expect(accepted).toMatchObject({ state: 'COMPLETE', retired: 6 });
    expect(await current(versionId(8))).toBe(false);
  });

  it('is left to a person where other things were asked for than the last time', async () => {
    await sync({ documents: registry(10) }, { scope: 'all' });
    const report = await sync({ documents: registry(9) }, { scope: 'without scratch' });
    expect(report).toMatchObject({ state: 'FAILED_SAFE', retired: 0 });
    expect(report.reason).toContain('not what it was the last time');
    expect(await sync({ documents: registry(9) }, { scope: 'all' })).toMatchObject({ retired: 2 });
  });

  it('stays without its word where another source speaks of it too', async () => {
    const table = { kind: 'Table', namespace: 'shop', table: 'orders' } as const;
    await sync({ documents: [...registry(10), { ...table, description: 'by MLflow' }] });
    await sync({ service: 'warehouse', documents: [{ ...table, owners: ['bi'] }] });
    expect(await sync({ documents: registry(10) }, { acceptRemovals: true })).toMatchObject({ retired: 0 });
    const record = await ada.entity(orders);
    expect(record).toMatchObject({ owners: ['bi'] });
    expect(record).not.toHaveProperty('description');
    expect(await current(orders)).toBe(true);
  });

  it('stays deleted where people deleted it, though the source still holds it', async () => {
    await sync({ documents: registry(10) });
    await ada.remove(versionId(10));
    expect(await sync({ documents: registry(10) })).toMatchObject({ restored: 0, counters: NO_WRITES });
    expect(await current(versionId(10))).toBe(false);
  });
});
