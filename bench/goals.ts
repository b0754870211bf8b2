import type { ResultRow } from './report.js';
import type { Limits } from './works/work.js';

const UNITS: Readonly<Record<keyof Limits, { what: string; unit: string }>> = {
  roundTrips: { what: 'round trips', unit: '' },
  blockedMs: { what: 'the event loop was blocked for', unit: ' ms' },
  rssGrowthMiB: { what: 'memory grew by', unit: ' MiB' },
};

/** What a row was to keep to and did not, in sentences. */
export function missesOf(row: ResultRow): string[] {
  const { work, engine, size, against, ratio, goal, limits = {} } = row;
  const where = `${work} on ${engine} at ${size}`;
  const misses = goal !== null && ratio > goal ? [`${ratio.toFixed(2)} × ${against}, not ${goal}`] : [];
  for (const name of Object.keys(limits) as (keyof Limits)[]) {
    const [measured, limit] = [row[name], limits[name]];
    if (measured === undefined || limit === undefined || measured <= limit) continue;
    const { what, unit } = UNITS[name];
    misses.push(`${what} ${Math.round(measured)}${unit}, not ${limit}`);
  }
  return misses.map((miss) => `${where} missed its goal: ${miss}.`);
}
