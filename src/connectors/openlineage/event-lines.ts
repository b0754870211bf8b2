import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Longer lines are refused unread: an event of this size is a mistake, and memory is not endless. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

const NEWLINE = 0x0a;

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Absent for a line that is too long. */
  readonly bytes?: Buffer;
}

/** The bytes of a file, unpacked when its name ends in `.gz`. */
export function openFile(file: string, signal: AbortSignal): Readable {
  const source = createReadStream(file, { signal });
  if (!file.endsWith('.gz')) return source;
  // Errors of either end reach the reader through the last stream of the pipeline.
  return pipeline(source, createGunzip(), () => undefined);
}

/** Cuts a stream of bytes into lines, holding one line at a time. Empty lines are left out. */
export async function* linesOf(
  stream: AsyncIterable<Buffer>,
  maxBytes: number = MAX_LINE_BYTES,
): AsyncGenerator<Line> {
  let number = 1;
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      parts.push(chunk.subarray(start, end));
      yield* line(number, parts, length + end - start, maxBytes);
      number += 1;
      [parts, length, start] = [[], 0, end + 1];
    }
    length += chunk.length - start;
    // Of a line that is too long already, only the length is still of interest.
    if (length > maxBytes) parts = [];
    else parts.push(chunk.subarray(start));
  }
  yield* line(number, parts, length, maxBytes);
}

function* line(number: number, parts: Buffer[], length: number, maxBytes: number): Generator<Line> {
  if (length > maxBytes) yield { number };
  else if (length > 0) yield { number, bytes: parts.length === 1 ? parts[0]! : Buffer.concat(parts) };
}
