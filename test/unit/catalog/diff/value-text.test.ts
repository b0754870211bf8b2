import { describe, expect, it } from 'vitest';
import { numberIn, valueText } from '../../../../src/catalog/diff/value-text.js';

describe('The text of a compared value', () => {
  it('takes only what is a number for one: no digest, no empty text, no hexadecimal', () => {
    for (const text of ['3', '-0.5', '1e-3', '.5', '+2.', '1E5']) expect(numberIn(text)).toBe(Number(text));
    expect([numberIn('inf'), numberIn('-Infinity')]).toEqual([Infinity, -Infinity]);
    for (const text of ['', ' ', '0x10', '1_000', 'c129', 'NaN', '1,5', '3 trees'])
      expect(numberIn(text)).toBeUndefined();
  });

  it('reads as people write, and is compared whole', () => {
    expect(valueText(['a', 'b'])).toMatchObject({ text: 'a, b' });
    expect(valueText(['a, b']).whole).not.toBe(valueText(['a', 'b']).whole);
    expect(valueText({ b: 1, a: [2] })).toMatchObject({ text: '{"a":[2],"b":1}' });
    expect(valueText(0.5)).toEqual({ text: '0.5', whole: '0.5', number: 0.5 });
    expect(valueText(undefined).text).toBe('');
  });
});
