import type { SyncRunEnd } from './sync.store.js';

/** A year of nights, and a few by hand. */
export const KEPT_RUNS = 400;

/**
 * The runs of a service whose record is not needed any more, of all from the newest to the oldest: not the last `keep`,
 * nor the first, since when the service is known, nor the last that was complete, from which the next goes on.
 */
export function oldRuns(runs: readonly SyncRunEnd[], keep: number): string[] {
  const complete = runs.filter(({ state }) => state === 'COMPLETE');
  const full = complete.find(({ mode }) => mode !== 'DELTA');
  const needed = new Set([...runs.slice(0, keep), runs.at(-1), complete[0], full].map((run) => run?.id));
  return runs.flatMap(({ id }) => (needed.has(id) ? [] : [id]));
}
