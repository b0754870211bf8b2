import { CERTAINTIES, type Certainty } from '../../src/catalog/lineage/certainty.js';
import type { Direction, Hop } from '../../src/catalog/lineage/lineage.reader.js';

/*
 * What lineage must answer, by its rules alone and without regard to speed: a list of all steps that the rules allow
 * anywhere in the graph, and what can be concluded from it until nothing new follows.
 */

/** The raw edges, and which columns each table has. */
export interface PlainGraph {
  readonly edges: readonly Hop[];
  readonly columns: readonly { readonly table: string; readonly column: string }[];
}

/** `whole X`, or `part X`: some columns of table X are touched, and nothing is said of the rest. */
export type Touch = string;
export const thingOf = (touch: Touch): string => touch.slice(touch.indexOf(' ') + 1);

export interface Step {
  readonly from: Touch;
  readonly to: Touch;
  readonly certainty: Certainty;
  /** The edge that carries it; of containment, only the ends. */
  readonly hop: Pick<Hop, 'downstream' | 'type' | 'upstream' | 'by' | 'via'>;
}

/** It is known by columns what `d` takes from `u`. */
export function isKnownByColumns({ edges, columns }: PlainGraph, d: string, u: string): boolean {
  const of = (from: string, ...types: string[]) =>
    edges
      .filter(({ downstream, type }) => downstream === from && types.includes(type))
      .map((e) => e.upstream);
  const columnsOf = (table: string) => columns.filter((c) => c.table === table).map((c) => c.column);
  const inU = (thing: string) => columnsOf(u).includes(thing);
  const madeFromU = (feature: string) => of(feature, 'DERIVED_FROM').some(inU);
  const features = of(d, 'USES_FEATURE');
  const made = edges.filter(({ type, upstream }) => type === 'PRODUCED_BY' && upstream === d);
  return (
    columnsOf(d).some((column) => of(column, 'DERIVED_FROM').some(inU)) ||
    columnsOf(d).some((column) => of(column, 'PREDICTED_BY').includes(u)) ||
    of(d, 'READS', 'CONSUMES', 'DERIVED_FROM').some(inU) ||
    made.some((edge) => of(edge.downstream, 'USES_FEATURE').some(madeFromU)) ||
    (features.some(madeFromU) && features.every((feature) => of(feature, 'DERIVED_FROM').length > 0)) ||
    (u.startsWith('Pipeline:') && columnsOf(d).some((c) => of(c, 'DERIVED_FROM', 'PREDICTED_BY').length > 0))
  );
}

/** Every step that the rules allow in that direction when `start` is what changes. */
export function stepsOf(graph: PlainGraph, start: string, direction: Direction): Step[] {
  const down = direction === 'DOWNSTREAM';
  const isTable = (id: string) => id.startsWith('Table:');
  const stated = graph.edges.flatMap((hop): Step[] => {
    const [near, far] = down ? [hop.upstream, hop.downstream] : [hop.downstream, hop.upstream];
    const known = isKnownByColumns(graph, hop.downstream, hop.upstream);
    const wholly = !known || !isTable(far) || (near === start && near.startsWith('Pipeline:'));
    const whole = { from: `whole ${near}`, to: `${wholly ? 'whole' : 'part'} ${far}`, hop };
    const part = { from: `part ${near}`, to: `whole ${far}`, hop };
    return [
      { ...whole, certainty: hop.stated },
      ...(isTable(near) && !known ? [{ ...part, certainty: 'POSSIBLE' as const }] : []),
    ];
  });
  const contained = graph.columns.flatMap(({ table, column }): Step[] => {
    const hop = (near: string, far: string): Step['hop'] =>
      down
        ? { type: 'HAS_COLUMN', upstream: near, downstream: far }
        : { type: 'HAS_COLUMN', upstream: far, downstream: near };
    const opened = { from: `whole ${table}`, to: `whole ${column}`, hop: hop(table, column) };
    return [
      { from: `whole ${column}`, to: `part ${table}`, hop: hop(column, table), certainty: 'RECORDED' },
      { ...opened, certainty: table === start ? 'RECORDED' : 'POSSIBLE' },
    ];
  });
  return [...stated, ...contained];
}

