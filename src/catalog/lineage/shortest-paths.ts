import { groupBy } from '../../group-by.js';
import { edgeKey } from './edge-key.js';
import { idOf, type Arc } from './exploration.js';

export interface FoundPaths {
  readonly paths: readonly (readonly Arc[])[];
  readonly more: boolean;
  /** True when the search gave up on a tangle of cycles before it had found as many as were asked for. */
  readonly exhausted: boolean;
}

/** Steps the search may take for each path it is asked for. */
const STEPS_PER_PATH = 10_000;

interface Partial {
  readonly place: string;
  readonly length: number;
  /** Length so far and the least that remains: no path through it is shorter. */
  readonly least: number;
  readonly arc?: Arc;
  readonly before?: Partial;
}

/** What a path comes to once at most: a thing, or a place, so that a table can be on it in part and as a whole. */
export type Once = 'thing' | 'place';

/**
 * The first `count` shortest paths without repetition, in order, from a place to the steps that end one.
 * Best first with the exact remaining distance, so on a graph without cycles no step is ever wasted: a
 * ladder of diamonds with 2^n paths gives its first k in about k times its length.
 */
export function shortestPaths(
  arcs: readonly Arc[],
  start: string,
  isEnd: (arc: Arc) => boolean,
  count: number,
  once: Once = 'thing',
): FoundPaths {
  const remaining = distancesToEnd(arcs, isEnd);
  const outgoing = groupBy(arcs, ({ from }) => from);
  const open = new Buckets();
  open.add({ place: start, length: 0, least: remaining.get(start) ?? Infinity });
  const paths: Arc[][] = [];
  const seen = new Set<string>();
  for (let steps = (count + 1) * STEPS_PER_PATH; steps > 0; steps -= 1) {
    const partial = open.take();
    if (!partial) return { paths: paths.slice(0, count), more: paths.length > count, exhausted: false };
    if (partial.arc && isEnd(partial.arc)) {
      const path = arcsOf(partial);
      // Two places of one table can carry the same edges: to a reader that is one path.
      const key = path.map(({ hop }) => edgeKey(hop)).join();
      if (seen.has(key)) continue;
      seen.add(key);
      paths.push(path);
      if (paths.length > count) return { paths: paths.slice(0, count), more: true, exhausted: false };
      continue;
    }
    for (const arc of outgoing.get(partial.place) ?? []) {
      const rest = isEnd(arc) ? 0 : remaining.get(arc.to);
      if (rest === undefined || passesThrough(partial, arc.to, once)) continue;
      const length = partial.length + 1;
      open.add({ place: arc.to, length, least: length + rest, arc, before: partial });
    }
  }
  return { paths: paths.slice(0, count), more: true, exhausted: true };
}

/** Partial paths by the least length they can come to; of equals, the one that is furthest comes first. */
class Buckets {
  private readonly buckets = new Map<number, Partial[]>();
  private lowest = 0;
  private highest = 0;

  add(partial: Partial): void {
    if (!Number.isFinite(partial.least)) return;
    const bucket = this.buckets.get(partial.least);
    if (bucket) bucket.push(partial);
    else this.buckets.set(partial.least, [partial]);
    this.lowest = Math.min(this.lowest, partial.least);
    this.highest = Math.max(this.highest, partial.least);
  }

  take(): Partial | undefined {
    for (; this.lowest <= this.highest; this.lowest += 1) {
      const partial = this.buckets.get(this.lowest)?.pop();
      if (partial) return partial;
    }
    return undefined;
  }
}

function distancesToEnd(arcs: readonly Arc[], isEnd: (arc: Arc) => boolean): Map<string, number> {
  const incoming = groupBy(arcs, ({ to }) => to);
  const distances = new Map<string, number>();
  for (const arc of arcs) if (isEnd(arc)) distances.set(arc.from, 1);
  const queue = [...distances.keys()];
  for (const place of queue) {
    for (const { from } of incoming.get(place) ?? []) {
      if (distances.has(from)) continue;
      distances.set(from, (distances.get(place) ?? 0) + 1);
      queue.push(from);
    }
  }
  return distances;
}

function passesThrough(partial: Partial, place: string, once: Once): boolean {
  for (let step: Partial | undefined = partial; step; step = step.before)
    if (step.place === place || (once === 'thing' && idOf(step.place) === idOf(place))) return true;
  return false;
}

function arcsOf(partial: Partial): Arc[] {
  const arcs: Arc[] = [];
  for (let step: Partial | undefined = partial; step?.arc; step = step.before) arcs.push(step.arc);
  return arcs.reverse();
}
