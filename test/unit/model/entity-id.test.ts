import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENTITY_KINDS } from '../../../src/model/entities.js';
import {
  decodeSegment,
  encodeSegment,
  entityId,
  idToPath,
  MAX_ID_LENGTH,
  parseId,
  pathToId,
} from '../../../src/model/entity-id.js';
import { testRuns } from '../../support/test-runs.js';

const settings = { numRuns: testRuns(3000) };

/** Any text, and often what has a meaning in ids, paths and percent-encoding. */
const part = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({
      unit: fc.constantFrom('~', '.', '/', '%', '2', 'F', ':', 'a', ' ', '\u0000', 'é', '😀'),
      maxLength: 6,
    }),
    fc.constantFrom('', '.', '..', '~', '~.', '~..', '%7E', '%2F', '/', '//', '...', '__proto__'),
  );

const kind = fc.constantFrom(...ENTITY_KINDS);
const keys = fc.array(part(), { minLength: 1, maxLength: 5 });

describe('an id', () => {
  it('gives back the kind and the key that it was made of', () => {
    fc.assert(
      fc.property(kind, keys, (of, key) => {
        expect(parseId(entityId(of, ...key))).toEqual({ kind: of, key });
      }),
      settings,
    );
  });

  it('is never shared by two different keys, however they are cut into parts', () => {
    fc.assert(
      fc.property(kind, keys, keys, (of, one, other) => {
        const same = one.length === other.length && one.every((text, index) => text === other[index]);
        expect(entityId(of, ...one) === entityId(of, ...other)).toBe(same);
      }),
      settings,
    );
  });

  it.each([
    [['a/b'], ['a', 'b']],
    [[''], ['~']],
    [['', ''], ['/']],
    [['.'], ['~.']],
    [['..'], ['~..']],
    [['a%2Fb'], ['a/b']],
    [['~'], ['%7E']],
    [['é'], ['e\u0301']],
    [['A'], ['a']],
  ])('tells %j from %j', (one, other) => {
    expect(entityId('Table', ...one)).not.toBe(entityId('Table', ...other));
  });

  it('is plain ASCII without what ends or parts the path of an address', () => {
    fc.assert(
      fc.property(kind, keys, (of, key) => {
        const segments = idToPath(entityId(of, ...key)).split('/');
        expect(segments).toHaveLength(key.length + 1);
        for (const segment of segments) {
          expect(segment).toMatch(/^[A-Za-z0-9\-_.!~*'()%]+$/);
          expect(['.', '..', '']).not.toContain(segment);
        }
      }),
      settings,
    );
  });

  it('is the same address after a standard parser has normalised it', () => {
    fc.assert(
      fc.property(kind, keys, (of, key) => {
        const path = idToPath(entityId(of, ...key));
        const { pathname } = new URL(`http://catalog.example/entities/${path}`);
        expect(pathToId(pathname.slice('/entities/'.length))).toBe(entityId(of, ...key));
      }),
      settings,
    );
  });

  it('refuses an unpaired surrogate, which no encoding carries', () => {
    for (const text of ['\ud800', 'a\udfff', '\udc00\ud800', 'x\ud83dy'])
      expect(() => entityId('Table', 'db', text)).toThrow(
        expect.objectContaining({ code: 'BAD_INPUT', message: expect.stringContaining('surrogate') }),
      );
  });

  it('refuses a key that is too long for an index, and takes the longest that is not', () => {
    const room = MAX_ID_LENGTH - 'Table:db/'.length;
    expect(entityId('Table', 'db', 'x'.repeat(room))).toHaveLength(MAX_ID_LENGTH);
    for (const name of ['x'.repeat(room + 1), '漢'.repeat(room / 9 + 1)])
      expect(() => entityId('Table', 'db', name)).toThrow(
        expect.objectContaining({ code: 'BAD_INPUT', message: expect.stringContaining('too long') }),
      );
  });

  it('is refused when it has no kind, or is not percent-encoded', () => {
    for (const text of ['', 'orders', ':a/b', 'Ta ble:a', '1:a', 'Table:%', 'Table:%zz', 'Table:%C3'])
      expect(() => parseId(text), text).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });

  it('is refused without repeating all of a long text', () => {
    const refused = (): unknown => parseId('x'.repeat(100_000));
    expect(refused).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    try {
      refused();
    } catch (error) {
      expect((error as Error).message.length).toBeLessThan(500);
    }
  });
});

describe('a segment', () => {
  it('decodes to what was encoded', () => {
    fc.assert(
      fc.property(part(), (text) => {
        expect(decodeSegment(encodeSegment(text))).toBe(text);
      }),
      settings,
    );
  });
});
