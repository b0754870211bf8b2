import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyEvent } from './any-events.js';
import { readEvents } from './support.js';

/** Events, and the same in another order, some of them repeated. */
const twoOrders = fc
  .array(anyEvent(), { minLength: 1, maxLength: 10 })
  .chain((events) =>
    fc.tuple(
      fc.constant(events),
      fc.shuffledSubarray(events, { minLength: events.length }),
      fc.subarray(events),
    ),
  );

describe('The documents that events come to', () => {
  it('are the same in whatever order, and however often, the events come', async () => {
    await fc.assert(
      fc.asyncProperty(twoOrders, async ([events, shuffled, repeated]) => {
        const once = await readEvents(events);
        const again = await readEvents([...shuffled, ...repeated]);
        expect(JSON.stringify(again.documents)).toBe(JSON.stringify(once.documents));
        expect(again.rejections).toEqual([]);
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});
