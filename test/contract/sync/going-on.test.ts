import { beforeEach, describe, expect, it } from 'vitest';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphSyncStore } from '../../../src/graph/graph-sync.store.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { canonicalGraph } from '../../support/canonical-graph.js';
import { catalogContent } from '../../support/documents.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { Workbench } from '../curate/workbench.js';
import { registryOf, saying, ScriptedSource, syncAt, versions } from './scripted.js';

const metricOf = (version: string): string => `Metric:mlflow/churn/${version}/auc/~/~`;
const versionOf = (version: string): string => `MLModelVersion:mlflow/churn/${version}`;

describeOnEveryEngine('what one run leaves for the next', (open) => {
  let executor: GraphExecutor;
  beforeEach(async () => {
    executor ??= await open();
    await emptyGraph(executor);
  });

  const isCurrent = async (id: string): Promise<boolean> => {
    const record = await new Workbench(executor).entity(id);
    return record !== undefined && record.until === undefined;
  };

  describe('after it was killed', () => {
    const all = registryOf(versions(8));
    const [begin, rest] = [all.slice(0, 10), all.slice(10)];

    /** Says the first part, leaves a place to go on from, and dies. */
    const dying = (): ScriptedSource =>
      new ScriptedSource(async (sink) => {
        for (const document of begin) await sink.put(document);
        await sink.checkpoint('the first ten');
        throw new Error('killed');
      });
    const goingOn = (): ScriptedSource =>
      new ScriptedSource(async (sink, { resume }) => {
        for (const document of resume === 'the first ten' ? rest : all) await sink.put(document);
      });

    it('goes on from the last checkpoint, to the catalog of an undisturbed run', async () => {
      expect(await syncAt(executor, 1, dying())).toMatchObject({ state: 'FAILED', created: 10 });
      const source = goingOn();
      const report = await syncAt(executor, 1, source);
      expect(source.wishes).toEqual([{ first: [], resume: 'the first ten' }]);
      expect(report).toMatchObject({ state: 'COMPLETE', resumed: true, read: rest.length, retired: 0 });
      const resumed = await catalogContent(executor);
      await emptyGraph(executor);
      await syncAt(executor, 1, saying(all));
      expect(resumed).toEqual(await catalogContent(executor));
    });

    it('retires what neither part held, and nothing of what the first did', async () => {
      await syncAt(executor, 0, saying(registryOf({ ...versions(8, 0.1), 9: 0.1 })));
      await syncAt(executor, 1, dying());
      const report = await syncAt(executor, 2, goingOn());
      expect(report).toMatchObject({ state: 'COMPLETE', resumed: true, retired: 2 });
      expect(await isCurrent(versionOf('9'))).toBe(false);
      expect(await isCurrent(versionOf('1'))).toBe(true);
    });

    it('begins anew when it is asked to, when other things are asked for, and after half a day', async () => {
      for (const options of [{ full: true }, { scope: 'another' }]) {
        await emptyGraph(executor);
        await syncAt(executor, 1, dying());
        const source = goingOn();
        expect(await syncAt(executor, 2, source, options)).toMatchObject({
          resumed: false,
          read: all.length,
        });
      }
      await emptyGraph(executor);
      await syncAt(executor, 1, dying());
      expect(await syncAt(executor, 14, goingOn())).toMatchObject({ resumed: false, state: 'COMPLETE' });
    });

    it('leaves nothing behind at its end', async () => {
      await syncAt(executor, 1, dying());
      await syncAt(executor, 2, goingOn());
      expect(await new GraphSyncStore(executor).checkpointOf('mlflow')).toBeUndefined();
      const { nodes } = await canonicalGraph(executor);
      expect(nodes.filter((line) => line.includes('SyncCheckpoint'))).toEqual([]);
    });

    it('keeps no checkpoint while it has nothing new to say, so that it writes nothing', async () => {
      await syncAt(executor, 1, saying(all));
      await syncAt(executor, 2, dying());
      expect(await new GraphSyncStore(executor).checkpointOf('mlflow')).toBeUndefined();
    });
  });

  describe('when a part could not be read', () => {
    const unreadable = (documents: EntityDocument[]): ScriptedSource =>
      new ScriptedSource(async (sink) => {
        for (const document of documents) await sink.put(document);
        sink.unread({ id: versionOf('2'), reason: 'its run answers 500' });
      });

    it('takes what is certain, retires nothing of that part, and ends PARTIAL with what and why', async () => {
      await syncAt(executor, 1, saying(registryOf(versions(12))));
      const { 2: _, 12: __, ...left } = versions(12, 0.7);
      const report = await syncAt(executor, 2, unreadable(registryOf(left)));
      expect(report).toMatchObject({ state: 'PARTIAL', updated: 10, retired: 2 });
      expect(report.unread).toEqual([{ id: versionOf('2'), reason: 'its run answers 500' }]);
      for (const id of [versionOf('2'), metricOf('2'), versionOf('1')])
        expect(await isCurrent(id)).toBe(true);
      expect(await isCurrent(versionOf('12'))).toBe(false);
    });

    it('is asked for first by the next run, until it could be read', async () => {
      await syncAt(executor, 1, unreadable(registryOf({ 1: 0.9 })));
      const next = saying(registryOf(versions(2)));
      await syncAt(executor, 2, next);
      await syncAt(executor, 3, next);
      expect(next.wishes).toEqual([{ first: [versionOf('2')] }, { first: [] }]);
    });
  });

  describe('of a source that can say what changed', () => {
    const at = (hour: number): string => new Date(Date.UTC(2026, 10, 1, hour)).toISOString();

    /** Versions with the hour of their last change; it answers deltas by that. */
    function changing(held: Record<string, { value: number; changed: number }>, now: number): ScriptedSource {
      const source = new ScriptedSource(async (sink, { since }) => {
        const wanted = Object.entries(held).filter(([, { changed }]) => !since || at(changed) >= since);
        const values = Object.fromEntries(wanted.map(([version, { value }]) => [version, value]));
        for (const document of registryOf(values)) await sink.put(document);
        return { watermark: at(now) };
      });
      source.deltas = true;
      return source;
    }

    it('reads that only, from a little before, and gives the catalog of a full reading', async () => {
      const then = { 1: { value: 0.5, changed: 0 }, 2: { value: 0.5, changed: 0 } };
      await syncAt(executor, 1, changing(then, 1));
      const now = { ...then, 2: { value: 0.9, changed: 1 }, 3: { value: 0.7, changed: 2 } };
      const source = changing(now, 3);
      const report = await syncAt(executor, 3, source, { overlapMs: 60_000 });
      expect(source.wishes).toEqual([{ first: [], since: '2026-11-01T00:59:00.000Z' }]);
      expect(report).toMatchObject({ state: 'COMPLETE', mode: 'DELTA', created: 2, updated: 1, retired: 0 });
      const again = await syncAt(executor, 4, changing(now, 4), { full: true });
      expect(again).toMatchObject({ mode: 'FULL', created: 0, updated: 0, retired: 0, state: 'COMPLETE' });
    });

    it('retires by a full reading, which comes when it is due or when other things are asked for', async () => {
      const held = Object.fromEntries(
        Object.keys(versions(10)).map((version) => [version, { value: 0.5, changed: 0 }]),
      );
      await syncAt(executor, 1, changing(held, 1));
      const { 10: _, ...left } = held;
      expect(await syncAt(executor, 2, changing(left, 2))).toMatchObject({ mode: 'DELTA', retired: 0 });
      expect(await isCurrent(versionOf('10'))).toBe(true);
      const due = { fullEveryMs: 2 * 3_600_000 };
      expect(await syncAt(executor, 3, changing(left, 3), due)).toMatchObject({ mode: 'FULL', retired: 2 });
      expect(await syncAt(executor, 4, changing(left, 4), { scope: 'x' })).toMatchObject({ mode: 'FULL' });
    });

    it('does not move on after a run that was not complete', async () => {
      await syncAt(executor, 1, changing({ 1: { value: 0.5, changed: 0 } }, 1));
      const broken = new ScriptedSource(() => Promise.resolve({ complete: false, watermark: at(9) }));
      broken.deltas = true;
      await syncAt(executor, 2, broken);
      const next = changing({}, 3);
      await syncAt(executor, 3, next);
      expect(next.wishes[0]?.since).toBe('2026-11-01T00:50:00.000Z');
    });
  });

  describe('of who it read', () => {
    const as = (who: string | undefined, documents: EntityDocument[]): ScriptedSource => {
      const source = saying(documents);
      source.who = who;
      return source;
    };

    it('does not read, and does not touch, what another server answers at its address', async () => {
      await syncAt(executor, 1, as('registry born in May', registryOf(versions(2))));
      const stranger = as('registry born in June', registryOf({ 7: 0.1 }));
      const report = await syncAt(executor, 2, stranger);
      expect(report).toMatchObject({ state: 'FAILED_SAFE', read: 0, created: 0 });
      expect(report.reason).toMatch(/born in June.*born in May.*--accept-removals/s);
      expect(stranger.wishes).toEqual([]);
      const accepted = await syncAt(executor, 3, stranger, { acceptRemovals: true });
      expect(accepted).toMatchObject({ state: 'COMPLETE', created: 2, retired: 4 });
      expect(await syncAt(executor, 4, stranger)).toMatchObject({ state: 'COMPLETE', unchanged: 4 });
    });

    it('takes a source that does not say for the same', async () => {
      await syncAt(executor, 1, as('registry born in May', registryOf(versions(2))));
      expect(await syncAt(executor, 2, as(undefined, registryOf(versions(2))))).toMatchObject({
        state: 'COMPLETE',
      });
      const stranger = as('registry born in June', []);
      expect(await syncAt(executor, 3, stranger)).toMatchObject({ state: 'FAILED_SAFE' });
    });
  });
});
