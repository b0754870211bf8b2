import neo4j, { type Driver, type ProfiledPlan } from 'neo4j-driver';
import type { Sent } from './statement-log.js';

/** What statements cost the store, summed over their operators: as stable as times are not. */
export type DbHits = (statements: readonly Sent[]) => Promise<number>;

/** Runs each statement once more under PROFILE. @throws for one that writes, which would be done twice. */
export const dbHitsOn =
  (driver: Driver): DbHits =>
  async (statements) => {
    let hits = 0;
    const session = driver.session({ database: 'neo4j', defaultAccessMode: 'READ' });
    try {
      for (const { text, params } of statements) {
        const { summary } = await session.run(`PROFILE ${text}`, wholeNumbers(params));
        if (summary.profile) hits += hitsOf(summary.profile);
      }
    } finally {
      await session.close();
    }
    return hits;
  };

const hitsOf = ({ dbHits, children }: ProfiledPlan): number =>
  children.reduce((sum, child) => sum + hitsOf(child), Number(dbHits));

/** As the executor of the product sends them: `LIMIT $n` takes no float. */
function wholeNumbers(value: Record<string, unknown>): Record<string, unknown> {
  const whole = (item: unknown): unknown => {
    if (typeof item === 'number') return Number.isSafeInteger(item) ? neo4j.int(item) : item;
    if (Array.isArray(item)) return item.map(whole);
    if (typeof item === 'object' && item !== null) return wholeNumbers(item as Record<string, unknown>);
    return item;
  };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, whole(item)]));
}
