import { InvalidArgumentError } from 'commander';

const HOURS: Readonly<Record<string, number>> = { h: 1, d: 24, w: 7 * 24 };
const LONGEST_HOURS = 100 * 366 * 24;

/** `90d`, `12h` and `2w` from now, or the beginning of a day in UTC, for commander. */
export function expiryOf(text: string, now = new Date()): Date {
  const [, count = '', unit = ''] = /^(\d{1,9})([hdw])$/.exec(text) ?? [];
  const hours = Number(count) * (HOURS[unit] ?? 0);
  const expiry = hours > 0 ? new Date(now.getTime() + hours * 3_600_000) : dayOf(text);
  if (!expiry) {
    throw new InvalidArgumentError(
      'It must be a time from now, such as 90d, 12h or 2w, or a date, such as 2027-01-01.',
    );
  }
  if (expiry <= now)
    throw new InvalidArgumentError('It must lie in the future; a day begins at midnight UTC.');
  // Too far away for a date at all is not a number.
  if (!(expiry.getTime() - now.getTime() <= LONGEST_HOURS * 3_600_000))
    throw new InvalidArgumentError('It must lie within the next hundred years; left out, it never expires.');
  return expiry;
}

/** None for a day that the month does not have: it would count on into the next one. */
function dayOf(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? date : undefined;
}
