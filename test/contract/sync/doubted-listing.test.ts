import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { entityId } from '../../../src/model/entity-id.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { registryOf, saying, ScriptedSource, syncAt, versions } from './scripted.js';

const lost = entityId('MLModelVersion', 'mlflow', 'churn', '10');

/** A source whose listing lacks the tenth version, which it may still hold. */
function lacking(holds: (ids: readonly string[]) => string | undefined): ScriptedSource {
  const source = saying(registryOf(versions(9)));
  return Object.assign(source, { stillHolds: (ids: readonly string[]) => Promise.resolve(holds(ids)) });
}

describeOnEveryEngine('what a listing that says it is whole does not show', (open) => {
  let executor: GraphExecutor;
  beforeAll(async () => {
    executor = await open();
  });
  beforeEach(async () => {
    await emptyGraph(executor);
    await syncAt(executor, 2, saying(registryOf(versions(10))));
  });

  it('stays where the source still holds it, and the run says what contradicts the listing', async () => {
    const report = await syncAt(
      executor,
      3,
      lacking((ids) => ids.find((id) => id === lost)),
    );
    expect(report).toMatchObject({ state: 'FAILED_SAFE', retired: 0 });
    expect(report.reason).toContain(`did not show ${lost}, and mlflow still holds it`);
    expect(report.refused).toContain(lost);
  });

  it('ends where the source does not hold it either', async () => {
    const report = await syncAt(
      executor,
      3,
      lacking(() => undefined),
    );
    expect(report).toMatchObject({ state: 'COMPLETE', retired: 2 });
  });

  it('ends where a person says so, without another question', async () => {
    const report = await syncAt(
      executor,
      3,
      lacking(() => lost),
      { acceptRemovals: true },
    );
    expect(report).toMatchObject({ state: 'COMPLETE', retired: 2 });
  });

  it('stays where it is of a kind that something unread may tell of', async () => {
    const unread = { id: entityId('TrainingRun', 'mlflow', 'r1'), reason: 'broken' };
    const partly = new ScriptedSource(async (sink) => {
      sink.unread({ ...unread, tellsOf: ['Metric'] });
      const told = registryOf(versions(10)).filter(({ kind }) => kind !== 'Metric');
      for (const document of told) await sink.put(document);
    });
    const report = await syncAt(executor, 3, partly, { removalLimit: 1 });
    expect(report).toMatchObject({ state: 'PARTIAL', retired: 0 });
  });
});
