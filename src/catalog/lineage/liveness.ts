import { groupBy } from '../../group-by.js';
import { kindOf, tableOf } from '../../model/entity-id.js';
import { LIVE_DEPLOYMENT_STATES } from '../../model/states.js';
import { idOf, type Exploration } from './exploration.js';
import { Breather } from './breather.js';
import type { NodeSummary } from './lineage.reader.js';

/**
 * LIVE: an in-service deployment or a consumer is it, or hangs on it. DORMANT: nothing in service does.
 * ARCHIVED: it has ended, or its stage says so.
 *
 * A table is live as well when a column of it is, and a pipeline when a table that comes from it is: a pipeline has no
 * edges to columns by which it could be told. A column is not live because its table is.
 */
export const STATES = ['LIVE', 'DORMANT', 'ARCHIVED'] as const;
export type State = (typeof STATES)[number];

/** The state of each thing of a downstream exploration, by what it was found to lead to. */
export async function statesOf(
  { arcs }: Exploration,
  summaries: ReadonlyMap<string, NodeSummary>,
): Promise<(id: string) => State> {
  const breather = new Breather();
  const incoming = groupBy(arcs, ({ to }) => to);
  await breather.rest();
  const fromPipelines = arcs.filter(({ hop }) => hop.upstreamKind === 'Pipeline');
  const writers = groupBy(fromPipelines, ({ hop }) => hop.downstream);
  await breather.rest();

  const places = new Set<string>();
  for (const { from, to } of arcs) places.add(from).add(to);
  const queue = [...places].filter((place) => isInUse(summaries.get(idOf(place))));
  const live = new Set(queue);
  const liveThings = new Set<string>();
  for (const place of queue) {
    if (breather.isDue()) await breather.rest();
    const table = kindOf(idOf(place)) === 'Column' ? tableOf(place) : undefined;
    liveThings.add(idOf(place)).add(table ?? idOf(place));
    for (const { from } of [...(incoming.get(place) ?? []), ...(writers.get(table ?? '') ?? [])]) {
      if (live.has(from)) continue;
      live.add(from);
      queue.push(from);
    }
  }
  return (id) => {
    if (liveThings.has(id)) return 'LIVE';
    return isOver(summaries.get(id)) ? 'ARCHIVED' : 'DORMANT';
  };
}

function isInUse(summary: NodeSummary | undefined): boolean {
  if (!summary || isOver(summary)) return false;
  if (summary.kind === 'Deployment') return LIVE_DEPLOYMENT_STATES.includes(summary.state ?? '');
  return summary.kind === 'Dashboard' || summary.kind === 'Application';
}

function isOver(summary: NodeSummary | undefined): boolean {
  return summary?.until !== undefined || summary?.stage?.toLowerCase() === 'archived';
}
