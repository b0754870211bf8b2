import { createHash } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LineageEvent } from '../event.js';
import type { EventLog } from '../event-log.js';
import { EventReader } from '../event-reader.js';
import { valuesIn } from '../event-values.js';
import { SURELY_CLOSED_MS } from './event-spool.js';
import { newSegment, readWholeLines, syncDirectory, type Segment } from './spool-segments.js';
import { ThinningOut } from './thin-out.js';

/** Below this there is nothing to gain. */
const WORTH_IT = { bytes: 8 * 1024 * 1024, segments: 300 };
const BUFFER_BYTES = 1024 * 1024;
const UNFINISHED = '.unfinished';

interface Sized extends Segment {
  readonly size: number;
}

/**
 * Where much was received since the last time, writes one segment of what still matters and removes those that it
 * replaces. Breaking off at any point loses nothing: events that stand twice count once.
 * @returns whether it did.
 */
export async function compactSpool(
  directory: string,
  segments: readonly Segment[],
  log: EventLog,
  signal: AbortSignal,
  { now = Date.now(), worthIt = WORTH_IT } = {},
): Promise<boolean> {
  const closed = segments.filter(({ kept, begun }) => kept || begun < now - SURELY_CLOSED_MS);
  const sized = await Promise.all(
    closed.map(async (each) => ({ ...each, size: (await stat(each.path)).size })),
  );
  const fresh = sized.filter(({ kept }) => !kept);
  const sum = (of: readonly Sized[]): number => of.reduce((total, { size }) => total + size, 0);
  // In proportion to what is kept, so that it is not written again and again for little.
  const least = Math.max(worthIt.bytes, sum(sized.filter(({ kept }) => kept)) / 2);
  if (sum(fresh) < least && fresh.length < worthIt.segments) return false;
  await removeUnfinished(directory);
  const compacted = newSegment(directory, now, 'kept');
  const unfinished = compacted.path + UNFINISHED;
  const handle = await open(unfinished, 'wx');
  try {
    let text = '';
    for await (const line of worthLines(sized, new ThinningOut(log, now), signal)) {
      text += `${line}\n`;
      if (text.length > BUFFER_BYTES) {
        await handle.appendFile(text);
        text = '';
      }
    }
    await handle.appendFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, compacted.path);
  await syncDirectory(directory);
  for (const { path, size } of sized) {
    // One that grew all the same is read again the next time.
    if ((await stat(path)).size === size) await rm(path);
  }
  return true;
}

async function* worthLines(
  segments: readonly Segment[],
  thinning: ThinningOut,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const done = new Set<string>();
  const reader = new EventReader();
  for (const segment of segments) {
    const lines = await readWholeLines(segment, signal);
    if (!lines) continue;
    for await (const read of valuesIn(lines)) {
      signal.throwIfAborted();
      const line = lineOf(read, reader, thinning);
      if (line === undefined) continue;
      const hash = createHash('sha256').update(line).digest('base64url');
      if (!done.has(hash)) yield line;
      done.add(hash);
    }
  }
}

function lineOf(
  read: { readonly value?: unknown; readonly reason?: string },
  reader: EventReader,
  thinning: ThinningOut,
): string | undefined {
  // What cannot be read is told of by each sync; it must not vanish behind a person's back.
  if (!('value' in read))
    throw new Error(`A line of the received events ${read.reason ?? 'cannot be read'}.`);
  const event = reader.read(read.value, '', { problem: () => undefined, unread: () => undefined });
  if (!event) throw new Error('A line of the received events is no event.');
  const worth = thinning.worth(event);
  if (worth === 'NONE') return undefined;
  return JSON.stringify(worth === 'KEEP' ? read.value : endOf(read.value as RawEnd, event));
}

interface RawEnd {
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
  readonly eventType?: string;
  readonly run: { readonly runId: string };
  readonly job: { readonly namespace: string; readonly name: string };
}

/** Of an event that ended a run only that it did. */
function endOf(
  { eventTime, eventType, producer, schemaURL, run, job }: RawEnd,
  { type }: LineageEvent,
): RawEnd {
  if (type !== 'run') throw new TypeError(`A ${type} event ends nothing.`);
  const { namespace, name } = job;
  return {
    ...{ eventTime, producer, schemaURL },
    ...(eventType === undefined ? {} : { eventType }),
    run: { runId: run.runId },
    job: { namespace, name },
  };
}

/** What a process that died left behind. */
async function removeUnfinished(directory: string): Promise<void> {
  const names = await readdir(directory);
  await Promise.all(
    names
      .filter((name) => name.endsWith(UNFINISHED))
      .map((name) => rm(join(directory, name), { force: true })),
  );
}
