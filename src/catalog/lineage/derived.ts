import type { Exploration } from './exploration.js';

const kept = new WeakMap<Exploration, Map<string, Promise<unknown>>>();

/** What was concluded from an exploration, once for as long as it is held: the pages of one answer share it. */
export function derived<Result>(
  exploration: Exploration,
  name: string,
  make: () => Result | Promise<Result>,
): Promise<Result> {
  const results = kept.get(exploration) ?? new Map<string, Promise<unknown>>();
  kept.set(exploration, results);
  const known = results.get(name);
  if (known) return known as Promise<Result>;
  const made = Promise.resolve().then(make);
  results.set(name, made);
  // A conclusion that failed is drawn again.
  made.catch(() => results.delete(name));
  return made;
}
