/** Longest wait a server can ask for: beyond it the person who started the sync should decide. */
export const MAX_RETRY_AFTER_MS = 60_000;

/** What a `Retry-After` header asks to wait, in milliseconds: seconds or a date; nothing when it says neither. */
export function retryAfterMs(header: string | null, now: number = Date.now()): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS);
}
