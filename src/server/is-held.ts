import type { Request } from 'express';

/**
 * Whether the reader has that state already, by `If-None-Match`. What it says to caches besides (`no-cache`, which
 * `fetch` adds to every conditional request) is not for us, though Express would heed it.
 */
export function isHeld({ headers }: Request, tag: string): boolean {
  const tags = headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, '')) ?? [];
  return tags.includes('*') || tags.includes(tag);
}
