import { Breather } from '../lineage/breather.js';
import { CERTAINTIES, isAtLeast, type Certainty } from '../lineage/certainty.js';
import { idOf, type Arc } from '../lineage/exploration.js';
import type { Hop } from '../lineage/lineage.reader.js';

/** How a thing is reached best: the most certain way, and of those the shortest. */
export interface Reached {
  readonly id: string;
  /** The place of the walk; a table has two, as a whole and in part. */
  readonly place: string;
  readonly certainty: Certainty;
  /** Edges on that way. */
  readonly depth: number;
}

interface Step {
  readonly depth: number;
  /** The last step of a shortest way; none for the start. */
  readonly arc?: Arc;
}

export interface Ranking {
  /** By thing, the start included. */
  readonly best: ReadonlyMap<string, Reached>;
  /** The way to a thing, from the start, edge by edge. */
  wayTo(reached: Reached): Hop[];
}

/**
 * One breadth-first pass per certainty, over the steps that are at least that certain: what a pass reaches
 * first it reaches by a shortest way of that certainty. From any place of a walk, by the steps that lead on from there.
 */
export async function rankFrom(
  start: string,
  outgoing: Outgoing,
  breather = new Breather(),
): Promise<Ranking> {
  const passes = new Map<Certainty, Map<string, Step>>();
  for (const certainty of CERTAINTIES)
    passes.set(certainty, await passAt(certainty, start, outgoing, breather));
  const best = new Map<string, Reached>();
  for (const [certainty, pass] of passes) {
    for (const [place, { depth }] of pass) {
      const reached = { id: idOf(place), place, certainty, depth };
      if (isBetter(reached, best.get(reached.id))) best.set(reached.id, reached);
    }
  }
  return {
    best,
    wayTo: ({ place, certainty }) => walkBack(place, passes.get(certainty)),
  };
}

/** By place, the steps that lead on from it. */
export type Outgoing = ReadonlyMap<string, readonly Arc[]>;

async function passAt(
  certainty: Certainty,
  start: string,
  outgoing: Outgoing,
  breather: Breather,
): Promise<Map<string, Step>> {
  const steps = new Map<string, Step>([[start, { depth: 0 }]]);
  const queue = [start];
  for (const place of queue) {
    const depth = (steps.get(place)?.depth ?? 0) + 1;
    for (const arc of outgoing.get(place) ?? []) {
      if (!isAtLeast(arc.certainty, certainty) || steps.has(arc.to)) continue;
      steps.set(arc.to, { depth, arc });
      queue.push(arc.to);
    }
    if (breather.isDue()) await breather.rest();
  }
  return steps;
}

function isBetter(a: Reached, b: Reached | undefined): boolean {
  if (!b) return true;
  const difference = CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty);
  return difference < 0 || (difference === 0 && a.depth < b.depth);
}

function walkBack(place: string, pass: ReadonlyMap<string, Step> | undefined): Hop[] {
  const way: Hop[] = [];
  for (let arc = pass?.get(place)?.arc; arc; arc = pass?.get(arc.from)?.arc) way.push(arc.hop);
  return way.reverse();
}
