import { idOf, type Exploration } from './explore.js';
import type { NodeSummary } from './lineage.reader.js';

/**
 * LIVE: an in-service deployment or a consumer is it, or hangs on it. DORMANT: nothing in service does.
 * ARCHIVED: it has ended, or its stage says so.
 */
export const STATES = ['LIVE', 'DORMANT', 'ARCHIVED'] as const;
export type State = (typeof STATES)[number];

/** The state of each thing of a downstream exploration, which holds all that hangs on it. */
export function statesOf(
  { arcs }: Exploration,
  summaries: ReadonlyMap<string, NodeSummary>,
): (id: string) => State {
  const incoming = new Map<string, string[]>();
  for (const { from, to } of arcs) {
    const before = incoming.get(to);
    if (before) before.push(from);
    else incoming.set(to, [from]);
  }

  const queue = [...incoming.keys()].filter((place) => isInUse(summaries.get(idOf(place))));
  const live = new Set(queue);
  for (const place of queue) {
    for (const from of incoming.get(place) ?? []) {
      if (live.has(from)) continue;
      live.add(from);
      queue.push(from);
    }
  }
  const liveThings = new Set([...live].map(idOf));
  // A table is live when a column of it is: the steps lead from the column to the table, not back.
  for (const { hop } of arcs) {
    if (hop.type === 'HAS_COLUMN' && liveThings.has(hop.upstream)) liveThings.add(hop.downstream);
  }
  return (id) => {
    if (liveThings.has(id)) return 'LIVE';
    return isOver(summaries.get(id)) ? 'ARCHIVED' : 'DORMANT';
  };
}

function isInUse(summary: NodeSummary | undefined): boolean {
  if (!summary || isOver(summary)) return false;
  if (summary.kind === 'Deployment') return summary.state === 'IN_SERVICE';
  return summary.kind === 'Dashboard' || summary.kind === 'Application';
}

function isOver(summary: NodeSummary | undefined): boolean {
  return summary?.until !== undefined || summary?.stage?.toLowerCase() === 'archived';
}
