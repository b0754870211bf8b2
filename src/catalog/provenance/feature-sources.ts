import type { Exploration } from '../lineage/exploration.js';
import { Breather } from '../lineage/breather.js';
import { CERTAINTIES } from '../lineage/certainty.js';
import { sortedBy } from '../lineage/page.js';
import { rankFrom, type Outgoing, type Ranking, type Reached } from './ranking.js';

/** A source as a walk reached it, with the ways of that walk. */
export interface ReachedSource extends Reached {
  readonly ranking: Ranking;
}

/** Those of these things that a ranking has, the surest first, then the nearest. */
export function sourcesIn(ranking: Ranking, sources: ReadonlySet<string>): ReachedSource[] {
  const reached = [...ranking.best.values()].filter(({ id }) => sources.has(id));
  return sortedBy(reached, ({ certainty, depth, id }) => [CERTAINTIES.indexOf(certainty), depth, id]).map(
    (source) => ({ ...source, ranking }),
  );
}

/** What each feature is made from in the end. Those for which the time did not suffice are not among the answers. */
export async function sourcesOfFeatures(
  places: Exploration['places'],
  outgoing: Outgoing,
  features: readonly string[],
  sources: ReadonlySet<string>,
  end: number,
): Promise<ReadonlyMap<string, readonly ReachedSource[]>> {
  const breather = new Breather();
  const found = new Map<string, readonly ReachedSource[]>();
  for (const feature of features) {
    if (!places.has(feature)) continue;
    if (performance.now() >= end) break;
    found.set(feature, sourcesIn(await rankFrom(feature, outgoing, breather), sources));
  }
  return found;
}
