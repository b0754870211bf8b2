import { readFile, stat } from 'node:fs/promises';
import { LineCounter, parseAllDocuments } from 'yaml';
import { locator, type Locate, type Position } from '../../yaml-places.js';
import { lineLocator } from './line-locator.js';

/** A value that stands in a file, or why there is none. */
export type ReadValue =
  | { readonly value: unknown; readonly locate: Locate }
  | { readonly reason: string; readonly position: Position };

/** A file of YAML or JSON is held with the place of each of its parts, which takes a hundred times its size. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Of a file with a value in each line only the text is held. */
const MAX_LINES_BYTES = 128 * 1024 * 1024;
const START: Position = { line: 1, column: 1 };
/** A few names for parts that come again are a convenience; thousands of them, in each other, are an attack. */
const MAX_ALIASES = 1_000;

/** What stands in a file: documents of YAML, a value of JSON, or one in each line. */
export async function readValues(path: string): Promise<{ bytes: number; values: Iterable<ReadValue> }> {
  const byLine = /\.(ndjson|jsonl)$/i.test(path);
  const limit = byLine ? MAX_LINES_BYTES : MAX_BYTES;
  const { size } = await stat(path);
  if (size > limit)
    return wrong(size, `the file has ${size} bytes; the limit is ${limit}. Divide it, or write it as NDJSON`);
  const bytes = await readFile(path);
  const text = decoded(bytes);
  if (text === undefined) return wrong(bytes.length, 'the file is not UTF-8');
  return { bytes: bytes.length, values: byLine ? lineValues(text) : documentValues(text) };
}

const wrong = (bytes: number, reason: string): { bytes: number; values: ReadValue[] } => ({
  bytes,
  values: [{ reason, position: START }],
});

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** JSON is YAML too, so that one parser tells the places of both. */
function* documentValues(text: string): Generator<ReadValue> {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, merge: true });
  for (const document of Array.isArray(documents) ? documents : []) {
    const [error] = document.errors;
    if (error) {
      const { line, col } = lines.linePos(error.pos[0]);
      const [reason = 'it is not YAML'] = error.message.split(/ at line \d+|\n/);
      yield { reason, position: { line, column: col } };
      continue;
    }
    const locate = locator(document, lines);
    try {
      const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
      // An empty document is what a line of `---` at the end leaves.
      if (value !== null && value !== undefined) yield { value, locate };
    } catch (error) {
      yield { reason: (error as Error).message, position: locate([]) };
    }
  }
}

function* lineValues(text: string): Generator<ReadValue> {
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const number = index + 1;
    try {
      yield { value: JSON.parse(line) as unknown, locate: lineLocator(line, number) };
    } catch (error) {
      yield { reason: `it is not JSON: ${(error as Error).message}`, position: { line: number, column: 1 } };
    }
  }
}
