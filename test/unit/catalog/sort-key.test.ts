import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortKey } from '../../../src/catalog/browse/sort-key.js';
import { testRuns } from '../../support/test-runs.js';

const text = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.string({
      unit: fc.constantFrom('a', '\ud7ff', '\ue000', '0', 'Ａ', '\uffff', '😀', '\u{10ffff}'),
      maxLength: 4,
    }),
  );

const sign = (a: string | Buffer, b: string | Buffer): number => (a < b ? -1 : a > b ? 1 : 0);

describe('the key a text is sorted by', () => {
  it('sorts as the code points of the text do, by units and by code points', () => {
    fc.assert(
      fc.property(text(), text(), (a, b) => {
        const byCodePoints = Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
        expect(sign(sortKey(a), sortKey(b))).toBe(byCodePoints);
        expect(Math.sign(Buffer.compare(Buffer.from(sortKey(a)), Buffer.from(sortKey(b))))).toBe(
          byCodePoints,
        );
      }),
      { numRuns: testRuns(3000) },
    );
  });

  it('is the text itself for nearly all texts', () => {
    for (const plain of ['', 'orders.count_30d', 'Zürich', '漢字かな한글', '\u0000'])
      expect(sortKey(plain)).toBe(plain);
  });
});
