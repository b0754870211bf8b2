import type { Readable } from 'node:stream';
import { linesOf, MAX_LINE_BYTES, openFile, type Line } from './event-lines.js';
import { printable } from './text.js';

/** A JSON value of a file, or why there is none, and the line it starts in. */
export type EventValue = { readonly line: number } & (
  { readonly value: unknown } | { readonly reason: string }
);

/**
 * The JSON values of a file: one per line, or, of a file named `.json`, all of it as one value. Such a file
 * that holds one value per line all the same is read as what it is.
 */
export async function* valuesOf(file: string, signal: AbortSignal): AsyncGenerator<EventValue> {
  if (!/\.json(\.gz)?$/.test(file)) {
    yield* valuePerLine(file, signal);
    return;
  }
  const whole = await bytesOf(openFile(file, signal));
  const value = whole && parse({ number: 1, bytes: whole });
  if (value && ('value' in value || !(await startsWithValue(file, signal)))) {
    yield value;
    return;
  }
  yield* valuePerLine(file, signal);
}

async function* valuePerLine(file: string, signal: AbortSignal): AsyncGenerator<EventValue> {
  yield* valuesIn(openFile(file, signal));
}

/** The JSON values of a stream, one per line. */
export async function* valuesIn(stream: AsyncIterable<Buffer>): AsyncGenerator<EventValue> {
  for await (const line of linesOf(stream)) {
    const value = parse(line);
    if (value) yield value;
  }
}

async function startsWithValue(file: string, signal: AbortSignal): Promise<boolean> {
  for await (const value of valuePerLine(file, signal)) return 'value' in value;
  return false;
}

/** All bytes of a stream, or nothing when they are too many to be held. */
async function bytesOf(stream: Readable): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_LINE_BYTES) return undefined;
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

function parse({ number, bytes }: Line): EventValue | undefined {
  if (!bytes) return { line: number, reason: `is longer than ${MAX_LINE_BYTES / 1024 / 1024} MiB` };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.trim() === '' ? undefined : { line: number, value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError)
      return { line: number, reason: `is not JSON: ${printable(error.message).slice(0, 200)}` };
    return { line: number, reason: 'is not UTF-8 text' };
  }
}
