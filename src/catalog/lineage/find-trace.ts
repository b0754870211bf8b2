import { answerFrom, type Answer } from './answer.js';
import { DEFAULT_NODE_LIMIT, explore, idOf, type Arc, type Exploration } from './explore.js';
import type { Hop, LineageReader } from './lineage.reader.js';
import { shortestPaths } from './shortest-paths.js';

export interface Trace {
  /** Shortest first, each from `from` to `to`, edge by edge. */
  readonly paths: readonly (readonly Hop[])[];
  /** Whether there are more than were asked for. */
  readonly more: boolean;
  readonly answer: Answer;
}

/**
 * The ways between two things, whichever of them is upstream. A way comes to nothing twice; only where no other leads
 * there, it comes to a table in part and later to the whole of it.
 */
export async function findTrace(reader: LineageReader, from: string, to: string, first = 5): Promise<Trace> {
  const upstream = await explore(reader, from, 'UPSTREAM', { nodes: DEFAULT_NODE_LIMIT });
  const exploration = reaches(upstream, to)
    ? upstream
    : await explore(reader, from, 'DOWNSTREAM', { nodes: DEFAULT_NODE_LIMIT });
  const isEnd = (arc: Arc): boolean => idOf(arc.to) === to;
  const plain = shortestPaths(exploration.arcs, from, isEnd, first);
  const none = plain.paths.length === 0 && from !== to && first > 0;
  const { paths, more } = none ? shortestPaths(exploration.arcs, from, isEnd, first, 'place') : plain;
  const hops = paths.map((path) => path.map(({ hop }) => hop));
  const cuts = plain.exhausted
    ? [...exploration.cuts, { reason: 'PATHS' as const, beyond: 0, at: [to] }]
    : exploration.cuts;
  return { paths: hops, more, answer: await answerFrom(reader, exploration.hops, cuts) };
}

const reaches = ({ places }: Exploration, to: string): boolean => places.has(to) || places.has(`~${to}`);
