import { beforeEach, expect, it } from 'vitest';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphSyncStore } from '../../../src/graph/graph-sync.store.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { Workbench } from '../curate/workbench.js';
import { registryOf, saying, syncAt, versions } from './scripted.js';

describeOnEveryEngine('the records of syncs', (open) => {
  let executor: GraphExecutor;
  let ada: Workbench;
  beforeEach(async () => {
    executor ??= await open();
    await emptyGraph(executor);
    ada = new Workbench(executor);
  });

  const night = (hour: number, complete = true) =>
    syncAt(executor, hour, saying(registryOf(versions(1)), { complete }), { keepRuns: 2, scope: 'all' });
  const onRecord = async () => (await new GraphSyncStore(executor).runsOf('mlflow')).map(({ id }) => id);
  const idOf = ({ run }: { run: string }) => `SyncRun:mlflow/${run}`;

  it('of old ones are removed for good, but for the first', async () => {
    const nights = [await night(1), await night(2), await night(3), await night(4)];
    const [first, second, third, fourth] = nights.map(idOf) as [string, string, string, string];
    expect(await onRecord()).toEqual([fourth, third, first]);
    expect(await ada.entity(second)).toBeUndefined();
  });

  it('stay as far as the next sync goes on from them, however many failed since', async () => {
    const nights = [await night(1), await night(2)];
    for (const hour of [3, 4, 5, 6]) nights.push(await night(hour, false));
    const ids = nights.map(idOf);
    expect(await onRecord()).toEqual([ids[5], ids[4], ids[1], ids[0]]);
    const memory = await new GraphSyncStore(executor).memoryOf('mlflow');
    expect(memory).toMatchObject({ scope: 'all', fullAt: '2026-11-01T02:00:00.000Z' });
  });
});
