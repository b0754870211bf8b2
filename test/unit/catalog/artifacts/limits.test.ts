import { describe, expect, it } from 'vitest';
import { acceptedType } from '../../../../src/catalog/artifacts/artifact-limits.js';
import { artifactPath, artifactPlace } from '../../../../src/catalog/artifacts/artifact-path.js';
import { checksumOf, checksumOfDigest, digestOf } from '../../../../src/catalog/artifacts/checksum.js';

const EMPTY = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const EMPTY_BASE64 = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

describe('A media type', () => {
  const limits = { maxBytes: 1, types: ['image/*', 'Application/JSON'] };

  it.each([
    ['image/png', 'image/png'],
    ['IMAGE/PNG', 'image/png'],
    ['application/json; charset=utf-8', 'application/json;charset=utf-8'],
  ])('%s is taken as %s', (text, expected) => expect(acceptedType(text, limits)).toBe(expected));

  it.each(['imagex/png', 'application/jsonx', 'text/plain', undefined])('%s is not taken', (text) => {
    expect(() => acceptedType(text, limits)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_TYPE' }));
  });

  it.each(['', 'image', 'image/', 'image/png\r\nX: y', `image/${'x'.repeat(300)}`])('%j is none', (text) => {
    expect(() => acceptedType(text, limits)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });
});

describe('A checksum', () => {
  it('is written in one way', () => {
    expect(checksumOf(EMPTY.toUpperCase().replace('SHA256', 'sha256'))).toBe(EMPTY);
    for (const wrong of ['', EMPTY.slice(7), `${EMPTY}0`, 'md5:d41d8cd98f00b204e9800998ecf8427e'])
      expect(() => checksumOf(wrong)).toThrow('is not a checksum');
  });

  it('is read from the digests of both standards, among others', () => {
    for (const header of [
      `sha-256=:${EMPTY_BASE64}:`,
      `sha-512=:AA==:, sha-256=:${EMPTY_BASE64}:`,
      `SHA-256=${EMPTY_BASE64}`,
      `md5=abc,sha-256=${EMPTY_BASE64},unixsum=3`,
    ])
      expect(checksumOfDigest(header)).toBe(EMPTY);
    expect(digestOf(EMPTY)).toBe(`sha-256=:${EMPTY_BASE64}:`);
    for (const wrong of ['', 'sha-512=:AA==:', 'sha-256=:AAAA:', `xsha-256=:${EMPTY_BASE64}:`])
      expect(() => checksumOfDigest(wrong)).toThrow('has no sha-256');
  });
});

describe('The path of an artifact', () => {
  it('may be any name that makes a file, in any language', () => {
    for (const path of [
      'model.pkl',
      'a/b/c.json',
      '.hidden',
      '..x',
      'a b',
      'モデル.onnx',
      '😀',
      '%2F',
      '~',
      '-rf',
    ])
      expect(artifactPath(path)).toBe(path);
    expect(artifactPath('e\u0301')).toBe('\u00e9');
  });

  it.each([
    '',
    '/',
    '/a',
    'a/',
    'a//b',
    '.',
    '..',
    'a/../b',
    'a\\b',
    'a\tb',
    'a\u0085b',
    '\ud800',
    'x'.repeat(1001),
    5,
    undefined,
  ])('is not %j', (path) =>
    expect(() => artifactPath(path)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' })),
  );

  it('tells the folder that it is in', () => {
    expect(artifactPlace({}, 'a/b/c')).toEqual({ kind: 'Artifact', path: 'a/b/c', parent: 'a/b' });
    expect(artifactPlace({}, 'c')).toEqual({ kind: 'Artifact', path: 'c' });
  });
});
