import { expect, it, vi } from 'vitest';
import { ScheduledSyncs, scheduleProblem } from '../../../src/scheduled-syncs.js';

const EACH_SECOND = '* * * * * *';

/** A second passes on the clock of the test. */
const seconds = (n: number): Promise<unknown> => vi.advanceTimersByTimeAsync(n * 1000);

function scheduled(start: (service: string, options: { signal: AbortSignal }) => Promise<string>) {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 1, 2) });
  const ended: [string, string][] = [];
  const services = [{ name: 'nightly', schedule: EACH_SECOND, jitter: 0 }, { name: 'by hand' }];
  const syncs = new ScheduledSyncs<string>({
    services,
    start,
    onEnd: (service, outcome) => ended.push([service, outcome instanceof Error ? outcome.message : outcome]),
  });
  return { syncs, ended };
}

it('syncs the services that have a schedule, and says when next', async () => {
  const { syncs, ended } = scheduled(() => Promise.resolve('done'));
  expect(syncs.next()).toEqual([{ service: 'nightly', at: new Date(Date.UTC(2026, 10, 1, 2, 0, 1)) }]);
  await seconds(3.5);
  expect(ended).toEqual([
    ['nightly', 'done'],
    ['nightly', 'done'],
    ['nightly', 'done'],
  ]);
  await syncs.close();
  await seconds(3);
  expect(ended).toHaveLength(3);
  vi.useRealTimers();
});

it('passes over a time that comes while the run before is still at work', async () => {
  let begun = 0;
  const { syncs, ended } = scheduled(async () => {
    begun += 1;
    await new Promise((resolve) => setTimeout(resolve, 2500));
    return 'done';
  });
  await seconds(3.2);
  expect(begun).toBe(1);
  await seconds(1.5);
  expect(ended).toHaveLength(1);
  expect(begun).toBe(2);
  const closing = syncs.close();
  await seconds(5);
  await closing;
  vi.useRealTimers();
});

it('tells of a run that failed, and goes on with the next', async () => {
  let runs = 0;
  const { syncs, ended } = scheduled(() => {
    runs += 1;
    return runs === 1 ? Promise.reject(new Error('the registry is away')) : Promise.resolve('done');
  });
  await seconds(2.5);
  expect(ended).toEqual([
    ['nightly', 'the registry is away'],
    ['nightly', 'done'],
  ]);
  await syncs.close();
  vi.useRealTimers();
});

it('asks the run that is under way to end, and waits for it', async () => {
  const { syncs, ended } = scheduled(
    (_, { signal }) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve('ended in order'))),
  );
  await seconds(1.5);
  await syncs.close();
  expect(ended).toEqual([['nightly', 'ended in order']]);
  vi.useRealTimers();
});

it('says what is wrong with a schedule', () => {
  expect(scheduleProblem('0 2 * * *')).toBeUndefined();
  expect(scheduleProblem('at night')).toBeDefined();
  expect(scheduleProblem('0 0 31 2 *')).toBe('it never comes');
});
