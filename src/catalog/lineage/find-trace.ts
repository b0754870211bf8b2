import { notFound } from '../../errors.js';
import { answerFrom, type Answer } from './answer.js';
import { withDetailsOfAll } from './edge-details.js';
import { explore, type Exploring } from './explore.js';
import { idOf, type Arc, type Exploration } from './exploration.js';
import { readerAt, type Hop, type LineageReader } from './lineage.reader.js';
import { shortestPaths } from './shortest-paths.js';

export interface TraceRequest extends Omit<Exploring, 'begin'> {
  /** At most this many ways. */
  readonly first?: number;
  /** False: edges say only what the walk knows of them. */
  readonly details?: boolean | undefined;
}

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
export async function findTrace(
  reader: LineageReader,
  from: string,
  to: string,
  { first = 5, details = true, ...exploring }: TraceRequest = {},
): Promise<Trace> {
  const { asOf } = exploring;
  const then = readerAt(reader, asOf);
  const upstream = await explore(reader, from, 'UPSTREAM', exploring);
  const exploration = reaches(upstream, to) ? upstream : await explore(reader, from, 'DOWNSTREAM', exploring);
  const isEnd = (arc: Arc): boolean => idOf(arc.to) === to;
  const plain = shortestPaths(exploration.arcs, from, isEnd, first);
  const none = plain.paths.length === 0 && from !== to && first > 0;
  const { paths, more } = none ? shortestPaths(exploration.arcs, from, isEnd, first, 'place') : plain;
  const hops = paths.map((path) => path.map(({ hop }) => hop));
  // Where the walk upstream was cut, ways that lead there may be among what it did not come to, whatever is downstream.
  const walked = exploration === upstream ? upstream.cuts : [...upstream.cuts, ...exploration.cuts];
  const cuts = plain.exhausted ? [...walked, { reason: 'PATHS' as const, beyond: 0, at: [to] }] : walked;
  if (!reaches(exploration, to) && (await then.summaries([to])).length === 0) throw notFound(to);
  const found = answerFrom(then, exploration, cuts);
  // Where a way was found, what is unknown elsewhere takes nothing from it.
  const answer = paths.length > 0 ? { ...found, unknown: () => Promise.resolve([]) } : found;
  return { paths: details ? await withDetailsOfAll(then, hops) : hops, more, answer };
}

const reaches = ({ places }: Exploration, to: string): boolean => places.has(to) || places.has(`~${to}`);
