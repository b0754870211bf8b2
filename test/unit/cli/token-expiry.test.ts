import { describe, expect, it } from 'vitest';
import { expiryOf } from '../../../src/cli/token-expiry.js';

const NOW = new Date('2026-11-21T10:30:00Z');

describe('When a token expires', () => {
  it.each([
    ['12h', '2026-11-21T22:30:00.000Z'],
    ['90d', '2027-02-19T10:30:00.000Z'],
    ['2w', '2026-12-05T10:30:00.000Z'],
    ['2027-01-01', '2027-01-01T00:00:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ])('can be said as %s', (text, expected) => {
    expect(expiryOf(text, NOW).toISOString()).toBe(expected);
  });

  it.each([
    ['0d', /such as 90d/],
    ['-1d', /such as 90d/],
    ['90', /such as 90d/],
    ['3 days', /such as 90d/],
    ['2027-02-29', /such as 90d/],
    ['2027-13-01', /such as 90d/],
    ['01.01.2027', /such as 90d/],
    ['', /such as 90d/],
    ['2026-11-21', /future/],
    ['2020-01-01', /future/],
    ['999999999w', /hundred years/],
    ['9999-12-31', /hundred years/],
  ])('cannot be said as "%s"', (text, reason) => {
    expect(() => expiryOf(text, NOW)).toThrow(reason);
  });
});
