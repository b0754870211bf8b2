import { groupBy } from '../../group-by.js';
import { Breather } from './breather.js';
import { isAtLeast, type Certainty } from './certainty.js';
import { idOf, type Exploration } from './exploration.js';

/** The things that some way leads to of which every step is at least that certain; the start is among them. */
export async function surelyReached(
  { start, arcs }: Exploration,
  least: Certainty,
): Promise<ReadonlySet<string>> {
  const breather = new Breather();
  const outgoing = groupBy(arcs, ({ from }) => from);
  const places = new Set([start]);
  for (const place of places) {
    for (const { to, certainty } of outgoing.get(place) ?? [])
      if (isAtLeast(certainty, least)) places.add(to);
    if (breather.isDue()) await breather.rest();
  }
  return new Set([...places].map(idOf));
}
