import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { spawnSync } from 'node:child_process';
import { beforeEach, expect, it } from 'vitest';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphEntityReader } from '../../../src/graph/graph-entity.reader.js';
import { GraphSyncStore } from '../../../src/graph/graph-sync.store.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { registryOf, saying, ScriptedSource, syncAt, versions } from './scripted.js';

describeOnEveryEngine('the lease of a service', (open) => {
  let executor: GraphExecutor;
  let store: GraphSyncStore;
  beforeEach(async () => {
    executor ??= await open();
    await emptyGraph(executor);
    store = new GraphSyncStore(executor);
  });

  /** A run that has begun and goes on until `end` is called. */
  function underWay(): { begun: Promise<void>; end: () => void; source: ScriptedSource } {
    let end = (): void => undefined;
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const ended = new Promise<void>((resolve) => (end = resolve));
    const source = new ScriptedSource(async (sink) => {
      begin();
      await ended;
      for (const document of registryOf(versions(2))) await sink.put(document);
    });
    return { begun, end, source };
  }

  const elsewhere = { run: randomUUID(), holder: 'another-host, process 7' };
  const nobodyIsGone = (): boolean => false;

  it('lets a second run in only when the first has ended, and says who holds it', async () => {
    const { begun, end, source } = underWay();
    const first = syncAt(executor, 1, source);
    await begun;
    await expect(syncAt(executor, 1, saying([]))).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining(`${hostname()}, process ${process.pid}`) as string,
    });
    const waiting = syncAt(executor, 2, saying(registryOf(versions(2))), { waitMs: 30_000 });
    end();
    expect(await first).toMatchObject({ state: 'COMPLETE', created: 6 });
    expect(await waiting).toMatchObject({ state: 'COMPLETE', unchanged: 6 });
  });

  it('is taken over when it has run out, and not before', async () => {
    expect(await store.takeLease('mlflow', elsewhere, 60_000, nobodyIsGone)).toBeUndefined();
    await expect(syncAt(executor, 1, saying([]))).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await store.renewLease('mlflow', elsewhere.run, 1)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await syncAt(executor, 1, saying(registryOf(versions(1))))).toMatchObject({ state: 'COMPLETE' });
    expect(await store.renewLease('mlflow', elsewhere.run, 60_000)).toBe(false);
  });

  it('of a process of this machine that was killed is taken over at once', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const dead = { run: randomUUID(), holder: `${hostname()}, process ${pid}` };
    await store.takeLease('mlflow', dead, 600_000, nobodyIsGone);
    expect(await syncAt(executor, 1, saying(registryOf(versions(1))))).toMatchObject({ state: 'COMPLETE' });
    const predecessor = { run: randomUUID(), holder: `${hostname()}, process ${process.pid}` };
    await store.takeLease('mlflow', predecessor, 600_000, nobodyIsGone);
    expect(await syncAt(executor, 2, saying(registryOf(versions(1))))).toMatchObject({ state: 'COMPLETE' });
  });

  it('that was lost lets nothing more be written', async () => {
    const robbed = new ScriptedSource(async (sink) => {
      const held = await store.takeLease('mlflow', elsewhere, 60_000, () => true);
      expect(held).toBeUndefined();
      for (const document of registryOf(versions(2))) await sink.put(document);
    });
    const report = await syncAt(executor, 1, robbed);
    expect(report).toMatchObject({ state: 'FAILED', created: 0 });
    expect(report.reason).toContain('taken over by another run');
    expect(await new GraphEntityReader(executor).count('MLModelVersion')).toBe(0);
    expect(await store.renewLease('mlflow', elsewhere.run, 60_000)).toBe(true);
  });

  it('of one service does not hold up another, and a dry run takes none', async () => {
    await store.takeLease('warehouse', elsewhere, 60_000, nobodyIsGone);
    expect(await syncAt(executor, 1, saying(registryOf(versions(1))))).toMatchObject({ state: 'COMPLETE' });
    await store.takeLease('mlflow', elsewhere, 60_000, nobodyIsGone);
    const planned = await syncAt(executor, 2, saying(registryOf(versions(1))), { dryRun: true });
    expect(planned).toMatchObject({ state: 'COMPLETE', unchanged: 4 });
  });
});
