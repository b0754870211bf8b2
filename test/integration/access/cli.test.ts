import { userInfo } from 'node:os';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadConfig } from '../../../src/config.js';
import { createLog, openCatalog, startServer } from '../../../src/main.js';
import { emptyGraph, neo4jOpener } from '../../support/engines.js';
import { headwater } from '../../support/headwater-command.js';
import { describeWithNeo4j, neo4j } from '../../support/real-parts.js';
import { temporaryDirectory, type TemporaryDirectory } from '../../support/temp-dir.js';
import { ask, startAccessServer, type AccessServer } from './access-server.js';

const QUESTION = '{ models { totalCount } }';
const SHOWN = /^hw_([0-9a-f]{12})_[0-9a-f]{64}\n$/;

let scratch: TemporaryDirectory;
beforeAll(async () => {
  scratch = await temporaryDirectory('token-cli');
});
afterAll(() => scratch.remove());

describe('headwater token, on a catalog that it opens itself', () => {
  const at = (...args: string[]) => headwater(['token', ...args, '--data', join(scratch.path, 'own')]);

  it('says in an empty catalog what that means and how the first token is made', async () => {
    const { code, stdout } = await at('list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/There are no tokens.*\n.*headwater token create/);
  });

  it('shows a token once, alone on the standard output, and never again', async () => {
    const made = await at('create', '--name', 'ci', '--role', 'ingestor', '--expires', '90d');
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(SHOWN) as unknown });
    expect(made.stderr).toContain('shown this once');
    const [, id = ''] = SHOWN.exec(made.stdout) ?? [];
    const { stdout } = await at('list');
    expect(stdout).toMatch(new RegExp(`${id}.*ci.*ingestor.*LIVE.*by ${userInfo().username}.*never`));
    expect(stdout + made.stderr).not.toContain(made.stdout.trim().slice(-64));
  });

  it('records under the name that HEADWATER_ACTOR gives', async () => {
    const { stdout } = await headwater(
      ['token', 'create', '--name', 'x', '--role', 'reader', '--json', '--data', join(scratch.path, 'actor')],
      { HEADWATER_ACTOR: 'nightly job' },
    );
    expect(JSON.parse(stdout)).toMatchObject({
      data: { createToken: { token: { createdBy: 'nightly job' } } },
    });
  });

  it('revokes by name, says since when, and ends with 4 for a name that nothing has', async () => {
    const { code, stdout } = await at('revoke', 'ci');
    expect(code).toBe(0);
    expect(stdout).toMatch(/"ci" \(ingestor, id .*\) is revoked, since \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    expect((await at('list')).stdout).toContain('REVOKED');
    expect((await at('revoke', 'nobody')).code).toBe(4);
  });

  it.each([
    ['a role that there is not', ['--name', 'x', '--role', 'owner'], /reader, editor, ingestor, admin/],
    ['no name', ['--role', 'reader'], /--name/],
    ['no role', ['--name', 'x'], /--role/],
    ['a day that has passed', ['--name', 'x', '--role', 'reader', '--expires', '2020-01-01'], /future/],
    [
      'a name of 2,000 characters',
      ['--name', 'a'.repeat(2000), '--role', 'reader'],
      /Not valid: name must be/,
    ],
    ['a name that is none', ['--name', ' ', '--role', 'reader'], /cannot be the name of a token/],
  ])('ends with 2 for %s', async (_, args, reason) => {
    const { code, stdout, stderr } = await at('create', ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(reason);
    expect(stdout).toBe('');
  });
});

describe('A command on a catalog that a server holds', () => {
  let server: AccessServer;
  let admin: string;
  let reader: string;
  const at = (args: readonly string[], env: Record<string, string> = {}) =>
    headwater([...args, '--data', server.config.data], env);
  beforeAll(async () => {
    server = await startAccessServer();
    const create = ['token', 'create', '--name'];
    admin = (await at([...create, 'me', '--role', 'admin'])).stdout.trim();
    reader = (await at([...create, 'dash', '--role', 'reader'], { HEADWATER_TOKEN: admin })).stdout.trim();
  });
  afterAll(() => server.close());

  it('shows it the token of the environment, or that of a file', async () => {
    const file = join(scratch.path, 'token');
    await writeFile(file, `${reader}\n`);
    expect(await at(['search', 'x'], { HEADWATER_TOKEN: reader })).toMatchObject({ code: 0 });
    expect(await at(['search', 'x', '--token-file', file])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Nothing matches "x"') as string,
    });
    expect(await at(['export', '--all', '--token-file', file])).toMatchObject({ code: 0 });
  });

  it.each([
    ['search', ['search', 'x']],
    ['export', ['export', '--all']],
    ['token list', ['token', 'list']],
  ])('ends %s with 1 without a token, and says where it is to be put', async (_, args) => {
    const { code, stderr } = await at(args);
    expect(code).toBe(1);
    expect(stderr).toMatch(/asks for a token.*HEADWATER_TOKEN or --token-file/);
  });

  it('ends with 1 when the token may not do it, and says which role may', async () => {
    const { code, stderr } = await at(['sync', 'any'], { HEADWATER_TOKEN: reader });
    expect(code).toBe(1);
    expect(stderr).toContain('"dash" has the role reader, which may not ingest');
    expect(stderr).toContain('ingestor or admin');
  });

  it('ends with 2 for what is no token, and does not repeat it', async () => {
    const { code, stderr } = await at(['search', 'x'], { HEADWATER_TOKEN: 'hw_sword_fish' });
    expect(code).toBe(2);
    expect(stderr).toContain('What stands in HEADWATER_TOKEN is no token');
    expect(stderr).not.toContain('sword');
    const gone = await at(['search', 'x', '--token-file', join(scratch.path, 'gone')]);
    expect(gone).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be read') as unknown });
  });

  it('makes, lists and revokes tokens through it', async () => {
    const env = { HEADWATER_TOKEN: admin };
    const { stdout } = await at(['token', 'create', '--name', 'brief', '--role', 'editor'], env);
    expect((await ask(server.url, QUESTION, stdout.trim())).status).toBe(200);
    expect((await at(['token', 'list'], env)).stdout).toMatch(/brief.*editor.*LIVE.*by me/);
    expect((await at(['token', 'revoke', 'brief'], env)).code).toBe(0);
    expect((await ask(server.url, QUESTION, stdout.trim())).status).toBe(401);
  });
});

