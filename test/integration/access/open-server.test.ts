import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomBytes } from 'node:crypto';
import { HeadwaterError } from '../../../src/errors.js';
import { ask, send, startAccessServer, type AccessServer } from './access-server.js';

const ADA = { actor: 'ada', role: 'admin' } as const;
const SYNC = JSON.stringify({ query: 'mutation { sync(service: "none") { state } }' });

describe('A server of a catalog without tokens', () => {
  let server: AccessServer;
  beforeAll(async () => {
    server = await startAccessServer();
  });
  afterAll(() => server.close());

  const as = (headers: Record<string, string>, path = '/export') => send(server.url, path, { headers });

  it('listens on the loopback address alone, and lets whoever is on this machine do everything', async () => {
    expect(server.config.server.host).toBe('127.0.0.1');
    expect((await ask(server.url, '{ tokens { totalCount } }')).body).toEqual({
      data: { tokens: { totalCount: 0 } },
    });
  });

  it.each([
    'localhost',
    'localhost:4000',
    '127.0.0.1:80',
    '127.8.9.1',
    '[::1]:4000',
    'catalog.localhost',
    'LOCALHOST',
  ])('answers under the name %s', async (host) => {
    expect((await as({ host })).status).toBe(200);
  });

  it.each([
    'evil.example',
    'evil.example:4000',
    'localhost.evil.example',
    'localhost@evil.example',
    '127.0.0.1.evil.example',
    '192.168.0.7',
    '0.0.0.0',
    '[::ffff:192.168.0.7]',
    'not a name',
  ])(
    'refuses to answer under the name %s, which a foreign page may have given to this address',
    async (host) => {
      for (const path of ['/export', '/entities/orders', '/nothing']) {
        const { status, body } = await as({ host }, path);
        expect(status).toBe(403);
        expect(body).toMatchObject({ code: 'FORBIDDEN' });
      }
      const headers = { host, 'content-type': 'application/json' };
      const asked = await send(server.url, '/graphql', { method: 'POST', headers, body: SYNC });
      expect(asked.status).toBe(403);
    },
  );

  const written = (headers: Record<string, string>) =>
    send(server.url, '/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: SYNC,
    });

  it.each([
    ['a page of another site', { origin: 'https://evil.example' }],
    ['a page of another server on this machine', { origin: 'http://localhost:3000' }],
    ['a page without an origin', { origin: 'null' }],
    ['what the browser calls another site', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses a write by %s', async (_, headers) => {
    const { status, body } = await written(headers);
    expect(status).toBe(403);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it('takes a write by its own page, and by what is no browser', async () => {
    for (const headers of [{ origin: server.url, 'sec-fetch-site': 'same-origin' }, {}]) {
      const { body } = await written(headers as Record<string, string>);
      expect(body).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    }
  });

  it.each([
    ['a form', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: SYNC }],
    ['a link', { method: 'GET', headers: {}, path: '/graphql?query=%7B__typename%7D' }],
  ])(
    'answers no question that %s of another site could put without asking',
    async (_, { path, ...rest }: { path?: string; method: string; headers: Record<string, string> }) => {
      const { status, text } = await send(server.url, path ?? '/graphql', rest);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toContain('"data"');
    },
  );

  it('asks for a token as soon as one was made through it', async () => {
    const own = await startAccessServer();
    try {
      const create = (role: string) =>
        ask(own.url, `mutation { createToken(input: { name: "${role}", role: ${role} }) { text } }`);
      expect((await create('READER')).body).toMatchObject({
        errors: [{ extensions: { code: 'BAD_INPUT' } }],
      });
      expect((await send(own.url, '/export')).status).toBe(200);
      const { data } = (await create('ADMIN')).body as { data: { createToken: { text: string } } };
      expect((await send(own.url, '/export')).status).toBe(401);
      const headers = { authorization: `Bearer ${data.createToken.text}`, host: 'catalog.example' };
      expect((await send(own.url, '/export', { headers })).status).toBe(200);
    } finally {
      await own.close();
    }
  });
});

describe('A server that others could reach', () => {
  const ADMIN_TOKEN = `hw_operator_${randomBytes(32).toString('hex')}`;

  it.each(['0.0.0.0', '::'])(
    'does not start on %s without a token, and names the command to run',
    async (host) => {
      const attempt = startAccessServer({ HEADWATER_HOST: host });
      await expect(attempt).rejects.toThrow(/headwater token create --name NAME --role admin/);
      await expect(attempt).rejects.toBeInstanceOf(HeadwaterError);
      await expect(attempt).rejects.toMatchObject({ code: 'CONFIGURATION' });
    },
  );

  it('does not start where all tokens have ended', async () => {
    const attempt = startAccessServer({ HEADWATER_HOST: '0.0.0.0' }, async ({ ports: { access } }) => {
      await access.create(ADA, { name: 'ci', role: 'admin' });
      await access.revoke(ADA, 'ci');
    });
    await expect(attempt).rejects.toMatchObject({ code: 'CONFIGURATION' });
  });

  it('says so where the address is a name that there is not', async () => {
    const attempt = startAccessServer({ HEADWATER_HOST: 'no-such-name.invalid' });
    await expect(attempt).rejects.toThrow(/Cannot listen on "no-such-name.invalid"/);
  });

  it.each(['localhost', '127.0.0.1', ''])('starts on "%s", which only this machine reaches', async (host) => {
    await (await startAccessServer({ HEADWATER_HOST: host })).close();
  });

  it('starts with a token, asks for it, and answers under whatever name', async () => {
    let text = '';
    const server = await startAccessServer({ HEADWATER_HOST: '0.0.0.0' }, async ({ ports: { access } }) => {
      ({ text } = await access.create(ADA, { name: 'ci', role: 'reader' }));
    });
    try {
      expect((await send(server.url, '/export')).status).toBe(401);
      const headers = { authorization: `Bearer ${text}`, host: 'catalog.example' };
      expect((await send(server.url, '/export', { headers })).status).toBe(200);
    } finally {
      await server.close();
    }
  });

  it('starts with a token of the configuration, which is an admin’s', async () => {
    const server = await startAccessServer({ HEADWATER_HOST: '0.0.0.0', HEADWATER_ADMIN_TOKEN: ADMIN_TOKEN });
    try {
      expect((await ask(server.url, '{ tokens { totalCount } }')).status).toBe(401);
      const answer = await ask(
        server.url,
        'mutation { createToken(input: { name: "ci", role: READER }) { token { createdBy } } }',
        ADMIN_TOKEN,
      );
      expect(answer.body).toEqual({ data: { createToken: { token: { createdBy: 'operator' } } } });
    } finally {
      await server.close();
    }
  });
});
