import { answerFrom, type Answer } from './answer.js';
import { DEFAULT_NODE_LIMIT, explore, idOf, type Exploration } from './explore.js';
import type { Hop, LineageReader } from './lineage.reader.js';
import { shortestPaths } from './shortest-paths.js';

export interface Trace {
  /** Shortest first, each from `from` to `to`, edge by edge. */
  readonly paths: readonly (readonly Hop[])[];
  /** Whether there are more than were asked for. */
  readonly more: boolean;
  readonly answer: Answer;
}

/** The ways between two things, whichever of them is upstream. */
export async function findTrace(reader: LineageReader, from: string, to: string, first = 5): Promise<Trace> {
  const upstream = await explore(reader, from, 'UPSTREAM', { nodes: DEFAULT_NODE_LIMIT });
  const exploration = reaches(upstream, to)
    ? upstream
    : await explore(reader, from, 'DOWNSTREAM', { nodes: DEFAULT_NODE_LIMIT });
  const { paths, more, exhausted } = shortestPaths(
    exploration.arcs,
    from,
    (arc) => idOf(arc.to) === to,
    first,
  );
  const hops = paths.map((path) => path.map(({ hop }) => hop));
  const cuts = exhausted
    ? [...exploration.cuts, { reason: 'PATHS' as const, beyond: 0, at: [to] }]
    : exploration.cuts;
  return { paths: hops, more, answer: await answerFrom(reader, exploration.hops, cuts) };
}

const reaches = ({ places }: Exploration, to: string): boolean => places.has(to) || places.has(`~${to}`);
