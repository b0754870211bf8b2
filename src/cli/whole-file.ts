import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Writes a file under another name until it is whole: what is broken off, or does not pass the check at its end,
 * leaves no half of one behind, and does not touch the one that was there.
 */
export async function writeWhole(
  bytes: Readable,
  file: string,
  { signal, check = () => undefined }: { signal: AbortSignal; check?: () => void },
): Promise<void> {
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await pipeline(bytes, createWriteStream(unfinished), { signal });
    check();
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
