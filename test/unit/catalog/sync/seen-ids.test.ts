import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SeenIds } from '../../../../src/catalog/sync/seen-ids.js';

it('knows exactly the ids that were added, also after it has grown, and after it was packed and unpacked', () => {
  const ids = fc.array(fc.string(), { maxLength: 3000, size: 'max' });
  fc.assert(
    fc.property(ids, ids, ids, (first, second, others) => {
      const seen = new SeenIds();
      const news = first.filter((id) => seen.add(id));
      expect(news).toEqual([...new Set(first)]);
      const packed = [seen.takeFresh()];
      for (const id of second) seen.add(id);
      packed.push(seen.takeFresh());
      const again = new SeenIds();
      for (const part of packed) again.addPacked(part);
      const all = new Set([...first, ...second]);
      for (const one of [seen, again]) {
        expect(one.size).toBe(all.size);
        for (const id of [...all, ...others]) expect(one.has(id)).toBe(all.has(id));
      }
    }),
    { numRuns: 50 },
  );
});

it('takes some tens of megabytes for a million ids', () => {
  const seen = new SeenIds();
  for (let n = 0; n < 1_000_000; n += 1) {
    seen.add(`Metric:registry/model/${n}`);
    if (n % 10_000 === 0) seen.takeFresh();
  }
  const before = process.memoryUsage().arrayBuffers;
  expect(seen.size).toBe(1_000_000);
  expect(before).toBeLessThan(80_000_000);
});
