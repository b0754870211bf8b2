import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, literal, wallClock, wellFormed } from '../../../src/jsonld/literals.js';

describe('a fraction', () => {
  it.each([
    [0.92, '0.92'],
    [1e-7, '0.0000001'],
    [-1.5e-9, '-0.0000000015'],
    [1.25e21, '1250000000000000000000'],
    [-3e22, '-30000000000000000000000'],
    [0, '0'],
  ])('%s is the decimal %s', (value, expected) => {
    expect(decimal(value)).toBe(expected);
  });

  it('keeps its value and has no exponent, whatever it is', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = decimal(value);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(text)).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it.each([
    [NaN, 'NaN'],
    [Infinity, 'INF'],
    [-Infinity, '-INF'],
  ])('that is %s says xsd:double', (value, expected) => {
    expect(decimal(value)).toEqual({ '@value': expected, '@type': 'xsd:double' });
  });
});

describe('a wall clock', () => {
  it('is a time', () => {
    expect(wallClock(1_793_697_000_000)).toBe('2026-11-03T09:10:00.000Z');
  });

  it.each([8.64e15, Number.MAX_SAFE_INTEGER, -1e14])(
    'of %d ms, which no xsd:dateTime has, is a number',
    (ms) => {
      expect(wallClock(ms)).toEqual({ '@value': String(ms), '@type': 'xsd:integer' });
    },
  );
});

describe('a text', () => {
  it('with half a surrogate pair is made one that can be encoded', () => {
    expect(wellFormed('a\uD800b👩')).toBe('a\uFFFDb👩');
    expect(literal('string', '\uDC00')).toBe('\uFFFD');
  });
});
