import { BEARING_TABLE, BEARINGS, carrierOf, isIndirect, type Bearing } from './bearing.js';
import { Breather } from './breather.js';
import { CERTAINTIES, type Certainty } from './certainty.js';
import { idOf, type Arc, type Exploration } from './exploration.js';
import type { Hop } from './lineage.reader.js';

/** How a change comes to a thing: the shortest of the ways that are as certain and do as much. */
export interface Way {
  readonly certainty: Certainty;
  readonly bearing: Bearing;
  /** Edges on it. */
  readonly depth: number;
  /** Whether some way of these takes the values along on every step, and not only filters or joins by them. */
  readonly direct: boolean;
  /** How many ways are as short, as certain and do as much, this one included. */
  readonly count: number;
  /** Edge by edge from the start; a direct one where there is one. */
  hops(): Hop[];
}

export interface Touched {
  readonly id: string;
  /** Of the most certain ways those that do most, and of those the shortest. */
  readonly best: Way;
  /** A less certain way that does more. */
  readonly worse?: Way;
}

/** A step, by numbers: places and certainties in the order in which they are listed. */
interface Step {
  readonly to: number;
  readonly certainty: number;
  readonly direct: boolean;
  /** By the bearing on the near end, the bearing on the far end. */
  readonly onward: readonly number[];
  readonly arc: Arc;
}

const ONWARD = new Map(
  Object.entries(BEARING_TABLE).map(([carrier, onward]) => [
    carrier,
    BEARINGS.map((bearing) => BEARINGS.indexOf(onward[bearing])),
  ]),
);

/**
 * How each thing of an exploration is touched, the start left out. For each certainty one breadth-first pass over the
 * steps that are at least that certain, over pairs of a place and a bearing, so that each step is taken once for each
 * bearing that comes to it: the work grows as the number of steps does. `harmOf` orders bearings by what they do,
 * the worst lowest; equal ones do the same.
 */
export async function waysOf(
  exploration: Exploration,
  harmOf: (bearing: Bearing) => number,
): Promise<Map<string, Touched>> {
  const { start, arcs } = exploration;
  const places = [...exploration.places.keys()];
  const breather = new Breather();
  const steps = await stepsByPlace(places, arcs, breather);
  const harms = BEARINGS.map(harmOf);
  const homes = homesOf(places);
  const touched: Touched[] = [];
  for (const [level, certainty] of CERTAINTIES.entries()) {
    // Where no step is of this certainty, the pass would be the one before.
    if (level > 0 && !arcs.some((arc) => arc.certainty === certainty)) continue;
    const pass = new Pass(places.length);
    await pass.run(places.indexOf(start), steps, level, breather);
    for (const [home, end] of await pass.ends(homes, harms, breather)) {
      const known = touched[home];
      if (!known) touched[home] = { id: idOf(places[home] ?? ''), best: pass.way(end, certainty) };
      else if (end.harm < harmOf((known.worse ?? known.best).bearing))
        touched[home] = { ...known, worse: pass.way(end, certainty) };
      if (breather.isDue()) await breather.rest();
    }
  }
  const things = new Map(Object.values(touched).map((thing) => [thing.id, thing] as const));
  things.delete(idOf(start));
  return things;
}

/** By place, the first place of the same thing: a table has two. */
function homesOf(places: readonly string[]): number[] {
  const first = new Map<string, number>();
  return places.map((place, number) => {
    const home = first.get(idOf(place)) ?? number;
    first.set(idOf(place), home);
    return home;
  });
}

async function stepsByPlace(
  places: readonly string[],
  arcs: readonly Arc[],
  breather: Breather,
): Promise<Step[][]> {
  const numbers = new Map(places.map((place, number) => [place, number] as const));
  const steps = places.map((): Step[] => []);
  for (const arc of arcs) {
    if (breather.isDue()) await breather.rest();
    const to = numbers.get(arc.to);
    if (to === undefined) continue;
    steps[numbers.get(arc.from) ?? -1]?.push({
      to,
      certainty: CERTAINTIES.indexOf(arc.certainty),
      direct: !isIndirect(arc.hop),
      onward: ONWARD.get(carrierOf(arc.hop)) ?? [],
      arc,
    });
  }
  return steps;
}

