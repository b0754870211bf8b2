import type { RunState } from './event.js';

/** Something that an event said, with the moment that decides which of several statements counts. */
export interface Said<T> {
  readonly stamp: string;
  /** The value as JSON: of two statements of one moment the greater counts, whichever came first. */
  readonly text: string;
  /** Absent when the statement took back what was said before. */
  readonly value?: T;
}

/** In one moment, what tells of a later state of the run counts; ABORT and FAIL are the last word. */
const RANKS: Record<RunState, number> = { START: 0, RUNNING: 1, OTHER: 2, COMPLETE: 3, ABORT: 4, FAIL: 5 };

/** A text that sorts as events happened, to the nanosecond; nothing for a time that does not exist. */
export function stampOf(eventTime: string, state: RunState = 'COMPLETE'): string | undefined {
  const milliseconds = Date.parse(eventTime);
  if (Number.isNaN(milliseconds)) return undefined;
  const fraction = /\.(\d+)/.exec(eventTime)?.[1] ?? '';
  const below = fraction.padEnd(9, '0').slice(3, 9);
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${below}Z${RANKS[state]}`;
}

/** Of two statements the one that counts. Neither order of arrival nor repetition changes the outcome. */
export function newest<T>(a: Said<T> | undefined, b: Said<T> | undefined): Said<T> | undefined {
  if (!a || !b) return a ?? b;
  if (a.stamp !== b.stamp) return a.stamp > b.stamp ? a : b;
  return a.text >= b.text ? a : b;
}

/** Takes up facet by facet what is newer. */
export function mergeFacets<F extends object>(
  into: { [K in keyof F]?: Said<F[K]> },
  from: { readonly [K in keyof F]?: Said<F[K]> },
): void {
  for (const name of Object.keys(from) as (keyof F)[]) into[name] = newest(into[name], from[name]);
}
