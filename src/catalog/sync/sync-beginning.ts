import type { SyncMode } from '../../model/states.js';
import type { Connector, ReadingWish } from './connector.js';
import { SeenIds } from './seen-ids.js';
import type { Checkpoint, SyncMemory, SyncStore } from './sync.store.js';

/** A killed run is not taken up any more after this: too much may have changed in what it had read. */
const RESUMED_WITHIN_MS = 12 * 3_600_000;
const FULL_EVERY_MS = 24 * 3_600_000;
/** Clocks differ, and a source may show a change later than it dates it. */
const OVERLAP_MS = 10 * 60_000;

export interface BeginningOptions {
  /** A hash of what is asked for of the source; where it is another than the last time, nothing is missed as gone. */
  readonly scope?: string;
  /** Reads all, from the beginning, also where a delta or the rest of a killed run would do. */
  readonly full?: boolean;
  /** How long deltas do before all is read again, in milliseconds. */
  readonly fullEveryMs?: number;
  /** How far before the watermark a delta begins, in milliseconds. */
  readonly overlapMs?: number;
}

/** What a run is to read, and what it begins with. */
export interface Beginning {
  readonly mode: SyncMode;
  readonly wish: ReadingWish;
  readonly memory: SyncMemory;
  /** What tells the source apart from others at its address. */
  readonly identity?: string;
  /** What a killed run had seen before, whose rest this one reads. */
  readonly before: SeenIds;
  /** How many parts of that are kept. */
  readonly parts: number;
  readonly resumed?: Checkpoint;
}

/** Decides how a source is read: the rest of a killed run, what changed since the last one, or all. */
export async function beginningOf(
  store: SyncStore,
  connector: Connector,
  options: BeginningOptions,
  now: Date,
  signal: AbortSignal,
): Promise<Beginning> {
  const memory = await store.memoryOf(connector.service);
  const identity = await connector.identity?.(signal);
  const common = { memory, ...(identity === undefined ? {} : { identity }) };
  const fresh = { before: new SeenIds(), parts: 0 };
  const first = memory.unread;

  const kept = options.full ? undefined : await store.checkpointOf(connector.service);
  if (kept && isOf(kept.checkpoint, options.scope, identity, now)) {
    const before = new SeenIds();
    for (const part of kept.seen) before.addPacked(part);
    const { checkpoint, seen } = kept;
    const wish = { first, resume: checkpoint.state };
    return { ...common, mode: 'FULL', wish, before, parts: seen.length, resumed: checkpoint };
  }
  const since = connector.deltas ? deltaSince(memory, options, now) : undefined;
  if (since === undefined) return { ...common, ...fresh, mode: 'FULL', wish: { first } };
  return { ...common, ...fresh, mode: 'DELTA', wish: { first, since } };
}

const isOf = (checkpoint: Checkpoint, scope = '', identity = '', now: Date): boolean =>
  checkpoint.scope === scope &&
  checkpoint.identity === identity &&
  now.getTime() - Date.parse(checkpoint.at) < RESUMED_WITHIN_MS;

/** From when on a delta is to be read; nothing where all has to be. */
function deltaSince(memory: SyncMemory, options: BeginningOptions, now: Date): string | undefined {
  const { full, scope, fullEveryMs = FULL_EVERY_MS, overlapMs = OVERLAP_MS } = options;
  const { watermark, fullAt } = memory;
  if (full || watermark === undefined || fullAt === undefined) return undefined;
  if (scope !== undefined && scope !== memory.scope) return undefined;
  if (now.getTime() - Date.parse(fullAt) >= fullEveryMs) return undefined;
  return new Date(Date.parse(watermark) - overlapMs).toISOString();
}