/** Where the best ways of a pass to a thing end. */
interface End {
  /** The one that is shown. */
  node: number;
  readonly harm: number;
  readonly depth: number;
  count: number;
}

/** One breadth-first pass. What it comes to is a node: a place under a bearing. */
class Pass {
  private readonly depths: Int32Array;
  private readonly counts: Float64Array;
  private readonly direct: Uint8Array;
  private readonly before: Int32Array;
  private readonly arcs = new Map<number, Arc>();
  /** In the order in which they were come to. */
  private readonly nodes: number[] = [];

  constructor(places: number) {
    const size = places * BEARINGS.length;
    this.depths = new Int32Array(size).fill(-1);
    this.counts = new Float64Array(size);
    this.direct = new Uint8Array(size);
    this.before = new Int32Array(size).fill(-1);
  }

  async run(
    start: number,
    steps: readonly (readonly Step[])[],
    level: number,
    breather: Breather,
  ): Promise<void> {
    const first = nodeOf(start, BEARINGS.indexOf('AT_RUN'));
    this.nodes.push(first);
    this.depths[first] = 0;
    this.counts[first] = 1;
    this.direct[first] = 1;
    for (const node of this.nodes) {
      for (const step of steps[placeOf(node)] ?? []) if (step.certainty <= level) this.take(node, step);
      if (breather.isDue()) await breather.rest();
    }
  }

  private take(from: number, { to, onward, direct, arc }: Step): void {
    const node = nodeOf(to, onward[bearingOf(from)] ?? 0);
    const depth = at(this.depths, from) + 1;
    const isDirect = direct && at(this.direct, from) === 1;
    const known = at(this.depths, node);
    if (known >= 0 && known < depth) return;
    if (known < 0) {
      this.depths[node] = depth;
      this.nodes.push(node);
    }
    this.counts[node] = at(this.counts, node) + at(this.counts, from);
    if (known >= 0 && (!isDirect || at(this.direct, node) === 1)) return;
    this.direct[node] = isDirect ? 1 : 0;
    this.before[node] = from;
    this.arcs.set(node, arc);
  }

  /** By the home of a thing; each place may be come to under several bearings. */
  async ends(
    homes: readonly number[],
    harms: readonly number[],
    breather: Breather,
  ): Promise<Map<number, End>> {
    const ends = new Map<number, End>();
    for (const node of this.nodes) {
      const home = homes[placeOf(node)] ?? 0;
      const harm = harms[bearingOf(node)] ?? 0;
      const depth = at(this.depths, node);
      const known = ends.get(home);
      const more = known ? harm - known.harm || depth - known.depth : -1;
      if (more < 0) ends.set(home, { node, harm, depth, count: at(this.counts, node) });
      else if (known && more === 0) {
        known.count += at(this.counts, node);
        if (at(this.direct, node) > at(this.direct, known.node)) known.node = node;
      }
      if (breather.isDue()) await breather.rest();
    }
    return ends;
  }

  way({ node, count }: End, certainty: Certainty): Way {
    return {
      certainty,
      bearing: BEARINGS[bearingOf(node)] ?? 'AT_RUN',
      depth: at(this.depths, node),
      direct: at(this.direct, node) === 1,
      count,
      hops: () => this.hopsTo(node),
    };
  }

  private hopsTo(end: number): Hop[] {
    const way: Hop[] = [];
    for (let node = end; node >= 0; node = at(this.before, node)) {
      const arc = this.arcs.get(node);
      if (arc) way.push(arc.hop);
    }
    return way.reverse();
  }
}

const at = (numbers: Int32Array | Float64Array | Uint8Array, index: number): number => numbers[index] ?? 0;
const nodeOf = (place: number, bearing: number): number => place * BEARINGS.length + bearing;
const placeOf = (node: number): number => Math.floor(node / BEARINGS.length);
const bearingOf = (node: number): number => node % BEARINGS.length;
