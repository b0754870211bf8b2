import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hashOf,
  idOfToken,
  isTokenOf,
  newToken,
  withoutSecrets,
} from '../../../../src/catalog/access/token-text.js';

describe('The text of a token', () => {
  it('is hw_, its id and 256 bits that are other ones each time', () => {
    const tokens = Array.from({ length: 1000 }, newToken);
    for (const { id, text } of tokens) expect(text).toMatch(new RegExp(`^hw_${id}_[0-9a-f]{64}$`));
    expect(new Set(tokens.map(({ text }) => text.slice(-64))).size).toBe(1000);
    expect(new Set(tokens.map(({ id }) => id)).size).toBe(1000);
  });

  it('cannot be found in what is kept of it, but is known by it', () => {
    const { text, hash } = newToken();
    expect(hash).not.toContain(text.slice(-64));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(isTokenOf(text, hash)).toBe(true);
    expect(isTokenOf(newToken().text, hash)).toBe(false);
  });

  it('is no other text, whatever that is', () => {
    const { id, text } = newToken();
    expect(idOfToken(text)).toBe(id);
    for (const wrong of [`${text}0`, text.slice(1), text.toUpperCase(), ` ${text}`, `${text}\n`, '', 'hw__'])
      expect(idOfToken(wrong), wrong).toBeUndefined();
    fc.assert(fc.property(fc.string(), (any) => idOfToken(any) === undefined));
  });

  it('is blotted out of any text around it, and its id stays, by which it can be revoked', () => {
    const { id, text } = newToken();
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const shown = withoutSecrets(`${before} ${text} ${after}`);
        return !shown.includes(text) && shown.includes(`hw_${id}_[redacted]`);
      }),
    );
    expect(withoutSecrets(`{"a":"Bearer ${text}","b":"${hashOf(text)}"}`)).toContain(hashOf(text));
  });
});
