import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../src/catalog/browse/version-order.js';

const inOrder = (versions: readonly string[]): string[] => [...versions].sort(compareVersions);

describe('The versions of a model, oldest first', () => {
  it.each([
    ['whole numbers by their value', ['2', '10', '9', '1'], ['1', '2', '9', '10']],
    ['semantic versions part by part', ['1.10.0', '1.9.0', '1.9.10'], ['1.9.0', '1.9.10', '1.10.0']],
    [
      'pre-releases before their release, in the order of the specification',
      [
        '1.0.0',
        '1.0.0-beta',
        '1.0.0-rc.1',
        '1.0.0-alpha.beta',
        '1.0.0-beta.11',
        '1.0.0-beta.2',
        '1.0.0-alpha',
      ],
      [
        '1.0.0-alpha',
        '1.0.0-alpha.beta',
        '1.0.0-beta',
        '1.0.0-beta.2',
        '1.0.0-beta.11',
        '1.0.0-rc.1',
        '1.0.0',
      ],
    ],
    ['a v in front as if it were not there', ['v10', 'v9', '11'], ['v9', 'v10', '11']],
    ['numbers of other shapes part by part', ['1.2.3.10', '1.2.3.9', '1.2'], ['1.2', '1.2.3.9', '1.2.3.10']],
    [
      'numbers too large for a float',
      ['90071992547409931', '90071992547409930'],
      ['90071992547409930', '90071992547409931'],
    ],
    ['leading zeros, which no semantic version has, by value', ['01.2.10', '01.2.9'], ['01.2.9', '01.2.10']],
    ['names before all numbers, by their text', ['1', 'main', '0.0.1', 'dev'], ['dev', 'main', '0.0.1', '1']],
  ])('puts %s', (_, given, expected) => {
    expect(inOrder(given)).toEqual(expected);
    expect(inOrder([...given].reverse())).toEqual(expected);
  });

  it('is one order for all kinds of names together', () => {
    const name = fc.oneof(
      fc.nat(30).map(String),
      fc.tuple(fc.nat(3), fc.nat(12), fc.nat(3)).map((parts) => parts.join('.')),
      fc
        .tuple(fc.nat(2), fc.constantFrom('alpha', 'rc.1', 'rc.11', '1', 'rc'))
        .map(([major, pre]) => `${major}.0.0-${pre}`),
      fc.constantFrom('1.2', 'v1', 'main', '', '1.2-rc', '2024.01.15', '1.2.3.4', '1.0.0+build'),
    );
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 2000 },
    );
  });
});
