import { RequestFailure } from './request-failure.js';

/**
 * Reads a body as text, and stops as soon as it is larger than allowed: a source that answers without end
 * must not take the memory of the catalog.
 */
export async function boundedText(response: Response, maxBytes: number): Promise<string> {
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel();
    throw tooLarge(maxBytes);
  }
  if (!response.body) return '';
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let size = 0;
  // Leaving the loop early cancels the stream, and with it the download.
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
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
