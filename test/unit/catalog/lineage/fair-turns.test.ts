import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { FairTurns } from '../../../../src/catalog/lineage/fair-turns.js';

/** Steps that go on until they are told to end, and the order in which they began. */
function stage(atOnce: number) {
  const turns = new FairTurns(atOnce);
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (client: string, name: string): Promise<void> =>
    turns.of(client)(() => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  /** Ends the step that began first. */
  const endOne = async (): Promise<void> => {
    ends.shift()?.();
    await setImmediate();
  };
  return { begun, ask, endOne, turns };
}

describe('the turns of clients', () => {
  it('let one with a single step wait for the steps under way, and for one of each other client', async () => {
    const { begun, ask, endOne } = stage(2);
    for (let n = 0; n < 50; n += 1) void ask('greedy', `greedy ${n}`);
    for (let n = 0; n < 50; n += 1) void ask('eager', `eager ${n}`);
    void ask('modest', 'modest');
    await setImmediate();
    expect(begun).toEqual(['greedy 0', 'greedy 1']);
    for (let ended = 0; !begun.includes('modest'); ended += 1) {
      expect(ended).toBeLessThan(3);
      await endOne();
    }
    expect(begun.slice(2)).toEqual(['greedy 2', 'eager 0', 'modest']);
  });

  it('go round: each has as many as the others, in the order in which it asked', async () => {
    const { begun, ask, endOne } = stage(1);
    for (const client of ['a', 'b', 'c']) for (let n = 0; n < 3; n += 1) void ask(client, `${client}${n}`);
    for (let n = 0; n < 9; n += 1) await endOne();
    expect(begun).toHaveLength(9);
    const firstSix = begun.slice(1, 7).map((name) => name.charAt(0));
    for (const client of ['a', 'b', 'c']) expect(firstSix.filter((name) => name === client)).toHaveLength(2);
    for (const client of ['a', 'b', 'c'])
      expect(begun.filter((name) => name.startsWith(client))).toEqual([0, 1, 2].map((n) => `${client}${n}`));
  });

  it('never run more steps at once than there may be, and none fewer while some wait', async () => {
    const { begun, ask, endOne } = stage(3);
    for (let n = 0; n < 10; n += 1) void ask(`client ${n % 4}`, `${n}`);
    await setImmediate();
    for (let ended = 0; ended < 7; ended += 1) {
      expect(begun).toHaveLength(3 + ended);
      await endOne();
    }
  });

  it('pass on what a step answers or throws, and a failed step holds nobody up', async () => {
    const turns = new FairTurns(1);
    const failed = turns.of('a')(() => Promise.reject(new Error('no')));
    const next = turns.of('b')(() => Promise.resolve(7));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe(7);
  });
});