describe('headwater serve', () => {
  it('ends with 2 on an address that others reach while there is no token, and names the command', async () => {
    const data = join(scratch.path, 'served');
    const { code, stderr } = await headwater(['serve', '--host', '0.0.0.0', '--port', '0', '--data', data]);
    expect(code).toBe(2);
    expect(stderr).toContain('headwater token create --name NAME --role admin');
  });

  it('is said by doctor to fail there, and why', async () => {
    const data = join(scratch.path, 'served');
    const { code, stdout } = await headwater(['doctor', '--data', data], { HEADWATER_HOST: '0.0.0.0' });
    expect(code).toBe(1);
    expect(stdout).toMatch(/FAIL {2}Access: .*"0\.0\.0\.0"/);
  });
});

describeWithNeo4j('A server on Neo4j', () => {
  const open = neo4jOpener();

  it('asks for a token and refuses it within three seconds of when a command elsewhere makes and revokes it', async () => {
    const executor = await open();
    const { uri, user, password } = neo4j();
    const env = { HEADWATER_NEO4J_URI: uri, HEADWATER_NEO4J_USER: user, HEADWATER_NEO4J_PASSWORD: password };
    const config = { ...loadConfig({}, env), server: { host: '127.0.0.1', port: 0 } };
    const catalog = await openCatalog(config);
    const server = await startServer(config, catalog, { orAnotherPort: false, log: createLog('silent') });
    const run = (...args: string[]) => headwater(['token', ...args], env, scratch.path);
    const statusOf = async (token?: string) => (await ask(server.url, QUESTION, token)).status;
    const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 3000, interval: 100 });
    try {
      expect(await statusOf()).toBe(200);
      const token = (await run('create', '--name', 'ci', '--role', 'reader')).stdout.trim();
      await soon(async () => expect(await statusOf()).toBe(401));
      expect(await statusOf(token)).toBe(200);
      expect((await run('revoke', 'ci')).code).toBe(0);
      await soon(async () => expect(await statusOf(token)).toBe(401));
    } finally {
      await server.close();
      await catalog.close();
      // What others start on this graph would ask for a token.
      await emptyGraph(executor);
    }
  });
});
