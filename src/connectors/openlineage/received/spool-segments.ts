import { randomBytes, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { compare } from '../identity.js';

/**
 * A spool is a directory of segments: files of events, one per line, each written by one process and never changed
 * after that. In which order they are read does not matter.
 */
const SEGMENT = /^(events|kept)-(\d+)-[0-9a-f]+\.ndjson$/;
const IDENTITY = 'spool.id';
const NEWLINE = 0x0a;
const LOOK_BACK = 64 * 1024;

export interface Segment {
  readonly path: string;
  /** When it was begun, in milliseconds since 1970. */
  readonly begun: number;
  /** Whether it holds what was worth keeping of others, rather than what was received. */
  readonly kept: boolean;
}

export const newSegment = (directory: string, now: number, what: 'events' | 'kept' = 'events'): Segment => ({
  path: join(directory, `${what}-${String(now).padStart(15, '0')}-${randomBytes(6).toString('hex')}.ndjson`),
  begun: now,
  kept: what === 'kept',
});

export async function segmentsOf(directory: string): Promise<Segment[]> {
  const names = (await readdir(directory)).sort(compare);
  return names.flatMap((name) => {
    const [, what, begun] = SEGMENT.exec(name) ?? [];
    if (begun === undefined) return [];
    return [{ path: join(directory, name), begun: Number(begun), kept: what === 'kept' }];
  });
}

/** Makes the directory where there is none. @returns what tells this spool from any other. */
export async function prepareSpool(directory: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  const file = join(directory, IDENTITY);
  try {
    await writeFile(file, `${randomUUID()}\n`, { flag: 'wx', flush: true });
    await syncDirectory(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}

/** A new name in a directory outlives a loss of power only when the directory itself is on the disk. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * The whole lines of a segment. What stands behind its last line break was never promised to anybody: it is being
 * written, or its writer died over it.
 */
export async function readWholeLines({ path }: Segment, signal: AbortSignal): Promise<Readable | undefined> {
  const handle = await open(path, 'r');
  const length = await wholeLength(handle).finally(() => handle.close());
  return length === 0 ? undefined : createReadStream(path, { end: length - 1, signal });
}

async function wholeLength(handle: FileHandle): Promise<number> {
  const buffer = Buffer.alloc(LOOK_BACK);
  for (let end = (await handle.stat()).size; end > 0; end -= LOOK_BACK) {
    const start = Math.max(0, end - LOOK_BACK);
    const { bytesRead } = await handle.read(buffer, 0, end - start, start);
    const last = buffer.subarray(0, bytesRead).lastIndexOf(NEWLINE);
    if (last !== -1) return start + last + 1;
  }
  return 0;
}
