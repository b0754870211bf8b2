import { Writable } from 'node:stream';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { newToken } from '../../../src/catalog/access/token-text.js';
import { LOG_SAFETY } from '../../../src/server/log-safety.js';

const { text } = newToken();
const OTHER = 'Basic dXNlcjpzZWNyZXQ=';

function logged(write: (log: pino.Logger) => void): string {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  write(pino({ ...LOG_SAFETY, level: 'trace' }, stream));
  expect(lines.length).toBeGreaterThan(0);
  return lines.join('');
}

describe('A log', () => {
  const headers = (authorization: string) => ({
    accept: 'application/json',
    authorization,
    cookie: 'session=abc',
  });

  it.each([
    ['headers', { headers: headers(OTHER) }],
    ['a request', { req: { method: 'POST', headers: headers(OTHER) } }],
    [
      'an error that carries a request',
      { err: Object.assign(new Error('No'), { request: { headers: headers(OTHER) } }) },
    ],
    ['a cause deep inside', { a: { b: { c: { headers: headers(OTHER) } } } }],
  ])('never holds what was sent as Authorization or Cookie, in %s', (_, value) => {
    const line = logged((log) => log.error(value, 'A request failed'));
    expect(line).toContain('[redacted]');
    expect(line).not.toMatch(/dXNlcjpzZWNyZXQ|session=abc/);
    expect(line).toContain('A request failed');
  });

  it.each<[string, (log: pino.Logger) => void]>([
    ['its message', (log) => log.info(`Bearer ${text}`)],
    ['a key that nobody thought of', (log) => log.info({ q: { w: { e: { r: { t: { y: [text] } } } } } })],
    ['the message of an error', (log) => log.error({ err: new Error(`bad header "Bearer ${text}"`) })],
    ['a header under another name', (log) => log.warn({ headers: { 'x-forwarded-authorization': text } })],
  ])('never holds the secret of a token, in %s', (_, write) => {
    expect(logged(write)).not.toContain(text.slice(-64));
  });

  it('still holds everything else', () => {
    const line = logged((log) => log.info({ actor: 'ci', path: '/export' }, 'done'));
    expect(JSON.parse(line)).toMatchObject({ actor: 'ci', path: '/export', msg: 'done' });
  });
});
