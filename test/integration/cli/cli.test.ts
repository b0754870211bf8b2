import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askOverHttp, startExampleServer, type ExampleServer } from '../../support/example-catalog.js';
import { headwater } from '../../support/headwater-command.js';
import { temporaryDirectory, type TemporaryDirectory } from '../../support/temp-dir.js';

let scratch: TemporaryDirectory;
beforeAll(async () => {
  scratch = await temporaryDirectory('cli');
});
afterAll(() => scratch.remove());

describe('headwater demo', () => {
  it('reads the example and shows what breaks, in less than 20 s', async () => {
    const begun = Date.now();
    const { code, stdout } = await headwater(['demo', '--once', '--port', '0']);
    expect(Date.now() - begun).toBeLessThan(20_000);
    expect(code).toBe(0);
    expect(stdout).toContain('mlflow-prod COMPLETE');
    expect(stdout).toMatch(
      /customer_churn_predictor@champion Deployment {2}LIVE {2}INFERRED {2}CRITICAL breaks/,
    );
    expect(stdout).toMatch(/support_load_forecaster@2 MLModelVersion {2}LIVE {2}POSSIBLE/);
    expect(stdout).toContain('feature count_30d');
    expect(stdout).toMatch(/GraphQL page +http:\/\/127\.0\.0\.1:\d+\/graphql/);
  });

  it('says so when the port is taken, and takes another', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as AddressInfo;
    const { code, stdout } = await headwater(['demo', '--once', '--port', String(port)]);
    holder.close();
    expect(code).toBe(0);
    expect(stdout).toContain(`Port ${port} is taken`);
  });

  it('writes nothing the second time it reads into the same directory', async () => {
    const data = join(scratch.path, 'kept');
    await headwater(['demo', '--once', '--port', '0', '--data', data]);
    const { stdout } = await headwater(['demo', '--once', '--port', '0', '--data', data]);
    expect(stdout.match(/0 created, 0 updated, \d+ unchanged, 0 rejected/g)).toHaveLength(3);
  });
});

describe('A command on a catalog that a server holds', () => {
  let server: ExampleServer;
  beforeAll(async () => {
    server = await startExampleServer();
  });
  afterAll(() => server.close());

  it('asks that server, and prints its answer unchanged as JSON', async () => {
    const { code, stdout } = await headwater([
      'impact',
      'orders.count_30d',
      '--json',
      '--data',
      server.config.data,
    ]);
    const answer = JSON.parse(stdout) as { data: { impact: { totals: { total: number } } } };
    const { data } = await askOverHttp(server.url, '{ impact(of: "orders.count_30d") { totals { total } } }');
    expect(code).toBe(0);
    expect(answer.data.impact.totals.total).toBe((data as unknown as typeof answer.data).impact.totals.total);
  });

  it('can be told the server instead', async () => {
    const { stdout } = await headwater(['trace', 'churn_scores', 'orders.count_30d'], {
      HEADWATER_URL: server.url,
    });
    expect(stdout).toContain('→ customer_features.count_30d');
  });

  it.each([
    ['lineage', ['lineage', 'churn_scores', '--depth', '2'], /This answer is not complete/],
    ['show', ['show', 'customer_churn_predictor@champion'], /GradientBoostingClassifier/],
    ['diff', ['diff', 'customer_churn_predictor@2', 'customer_churn_predictor@3'], /n_estimators/],
    ['search', ['search', 'churn', '--kind', 'MLModel'], /customer_churn_predictor MLModel/],
    ['trace', ['trace', 'churn_scores'], /in service as customer_churn_predictor@champion/],
    ['provenance', ['provenance', 'churn_scores.score'], /NO_APPROVAL {2}customer_churn_predictor@3/],
  ])('answers %s for a person', async (_, args, expected) => {
    const { code, stdout } = await headwater([...args, '--data', server.config.data]);
    expect(stdout).toMatch(expected);
    expect(code).toBe(0);
  });

  it('exports everything to a file, and says what is missing when told neither a thing nor --all', async () => {
    const file = join(scratch.path, 'all.ttl');
    const { code } = await headwater([
      'export',
      '--all',
      '--format',
      'turtle',
      '--out',
      file,
      '--data',
      server.config.data,
    ]);
    expect(code).toBe(0);
    expect(await readFile(file, 'utf8')).toContain('customer_churn_predictor');
    const mistake = await headwater(['export', '--data', server.config.data]);
    expect(mistake.code).toBe(2);
    expect(mistake.stderr).toContain('--all');
  });

  it('ends with 4 and near names when nothing has the name', async () => {
    const { code, stderr } = await headwater(['impact', 'order.count_30d', '--data', server.config.data]);
    expect(code).toBe(4);
    expect(stderr).toContain('orders.count_30d');
  });

  it('lets the server run a sync, which writes nothing new', async () => {
    const { code, stdout } = await headwater(['sync', 'warehouse', '--data', server.config.data]);
    expect(stdout).toContain('0 created, 0 updated');
    expect(code).toBe(0);
  });
});

describe('A mistake of the user', () => {
  it('ends with 2 for an unknown option, and says where help is', async () => {
    const { code, stderr } = await headwater(['impact', 'x', '--chagne', 'drop']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/--change/);
  });

  it('names file, line, key and the nearest valid key of a wrong configuration', async () => {
    const file = join(scratch.path, 'wrong.yaml');
    await writeFile(file, 'services:\n  - name: a\n    type: mlflow\n    urll: http://127.0.0.1:5000\n');
    const { code, stderr } = await headwater(['doctor', '--config', file]);
    expect(code).toBe(1);
    const { stderr: said, code: refused } = await headwater([
      'sync',
      '--config',
      file,
      '--data',
      join(scratch.path, 'd'),
    ]);
    expect(refused).toBe(2);
    expect(said).toMatch(/wrong\.yaml, line 4: unknown key "urll"; did you mean "url"/);
    expect(stderr).toBe('');
  });

  it('names the address and the cause when a registry cannot be reached, and ends with 1', async () => {
    const file = join(scratch.path, 'gone.yaml');
    await writeFile(file, 'services:\n  - name: a\n    type: mlflow\n    url: http://127.0.0.1:1\n');
    const { code, stdout } = await headwater([
      'sync',
      '--config',
      file,
      '--data',
      join(scratch.path, 'gone'),
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('a FAILED');
    expect(stdout).toContain('http://127.0.0.1:1');
  });

  it('says what Neo4j is not there', async () => {
    const { code, stdout } = await headwater(
      ['doctor'],
      { HEADWATER_NEO4J_URI: 'bolt://127.0.0.1:1' },
      scratch.path,
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/FAIL {2}Graph: Neo4j at bolt:\/\/127\.0\.0\.1:1/);
  });

  it('shows an example with the help of every command', async () => {
    const { stdout } = await headwater(['--help']);
    const commands = [...stdout.matchAll(/^ {2}(\w+) .*$/gm)]
      .map(([, name]) => name)
      .filter((name) => name !== 'help');
    expect(commands).toContain('impact');
    for (const command of commands) {
      expect((await headwater([String(command), '--help'])).stdout).toContain('Example:');
    }
  });
});
