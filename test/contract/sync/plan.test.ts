import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import type { PlannedChange } from '../../../src/catalog/sync/sync-report.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphHistoryReader } from '../../../src/graph/graph-history.reader.js';
import { canonicalGraph } from '../../support/canonical-graph.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { testRuns, timeFor } from '../../support/test-runs.js';
import { registryOf, saying, syncAt, versions } from './scripted.js';

const RUNS = testRuns(12, 0.02);

describeOnEveryEngine('the plan of a dry run', (open) => {
  let executor: GraphExecutor;
  beforeEach(async () => {
    executor ??= await open();
    await emptyGraph(executor);
  });

  const inOrder = (changes: readonly PlannedChange[]): string[] =>
    changes
      .map(({ entity, kind, action, fields, edges }) => {
        const said = edges.map(({ change, type, upstream }) => `${change} ${type} ${upstream}`);
        return JSON.stringify([action, kind, entity, [...fields].sort(), said.sort()]);
      })
      .sort();

  /** What the history holds of a run: the record of what it did. */
  async function doneBy(run: string): Promise<PlannedChange[]> {
    const feed = await new GraphHistoryReader(executor).changesSince('', {}, 10_000);
    return feed
      .map(({ change }) => change)
      .filter((change) => change.run === run)
      .map(({ fields, ...change }) => ({ ...change, fields: fields.map(({ name }) => name) }));
  }

  it(
    'is what a run then does, change by change, and itself changes nothing',
    async () => {
      const versionsThen = fc.dictionary(fc.constantFrom(...'12345678'), fc.constantFrom(0.5, 0.9), {
        minKeys: 1,
      });
      await fc.assert(
        fc.asyncProperty(versionsThen, versionsThen, versionsThen, async (first, second, third) => {
          await emptyGraph(executor);
          for (const [hour, held] of [first, second].entries())
            await syncAt(executor, hour, saying(registryOf(held)), { acceptRemovals: true });
          const before = await canonicalGraph(executor);
          const source = saying(registryOf(third));
          const planned = await syncAt(executor, 3, source, { acceptRemovals: true, dryRun: true });
          expect(await canonicalGraph(executor)).toEqual(before);
          const done = await syncAt(executor, 3, source, { acceptRemovals: true });
          const { plan = [] } = planned;
          expect(inOrder(plan)).toEqual(inOrder(await doneBy(done.run)));
          for (const count of ['created', 'updated', 'unchanged', 'retired', 'restored', 'kinds'] as const)
            expect(planned[count], count).toEqual(done[count]);
        }),
        { numRuns: RUNS },
      );
    },
    timeFor(RUNS, 2000),
  );

  it('says of a run that would be refused what would go, and that it would be left to a person', async () => {
    await syncAt(executor, 1, saying(registryOf(versions(10))));
    const planned = await syncAt(executor, 2, saying(registryOf(versions(5))), { dryRun: true });
    expect(planned).toMatchObject({ state: 'FAILED_SAFE', retired: 0, dryRun: true });
    expect(planned.refused).toHaveLength(10);
    const accepted = await syncAt(executor, 2, saying(registryOf(versions(5))), {
      dryRun: true,
      acceptRemovals: true,
    });
    expect(accepted.plan?.filter(({ action }) => action === 'DELETED')).toHaveLength(10);
  });

  it('names the properties that would change', async () => {
    await syncAt(executor, 1, saying(registryOf({ 1: 0.5 })));
    const { plan } = await syncAt(executor, 2, saying(registryOf({ 1: 0.9 })), { dryRun: true });
    expect(plan).toEqual([
      {
        ...{ entity: 'Metric:mlflow/churn/1/auc/~/~', kind: 'Metric', action: 'UPDATED' },
        fields: ['value'],
        edges: [],
      },
    ]);
  });

  it('of a source that says the same again is empty', async () => {
    await syncAt(executor, 1, saying(registryOf(versions(3))));
    const again = await syncAt(executor, 2, saying(registryOf(versions(3))), { dryRun: true });
    expect(again).toMatchObject({ plan: [], state: 'COMPLETE', unchanged: 8 });
  });
});