/** For each touch and each certainty, the fewest steps of a way to it that is at least that certain. */
export function fewestSteps(steps: readonly Step[], start: string): Map<Touch, Map<Certainty, number>> {
  const fewest = new Map([[`whole ${start}`, new Map(CERTAINTIES.map((certainty) => [certainty, 0]))]]);
  for (let changed = true; changed;) {
    changed = false;
    for (const { from, to, certainty } of steps) {
      for (const least of CERTAINTIES.slice(CERTAINTIES.indexOf(certainty))) {
        const length = (fewest.get(from)?.get(least) ?? Infinity) + 1;
        if (length >= (fewest.get(to)?.get(least) ?? Infinity)) continue;
        fewest.set(to, (fewest.get(to) ?? new Map<Certainty, number>()).set(least, length));
        changed = true;
      }
    }
  }
  return fewest;
}

export interface Reached {
  readonly certainty: Certainty;
  /** Steps of the shortest way of that certainty. */
  readonly depth: number;
  /** Steps of the shortest way of all. */
  readonly nearest: number;
}

/** All that is reached, the start included, with the best certainty there is and the fewest steps for it. */
export function reachedFrom(graph: PlainGraph, start: string, direction: Direction): Map<string, Reached> {
  const reached = new Map<string, Reached>();
  for (const [touch, byCertainty] of fewestSteps(stepsOf(graph, start, direction), start)) {
    for (const [certainty, depth] of byCertainty) {
      const id = thingOf(touch);
      const known = reached.get(id);
      const nearest = Math.min(byCertainty.get('POSSIBLE') ?? Infinity, known?.nearest ?? Infinity);
      const better = !known || rankOf(certainty, depth) < rankOf(known.certainty, known.depth);
      reached.set(id, better ? { certainty, depth, nearest } : { ...known, nearest });
    }
  }
  return reached;
}

const rankOf = (certainty: Certainty, depth: number): number => CERTAINTIES.indexOf(certainty) * 1e6 + depth;

/**
 * What is live among the things reached downstream: what is in use, what leads to something live, a table with a live
 * column, and a pipeline that writes such a table.
 */
export function liveAmong(graph: PlainGraph, start: string, isInUse: (id: string) => boolean): Set<string> {
  const all = stepsOf(graph, start, 'DOWNSTREAM');
  const touched = fewestSteps(all, start);
  const live = new Set([...touched.keys()].filter((touch) => isInUse(thingOf(touch))));
  const hasLiveColumn = (id: string) =>
    graph.columns.some(({ table, column }) => table === id && live.has(`whole ${column}`));
  for (let size = -1; size !== live.size;) {
    size = live.size;
    for (const { from, to } of all.filter((step) => touched.has(step.from)))
      if (live.has(to) || (from.startsWith('whole Pipeline:') && hasLiveColumn(thingOf(to)))) live.add(from);
  }
  const tables = graph.columns.map(({ table }) => table).filter(hasLiveColumn);
  return new Set([...[...live].map(thingOf), ...tables]);
}

/** Every way from the start to a thing that comes to nothing twice, as the edges it takes; equal ones once. */
export function allWays(steps: readonly Step[], start: string, end: string): Step['hop'][][] {
  const byThing = waysOnce(steps, start, end, thingOf);
  // Where none is, one may still come to a table in part and then to the whole of it.
  return byThing.length > 0 || start === end ? byThing : waysOnce(steps, start, end, (touch) => touch);
}

function waysOnce(
  steps: readonly Step[],
  start: string,
  end: string,
  once: (touch: Touch) => string,
): Step['hop'][][] {
  const ways = new Map<string, Step['hop'][]>();
  const walk = (at: Touch, seen: readonly string[], way: readonly Step['hop'][]): void => {
    for (const { to, hop } of steps.filter(({ from }) => from === at)) {
      if (seen.includes(once(to))) continue;
      const longer = [...way, hop];
      if (thingOf(to) === end) ways.set(JSON.stringify(longer.map(edgeKey)), longer);
      else walk(to, [...seen, once(to)], longer);
    }
  };
  walk(`whole ${start}`, [once(`whole ${start}`)], []);
  return [...ways.values()];
}

export const edgeKey = ({ type, downstream, upstream, by, via }: Step['hop']): string =>
  JSON.stringify([type, downstream, upstream, by ?? '', via ?? '']);
