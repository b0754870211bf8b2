import { badInput, HeadwaterError } from '../../errors.js';
import { DEFAULT_LIMITS } from './limits.js';

export type Chunks = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/**
 * A document's text, whole.
 * @throws TOO_LARGE as soon as it has more bytes than the limit; BAD_INPUT where it is not UTF-8.
 */
export async function readText(chunks: Chunks, { bytes = DEFAULT_LIMITS.bytes } = {}): Promise<string> {
  const parts: string[] = [];
  for await (const part of decoded(chunks, bytes)) parts.push(part);
  return parts.join('');
}

/**
 * A document's lines with their numbers, empty ones left out.
 * @throws TOO_LARGE for a line of more than `longest` characters, whatever the document's own size.
 */
export async function* readLines(
  chunks: Chunks,
  { longest = DEFAULT_LIMITS.bytes }: { longest?: number } = {},
): AsyncGenerator<{ line: number; text: string }, void, undefined> {
  let line = 1;
  let rest = '';
  for await (const part of decoded(chunks, Infinity)) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      if (text.trim() !== '') yield { line, text: within(text, longest, line) };
      line += 1;
    }
    within(rest, longest, line);
  }
  if (rest.trim() !== '') yield { line, text: rest };
}

function within(text: string, longest: number, line: number): string {
  if (text.length <= longest) return text;
  throw new HeadwaterError(
    'TOO_LARGE',
    `Line ${line} has more than ${longest} characters, which is the limit.`,
    { line, limit: longest },
  );
}

async function* decoded(chunks: Chunks, limit: number): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  for await (const chunk of chunks) {
    const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    bytes += buffer.byteLength;
    if (bytes > limit) throw tooLarge(limit);
    yield asUtf8(() => decoder.decode(buffer, { stream: true }), bytes);
  }
  yield asUtf8(() => decoder.decode(), bytes);
}

const tooLarge = (limit: number): HeadwaterError =>
  new HeadwaterError(
    'TOO_LARGE',
    `The document has more than ${limit} bytes, which is the limit. Import it in parts, or raise the limit.`,
    { limit },
  );

function asUtf8(decode: () => string, bytes: number): string {
  try {
    return decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw badInput(`The document is not UTF-8: its first ${bytes} bytes hold some that are no text.`, {
      bytes,
    });
  }
}
