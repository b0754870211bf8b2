import { describe, expect, it } from 'vitest';
import { servedType } from '../../../src/server/served-type.js';

describe('The type that a stranger’s bytes are served with', () => {
  it.each([
    'image/png',
    'text/plain;charset=utf-8',
    'application/json',
    'application/pdf',
    'text/csv',
    'application/zip',
  ])('is the recorded one where nothing runs: %s', (type) => expect(servedType(type)).toBe(type));

  it.each([
    'text/html',
    'TEXT/HTML; charset=utf-8',
    'application/xhtml+xml',
    'image/svg+xml',
    'text/xml',
    'application/xml',
    'application/rss+xml',
    'application/xml-dtd',
    'text/xsl+xml',
    'text/javascript',
    'application/x-javascript',
    'application/ecmascript',
    'text/jscript',
    'text/livescript',
    'text/css',
    'application/wasm',
    'multipart/x-mixed-replace',
    'message/rfc822',
    'nonsense',
    '',
  ])('is unknown bytes for %s', (type) => expect(servedType(type)).toBe('application/octet-stream'));
});
