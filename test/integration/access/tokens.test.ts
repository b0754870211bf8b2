import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../../src/catalog/access/principal.js';
import { ask, send, startAccessServer, type AccessServer } from './access-server.js';

const ADA = { actor: 'ada', role: 'admin' } as const;
const QUESTION = '{ models { totalCount } }';
const CREATE = `mutation Create($input: CreateTokenInput!) {
  createToken(input: $input) { text token { id name role state createdBy expiresAt } } }`;
const REVOKE = 'mutation Revoke($token: String!) { revokeToken(token: $token) { id state revokedBy } }';
const TOKENS = '{ tokens { nodes { id name role state createdBy lastUsedOn } totalCount } }';

let server: AccessServer;
const tokens = {} as Record<Role, string>;
beforeAll(async () => {
  server = await startAccessServer({}, async ({ ports: { access } }) => {
    for (const role of ROLES) tokens[role] = (await access.create(ADA, { name: `the ${role}`, role })).text;
  });
});
afterAll(() => server.close());

const asking = (query: string, token?: string, variables?: object) =>
  ask(server.url, query, token, variables);
const codeOf = ({ body }: { body: Record<string, unknown> }) =>
  (body['errors'] as { extensions: { code: string } }[] | undefined)?.[0]?.extensions.code;
const dataOf = ({ body }: { body: Record<string, unknown> }) => body['data'] as Record<string, unknown>;

describe('A server of a catalog that has tokens', () => {
  it.each(['/healthz', '/readyz', '/schema/context.jsonld', '/schema/shapes.ttl'])('answers %s to everybody', async (path) => {
    expect((await send(server.url, path)).status).toBe(200);
  });

  it('tells everybody what is not in /schema', async () => {
    expect((await send(server.url, '/schema/nothing')).status).toBe(404);
  });

  it('shows everybody the query page, which says where a token goes', async () => {
    const { status, text } = await send(server.url, '/graphql', { headers: { accept: 'text/html' } });
    expect(status).toBe(200);
    expect(text).toContain('Authorization');
  });

  it.each(['/export', '/entities/orders', '/MLModel/a/b', '/', '/nowhere', '/healthz/../export', '/Export'])(
    'answers 401 to a request for %s without a token, and says what to do',
    async (path) => {
      const { status, headers, body } = await send(server.url, path);
      expect(status).toBe(401);
      expect(headers['www-authenticate']).toBe('Bearer realm="headwater"');
      expect(body).toMatchObject({
        code: 'UNAUTHENTICATED',
        message: expect.stringMatching(/Authorization: Bearer.*HEADWATER_TOKEN/) as unknown,
      });
    },
  );

  it('answers a question without a token as GraphQL clients understand it, and introspection too', async () => {
    for (const query of [QUESTION, '{ __schema { queryType { name } } }']) {
      const answer = await asking(query);
      expect(answer.status).toBe(401);
      expect(codeOf(answer)).toBe('UNAUTHENTICATED');
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    }
  });

  it('does not read the body of somebody it does not know', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await send(server.url, '/graphql', { method: 'POST', headers, body: '{ not JSON' })).status).toBe(
      401,
    );
  });

  it('tells a token that is not taken from none', async () => {
    const wrong = `${tokens.reader.slice(0, -4)}0000`;
    const answer = await send(server.url, '/export', { headers: { authorization: `Bearer ${wrong}` } });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
    expect(answer.text).not.toContain(wrong.slice(-64));
  });

  it.each([
    ['another scheme', (token: string) => `Basic ${token}`],
    ['no scheme', (token: string) => token],
    ['something behind it', (token: string) => `Bearer ${token} x`],
  ])('does not take a token with %s', async (_, header) => {
    const authorization = header(tokens.reader);
    expect((await send(server.url, '/export', { headers: { authorization } })).status).toBe(401);
  });

  it('takes the scheme in whatever case', async () => {
    const authorization = `bEARER ${tokens.reader}`;
    expect((await send(server.url, '/export', { headers: { authorization } })).status).toBe(200);
  });

  it.each(ROLES)('lets the %s ask', async (role) => {
    expect(dataOf(await asking(QUESTION, tokens[role]))).toEqual({ models: { totalCount: 0 } });
  });

  it.each([
    ['reader', 'FORBIDDEN'],
    ['editor', 'FORBIDDEN'],
    // That far only those come who may: there is no such service.
    ['ingestor', 'NOT_FOUND'],
    ['admin', 'NOT_FOUND'],
  ] as const)('answers the %s who starts a sync with %s', async (role, code) => {
    expect(codeOf(await asking('mutation { sync(service: "none") { state } }', tokens[role]))).toBe(code);
  });

  it.each(['reader', 'editor', 'ingestor'] as const)(
    'lets no %s make, see or revoke tokens',
    async (role) => {
      const input = { name: 'mine', role: 'ADMIN' };
      expect(codeOf(await asking(CREATE, tokens[role], { input }))).toBe('FORBIDDEN');
      expect(codeOf(await asking(REVOKE, tokens[role], { token: 'the admin' }))).toBe('FORBIDDEN');
      expect(codeOf(await asking(TOKENS, tokens[role]))).toBe('FORBIDDEN');
    },
  );
});

