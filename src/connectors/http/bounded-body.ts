import type { Response } from 'undici';
import { RequestFailure } from './request-failure.js';

/**
 * Reads a body as text, and stops as soon as it is larger than allowed: a source that answers without end
 * must not take the memory of the catalog. `count` is told of the bytes as they come.
 */
export async function boundedText(
  response: Response,
  maxBytes: number,
  count: (bytes: number) => void,
): Promise<string> {
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel();
    throw tooLarge(maxBytes);
  }
  if (!response.body) return '';
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let size = 0;
  // Leaving the loop early cancels the stream, and with it the download.
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    count(chunk.byteLength);
    if (size > maxBytes) throw tooLarge(maxBytes);
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  parts.push(decoder.decode());
  return parts.join('');
}

const tooLarge = (maxBytes: number): RequestFailure =>
  new RequestFailure(`The answer is larger than ${maxBytes} bytes, the most that is read in one answer`, {
    kind: 'too-large',
  });
