import pino from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SyncState } from '../../src/model/states.js';
import { TakeUpRounds } from '../../src/take-up-rounds.js';

/** Rounds whose syncs end as told, the last way for ever. */
function rounds(...ends: readonly (SyncState | 'nothing read' | Error)[]) {
  let syncs = 0;
  const sync = () => {
    const end = ends[Math.min(syncs, ends.length - 1)];
    syncs += 1;
    if (end instanceof Error) return Promise.reject(end);
    const state = end === undefined || end === 'nothing read' ? 'FAILED_SAFE' : end;
    return Promise.resolve({ service: 'pipelines', state, read: end === 'nothing read' ? 0 : 7 });
  };
  const all = new TakeUpRounds(sync, pino({ level: 'silent' }), { gather: 5, rest: 5, retry: 5 });
  onTestFinished(() => all.close());
  return { all, syncs: () => syncs };
}

describe('Rounds that take up what was received', () => {
  it('are one for all that came on the heels of the first', async () => {
    const { all, syncs } = rounds('COMPLETE');
    for (let n = 0; n < 10; n += 1) all.arrived(1);
    expect(all.waiting).toBe(10);
    await expect.poll(() => all.waiting).toBe(0);
    expect(syncs()).toBe(1);
  });

  it.each<SyncState>(['COMPLETE', 'PARTIAL', 'FAILED_SAFE'])(
    'are done after %s: what was read is in',
    async (state) => {
      const { all, syncs } = rounds(state);
      all.arrived(3);
      await expect.poll(() => all.waiting).toBe(0);
      expect(syncs()).toBe(1);
    },
  );

  it.each<[string, SyncState | 'nothing read' | Error]>([
    ['failed', 'FAILED'],
    ['refused to read', 'nothing read'],
    ['could not begin, as another runs', new Error('A sync of pipelines is under way.')],
  ])('are repeated after one that %s: nothing is forgotten', async (_, end) => {
    const { all, syncs } = rounds(end, end, 'COMPLETE');
    all.arrived(3);
    await expect.poll(() => all.waiting).toBe(0);
    expect(syncs()).toBe(3);
  });

  it('do not begin once they are closed', async () => {
    const { all, syncs } = rounds('COMPLETE');
    all.arrived(1);
    await all.close();
    all.arrived(1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(syncs()).toBe(0);
  });
});
