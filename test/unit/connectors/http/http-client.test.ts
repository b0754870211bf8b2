import { afterEach, describe, expect, test } from 'vitest';
import { HttpClient, type HttpClientOptions } from '../../../../src/connectors/http/http-client.js';
import { failureOf } from '../../../../src/connectors/http/request-failure.js';
import { HeadwaterError } from '../../../../src/errors.js';
import { json, raw, scriptedServer, type Answer, type ScriptedServer } from './scripted-server.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const running: ScriptedServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function serve(...answers: Answer[]): Promise<ScriptedServer> {
  const server = await scriptedServer(...answers);
  running.push(server);
  return server;
}

const clientOf = (url: string, options: Partial<HttpClientOptions> = {}): HttpClient =>
  new HttpClient({ product: 'Registry', url, retryDelayMs: 1, ...options });

async function failureFrom(promise: Promise<unknown>): Promise<HeadwaterError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HeadwaterError);
  expect((error as HeadwaterError).code).toBe('SOURCE_FAILED');
  return error as HeadwaterError;
}

describe('what is asked', () => {
  test('goes below the base address, with every value of a parameter encoded', async () => {
    const server = await serve(json({ ok: true }));
    await clientOf(`${server.url}/prefix/`).getJson('/models', {
      name: "a&b='ü",
      id: ['1', '2'],
      none: undefined,
    });
    expect(server.seen[0]?.url).toBe('/prefix/models?name=a%26b%3D%27%C3%BC&id=1&id=2');
  });

  test('is posted as JSON, without an Origin', async () => {
    const server = await serve(json([1]));
    expect(await clientOf(server.url).postJson('/search', { max: 1 })).toEqual([1]);
    const [request] = server.seen;
    expect(request).toMatchObject({ method: 'POST', body: '{"max":1}' });
    expect(request?.headers).toMatchObject({ 'content-type': 'application/json' });
    expect(request?.headers).not.toHaveProperty('origin');
  });

  test.each([
    ['user and password', { username: 'ann', password: 'pä:ss' }, 'Basic YW5uOnDDpDpzcw=='],
    ['a token', { token: 'tok' }, 'Bearer tok'],
  ])('carries %s', async (_, auth, header) => {
    const server = await serve(json({}));
    await clientOf(server.url, { auth }).getJson('/x');
    expect(server.seen[0]?.headers.authorization).toBe(header);
  });

  test('carries credentials that stand in the address, and shows the address without them', async () => {
    const server = await serve(json({}));
    const client = clientOf(server.url.replace('//', '//ann:s3cret@'));
    await client.getJson('/x');
    expect(server.seen[0]?.headers.authorization).toBe(`Basic ${btoa('ann:s3cret')}`);
    expect(client.url).toBe(server.url);
  });

  test('is refused for an address that is not http', () => {
    expect(() => clientOf('ftp://ann:s3cret@host')).toThrow(/http:\/\/ or https:\/\//);
    expect(() => clientOf('ftp://ann:s3cret@host')).not.toThrow(/s3cret/);
  });
});

describe('a passing failure is tried again', () => {
  test.each([
    ['429', raw(429, {}, 'slow down')],
    ['502', raw(502, { 'content-type': 'text/html' }, '<html>bad gateway')],
    ['503', raw(503, {}, '')],
    ['504', raw(504, {}, '')],
    ['truncated JSON', raw(200, JSON_TYPE, '{"rows": [1, 2')],
    ['JSON that breaks off in a word', raw(200, JSON_TYPE, '{"rows": [], "more": tr')],
    ['a string that breaks off', raw(200, JSON_TYPE, '{"rows": "NaN and')],
    ['an empty answer', raw(200, JSON_TYPE, '')],
    ['a broken connection', (response) => response.destroy()],
    [
      'a body shorter than announced',
      (response) => {
        response.writeHead(200, { ...JSON_TYPE, 'content-length': '100' });
        response.write('{"a":');
        setTimeout(() => response.destroy(), 10);
      },
    ],
  ])('%s', async (_, fault) => {
    const server = await serve(fault, json({ rows: [1] }));
    const client = clientOf(server.url);
    expect(await client.getJson('/x')).toEqual({ rows: [1] });
    expect(client.requests).toBe(2);
  });

  test('until the attempts are used up; then the error says what the last one met', async () => {
    const server = await serve(raw(503, {}, 'database is starting'));
    const client = clientOf(server.url, { retries: 2 });
    const error = await failureFrom(client.getJson('/x'));
    expect(error.message).toContain('It answered 503 Service Unavailable: "database is starting"');
    expect(client.requests).toBe(3);
  });

  test('after the seconds that Retry-After names', async () => {
    const server = await serve(raw(429, { 'retry-after': '1' }, ''), json({}));
    const started = performance.now();
    await clientOf(server.url).getJson('/x');
    expect(performance.now() - started).toBeGreaterThan(990);
  });

  test('but not when the caller gives up while waiting', async () => {
    const server = await serve(raw(429, { 'retry-after': '30' }, ''));
    const giveUp = AbortSignal.timeout(100);
    const asked = clientOf(server.url).getJson('/x', {}, { signal: giveUp });
    await expect(asked).rejects.toMatchObject({
      name: expect.stringMatching(/AbortError|TimeoutError/) as string,
    });
    expect(server.seen).toHaveLength(1);
  });
});

describe('a lasting failure is told at once, with address, cause and what to do', () => {
  test.each<[string, Answer, RegExp]>([
    [
      'a 404 in JSON',
      raw(404, JSON_TYPE, '{"error_code":"X","message":"no such run"}'),
      /404 Not Found: "no such run"/,
    ],
    [
      'a 401',
      raw(401, { 'content-type': 'text/html' }, 'You are not authenticated'),
      /401 Unauthorized: "You are not/,
    ],
    [
      'a 403 in plain text',
      raw(403, { 'content-type': 'text/plain' }, 'Invalid Host header'),
      /403 .*Invalid Host header/,
    ],
    [
      'an HTML crash',
      raw(500, { 'content-type': 'text/html' }, '<html><title>Oops</title><p>x'),
      /500 .*: "Oops"/,
    ],
    [
      'an HTML page',
      raw(200, { 'content-type': 'text/html' }, '<!doctype html><title>Log in</title>'),
      /HTML page: "Log in"/,
    ],
    ['an HTML page that says it is JSON', raw(200, JSON_TYPE, '  <!DOCTYPE html><html>'), /HTML page/],
    [
      'plain text',
      raw(200, { 'content-type': 'text/plain' }, 'hello'),
      /type "text\/plain" where JSON was expected: "hello"/,
    ],
    [
      'a NaN token',
      raw(200, JSON_TYPE, '{"note": "a NaN, quoted \\" NaN", "value": NaN}'),
      /a bare NaN at position 42/,
    ],
    ['an Infinity token', raw(200, JSON_TYPE, '[-Infinity]'), /a bare -Infinity at position 1/],
    ['what is no JSON', raw(200, JSON_TYPE, '{"a" 1}'), /is not JSON/],
    [
      'another host',
      raw(302, { location: 'http://user:pw@elsewhere.example/login?token=abc' }, ''),
      /redirects to http:\/\/elsewhere\.example\/login, and redirects are not followed/,
    ],
  ])('%s', async (_, answer, cause) => {
    const server = await serve(answer);
    const client = clientOf(server.url, { advice: ({ kind }) => `Do something about ${kind}.` });
    const error = await failureFrom(client.getJson('/x', { q: 1 }));
    expect(error.message).toContain(`Registry at ${server.url} failed (GET ${server.url}/x)`);
    expect(error.message).toMatch(cause);
    expect(error.message).toContain('Do something about ');
    expect(error.message).not.toMatch(/pw@|token=abc/);
    expect(client.requests).toBe(1);
  });

  test('an answer that is larger than allowed, announced or not', async () => {
    const announced = await serve(json({ text: 'x'.repeat(2000) }));
    const endless: Answer = (response) => {
      response.writeHead(200, JSON_TYPE).write('[');
      const timer = setInterval(() => response.write(`"${'x'.repeat(500)}",`), 1);
      response.on('close', () => clearInterval(timer));
    };
    for (const server of [announced, await serve(endless)]) {
      const client = clientOf(server.url, { maxBytes: 1000 });
      const error = await failureFrom(client.getJson('/x'));
      expect(error.message).toContain('larger than 1000 bytes');
      expect(failureOf(error)).toEqual({ kind: 'too-large', passing: false });
      expect(client.requests).toBe(1);
    }
  });

  test('a server that is too slow, also one that stops in the middle of its answer', async () => {
    const silent: Answer = () => undefined;
    const stuck: Answer = (response) => void response.writeHead(200, JSON_TYPE).write('{"a":');
    for (const fault of [silent, stuck]) {
      const server = await serve(fault);
      const error = await failureFrom(clientOf(server.url, { timeoutMs: 50, retries: 1 }).getJson('/x'));
      expect(error.message).toContain('did not answer within 50 ms');
      expect(server.seen).toHaveLength(2);
    }
  });

  test('a server that is not there', async () => {
    const server = await scriptedServer(json({}));
    await server.stop();
    const error = await failureFrom(clientOf(server.url, { retries: 1 }).getJson('/x'));
    expect(error.message).toContain('the connection is refused, so nothing listens there (ECONNREFUSED)');
    expect(failureOf(error)).toEqual({ kind: 'unreachable', passing: true });
  });
});

describe('secrets', () => {
  test.each([
    ['password', { username: 'ann', password: 's3cret-word' }],
    ['token', { token: 's3cret-token' }],
  ])('do not show, even when the server repeats the %s', async (_, auth) => {
    const echo: Answer = (response, { headers }) =>
      response.writeHead(401).end(`bad login: ${headers.authorization} ${JSON.stringify(auth)}`);
    const server = await serve(echo);
    const error = await failureFrom(clientOf(server.url, { auth }).getJson('/x'));
    const shown = `${error.message} ${JSON.stringify(error)} ${error.stack} ${String(error.cause)}`;
    expect(shown).toContain('bad login');
    expect(shown).not.toMatch(/s3cret|YW5uOnMzY3JldC13b3Jk/);
  });
});
