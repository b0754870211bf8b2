import { notThere } from '../../errors.js';
import { canGoOn, type Exploration } from './exploration.js';
import type { HeldWalks } from './held-walks.js';
import { readerAt, type Direction, type LineageReader } from './lineage.reader.js';
import { Walk, type Limits } from './walk.js';

export const DEFAULT_LIMITS: Limits = { nodes: 250_000, milliseconds: 30_000 };

/** How a question is to be walked. */
export interface Exploring {
  readonly asOf?: string | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** Where walks are held between the pages of an answer; left out: they are not. */
  readonly walks?: HeldWalks | undefined;
  /**
   * NEW: walk anew, unless a walk of the same question was cut: that goes on. HELD: take the one that the page before
   * came from. FURTHER: the same, and walk on where it was cut.
   */
  readonly begin?: 'NEW' | 'HELD' | 'FURTHER';
}

/**
 * All that depends on a thing, or all that it depends on: `Walk` says by which rules.
 * @throws NOT_FOUND when the thing is not there, or was not at that moment.
 */
export async function explore(
  reader: LineageReader,
  start: string,
  direction: Direction,
  exploring: Exploring = {},
): Promise<Exploration> {
  const exploration = await walkOrHold(reader, start, direction, exploring);
  if (exploration.things.has(start)) return exploration;
  throw notThere(start, exploring.asOf);
}

async function walkOrHold(
  reader: LineageReader,
  start: string,
  direction: Direction,
  { asOf, limits, walks, begin = 'NEW' }: Exploring,
): Promise<Exploration> {
  const then = readerAt(reader, asOf);
  const bounds = { ...DEFAULT_LIMITS, ...limits };
  if (!walks) return new Walk(start, direction).goOn(then, bounds);

  const key = JSON.stringify([start, direction, asOf, bounds.depth]);
  const found = walks.find(key, reader.revision());
  const goesOn = found?.last && (begin !== 'NEW' || canGoOn(found.last));
  const walk = goesOn ? found : new Walk(start, direction);
  if (!goesOn) walks.hold(key, walk, reader.revision());
  return walks.use(key, async () => {
    const { last } = walk;
    if (last && (begin === 'HELD' || !canGoOn(last))) return last;
    return walk.goOn(then, bounds);
  });
}
