import { afterEach, describe, expect, test } from 'vitest';
import { HttpClient, type HttpClientOptions } from '../../../../src/connectors/http/http-client.js';
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

const elapsed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

describe('a server that asks to be left alone', () => {
  test.each([
    ['an hour ahead', 3_600_000],
    ['an hour behind', -3_600_000],
  ])(
    'until a moment by its own clock, which is %s, is left alone for as long as it meant',
    async (_, skew) => {
      const moment = (inSeconds: number): string =>
        new Date(Date.now() + skew + inSeconds * 1000).toUTCString();
      const busy: Answer = (response) =>
        response.writeHead(429, { date: moment(0), 'retry-after': moment(2) }).end();
      const server = await serve(busy, json({}));
      const waited = await elapsed(() => clientOf(server.url).getJson('/a'));
      // Dates are whole seconds.
      expect(waited).toBeGreaterThan(900);
      expect(waited).toBeLessThan(10_000);
    },
  );

  test.each([
    ['RateLimit', { ratelimit: '"default";r=0;t=1' }],
    ['RateLimit-Reset', { 'ratelimit-remaining': '0', 'ratelimit-reset': '1' }],
    ['X-RateLimit-Reset', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }],
  ])('by %s after an answer is asked again only then, without an error', async (_, headers) => {
    const server = await serve(raw(200, { ...JSON_TYPE, ...headers }, '{}'), json({}));
    const client = clientOf(server.url);
    await client.getJson('/x');
    expect(await elapsed(() => client.getJson('/x'))).toBeGreaterThan(950);
    expect(client.requests).toBe(2);
  });

  test('by 429 and RateLimit without Retry-After is asked again after the reset', async () => {
    const server = await serve(raw(429, { ratelimit: '"default";r=0;t=1' }, ''), json({}));
    expect(await elapsed(() => clientOf(server.url).getJson('/x'))).toBeGreaterThan(950);
  });

  test('is left alone by every client of the process', async () => {
    const server = await serve(raw(429, { 'retry-after': '1' }, ''), json({}));
    const first = clientOf(server.url).getJson('/x');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await elapsed(() => clientOf(server.url).getJson('/y'))).toBeGreaterThan(800);
    await first;
    expect(server.seen).toHaveLength(3);
  });
});

describe('requests to one host', () => {
  test('are never more at once than the configuration says, over all clients', async () => {
    let under = 0;
    let most = 0;
    const slow: Answer = (response, request) => {
      most = Math.max(most, (under += 1));
      setTimeout(() => {
        under -= 1;
        json({})(response, request);
      }, 20);
    };
    const server = await serve(slow);
    const clients = [
      clientOf(server.url, { requests: { atOnce: 2 } }),
      clientOf(server.url, { requests: { atOnce: 5 } }),
    ];
    await Promise.all(clients.flatMap((client) => Array.from({ length: 6 }, () => client.getJson('/x'))));
    expect(most).toBe(2);
    expect(server.seen).toHaveLength(12);
  });

  test('are begun as slowly as the configuration says', async () => {
    const server = await serve(json({}));
    const client = clientOf(server.url, { requests: { perSecond: 20 } });
    const took = await elapsed(() => Promise.all(Array.from({ length: 5 }, () => client.getJson('/x'))));
    expect(took).toBeGreaterThan(180);
  });

  test('count the bytes of their answers, of failed ones too', async () => {
    const server = await serve(raw(503, {}, 'later'), raw(200, JSON_TYPE, '{"ü": 1}'));
    const client = clientOf(server.url);
    await client.getJson('/x');
    expect(client.bytes).toBe(5 + Buffer.byteLength('{"ü": 1}'));
  });
});

describe('an address that an answer hands out', () => {
  test('is fetched on the host of the service, with its credentials', async () => {
    const server = await serve(json({ page: 2 }));
    const client = clientOf(`${server.url}/base`, { auth: { token: 'tok' } });
    expect(await client.getJsonFrom(`${server.url}/next?page=2`)).toEqual({ page: 2 });
    expect(await client.getJsonFrom('/next?page=3')).toEqual({ page: 2 });
    expect(server.seen.map(({ url }) => url)).toEqual(['/next?page=2', '/next?page=3']);
    expect(server.seen[0]?.headers.authorization).toBe('Bearer tok');
  });

  test.each([
    [
      'another host',
      (elsewhere: string) => `${elsewhere}/steal`,
      /handed out an address at 127\.0\.0\.1:\d+, which is not fetched.*"hosts"/,
    ],
    ['another scheme', () => 'file:///etc/passwd', /no http:\/\/ or https:\/\/ one/],
    ['nonsense', () => 'http://[', /no http:\/\/ or https:\/\/ one/],
  ])('is not fetched from %s', async (_, address, message) => {
    const [server, elsewhere] = [await serve(json({})), await serve(json({}))];
    const asked = clientOf(server.url).getJsonFrom(address(elsewhere.url));
    await expect(asked).rejects.toMatchObject({
      code: 'SOURCE_FAILED',
      message: expect.stringMatching(message) as string,
    });
    expect(elsewhere.seen).toEqual([]);
  });

  test('is fetched from a host that the configuration names, which learns no credentials', async () => {
    const [server, store] = [await serve(json({})), await serve(raw(200, {}, 'a,b'))];
    const client = clientOf(server.url, {
      auth: { token: 'tok' },
      headers: { 'x-key': 'k' },
      hosts: [new URL(store.url).host],
    });
    expect(await client.getTextFrom(`${store.url}/file?signature=abc`)).toBe('a,b');
    expect(store.seen[0]?.headers).not.toHaveProperty('authorization');
    expect(store.seen[0]?.headers).not.toHaveProperty('x-key');
  });
});