describe('An admin', () => {
  const create = (input: object) => asking(CREATE, tokens.admin, { input });

  it('makes a token, which is taken at once and refused as soon as it is revoked', async () => {
    const { createToken } = dataOf(await create({ name: 'short-lived', role: 'READER' })) as {
      createToken: { text: string; token: object };
    };
    expect(createToken.token).toMatchObject({
      role: 'READER',
      state: 'LIVE',
      createdBy: 'the admin',
      expiresAt: null,
    });
    expect((await asking(QUESTION, createToken.text)).status).toBe(200);
    const { revokeToken } = dataOf(await asking(REVOKE, tokens.admin, { token: 'short-lived' }));
    expect(revokeToken).toMatchObject({ state: 'REVOKED', revokedBy: 'the admin' });
    expect((await asking(QUESTION, createToken.text)).status).toBe(401);
  });

  it('makes a token that is refused once it has expired', async () => {
    const expiresAt = new Date(Date.now() + 1000).toISOString();
    const { createToken } = dataOf(await create({ name: 'brief', role: 'READER', expiresAt })) as {
      createToken: { text: string };
    };
    expect((await asking(QUESTION, createToken.text)).status).toBe(200);
    await sleep(1100);
    expect((await asking(QUESTION, createToken.text)).status).toBe(401);
  });

  it('sees who has a token and when it was used, and never a secret or its hash', async () => {
    await asking(QUESTION, tokens.editor);
    const answer = await asking(TOKENS, tokens.admin);
    const { nodes } = (dataOf(answer) as { tokens: { nodes: { name: string }[] } }).tokens;
    expect(nodes.find(({ name }) => name === 'the editor')).toMatchObject({
      role: 'EDITOR',
      state: 'LIVE',
      createdBy: 'ada',
      lastUsedOn: new Date().toISOString().slice(0, 10),
    });
    for (const text of Object.values(tokens)) expect(answer.text).not.toContain(text.slice(-64));
    expect(codeOf(await asking('{ tokens { nodes { hash } } }', tokens.admin))).toBeDefined();
  });

  it('pages through the tokens', async () => {
    const found: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const answer = await asking(
        'query Page($after: String) { tokens(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } totalCount } }',
        tokens.admin,
        { after },
      );
      const page = (
        dataOf(answer) as {
          tokens: { nodes: { id: string }[]; totalCount: number } & {
            pageInfo: { hasNextPage: boolean; endCursor: string };
          };
        }
      ).tokens;
      found.push(...page.nodes.map(({ id }) => id));
      ({ hasNextPage: more, endCursor: after } = page.pageInfo);
      if (!more) expect(found).toHaveLength(page.totalCount);
    }
    expect(new Set(found).size).toBe(found.length);
  });

  it.each([
    ['a name that is taken', { name: 'the reader', role: 'READER' }, 'CONFLICT'],
    ['a name that is none', { name: '\u0000', role: 'READER' }, 'BAD_INPUT'],
    ['a name of 2,000 characters', { name: 'a'.repeat(2000), role: 'READER' }, 'BAD_INPUT'],
    ['an expiry in the past', { name: 'x', role: 'READER', expiresAt: '2020-01-01T00:00:00Z' }, 'BAD_INPUT'],
    ['a role that there is not', { name: 'x', role: 'OWNER' }, 'BAD_USER_INPUT'],
  ])('is told what is wrong with %s', async (_, input, code) => {
    expect(codeOf(await create(input))).toBe(code);
  });

  it('is told that nothing is called so', async () => {
    expect(codeOf(await asking(REVOKE, tokens.admin, { token: 'nobody' }))).toBe('NOT_FOUND');
  });
});
