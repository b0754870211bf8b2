import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GrafeoExecutor } from '../../../src/graph/engines/grafeo.executor.js';
import { migrate } from '../../../src/graph/migrations.js';
import {
  checksumOf,
  someBytes,
  startArtifactServer,
  VERSION_DOCUMENTS,
  type ArtifactJson,
  type ArtifactServer,
} from '../../support/artifact-server.js';
import { syncInto } from '../../support/documents.js';
import { temporaryDirectory, type TemporaryDirectory } from '../../support/temp-dir.js';

const BIN = fileURLToPath(new URL('../../../bin/headwater.js', import.meta.url));
const ID = 'Artifact:own/churn/3/model.pkl';

let scratch: TemporaryDirectory;
let data: string;
let file: string;
const content = someBytes(300_000);
beforeAll(async () => {
  scratch = await temporaryDirectory('artifact-cli');
  data = join(scratch.path, 'data');
  file = join(scratch.path, 'model.pkl');
  writeFileSync(file, content);
  const executor = GrafeoExecutor.open(data);
  await migrate(executor);
  await syncInto(executor, { service: 'own', documents: VERSION_DOCUMENTS });
  await executor.close();
});
afterAll(() => scratch.remove());

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `headwater artifact …` in the scratch directory, as a person would. */
const artifact = (...args: string[]): Promise<Outcome> =>
  new Promise((resolve) => {
    const { FORCE_COLOR: _, ...env } = process.env;
    const options = { cwd: scratch.path, env: { ...env, NO_COLOR: '1' } };
    execFile(process.execPath, [BIN, 'artifact', ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });

/** What a person does with files, wherever the catalog is; `at` says where. */
function worksWithFiles(at: () => string[]): void {
  it('uploads a file and shows its id', async () => {
    const { code, stdout } = await artifact('upload', file, '--version', 'churn@3', ...at());
    expect(code).toBe(0);
    expect(stdout).toContain('Uploaded churn@3 · model.pkl');
    expect(stdout).toContain(ID);
    expect(stdout).toContain(checksumOf(content));
  });

  it('keeps another file at that path unless told to replace it', async () => {
    writeFileSync(join(scratch.path, 'other'), 'other');
    const args = ['upload', 'other', '--version', 'churn@3', '--path', 'x/other.txt', '--type', 'text/plain'];
    await artifact(...args, ...at());
    writeFileSync(join(scratch.path, 'other'), 'another');
    const refused = await artifact(...args, ...at());
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('has other content');
    const { stdout } = await artifact(...args, '--replace', '--json', ...at());
    const json = JSON.parse(stdout) as ArtifactJson;
    expect(json).toMatchObject({
      path: 'x/other.txt',
      checksum: checksumOf('another'),
      mimeType: 'text/plain',
    });
  });

  it('tracks a file where it lies, and lists it beside the others', async () => {
    const uri = 's3://models/far.bin';
    await artifact(
      'track',
      '--version',
      'churn@3',
      '--path',
      'far.bin',
      '--uri',
      uri,
      '--size',
      '12',
      ...at(),
    );
    const { code, stdout } = await artifact('list', 'churn@3', ...at());
    expect(code).toBe(0);
    for (const shown of ['model.pkl', '300,000', 'uploaded', 'far.bin', uri]) expect(stdout).toContain(shown);
  });

  it('saves a file as it was, and does not write over one that it was not told to', async () => {
    const out = join(scratch.path, 'saved.pkl');
    const { code } = await artifact('download', ID, '--out', out, ...at());
    expect(code).toBe(0);
    expect(readFileSync(out).equals(content)).toBe(true);
    const refused = await artifact('download', ID, ...at());
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('There is a file model.pkl here already');
  });

  it('deletes a file, and says so when there is none', async () => {
    expect((await artifact('delete', ID, ...at())).stdout).toContain('Deleted churn@3 · model.pkl');
    const again = await artifact('delete', ID, ...at());
    expect(again.code).toBe(4);
    expect((await artifact('download', ID, '--out', 'gone', ...at())).code).toBe(4);
    expect(existsSync(join(scratch.path, 'gone'))).toBe(false);
  });

  it('says what is wrong with a file, a version or an id', async () => {
    const cases = [
      [['upload', 'no-such-file', '--version', 'churn@3'], 2, 'no-such-file is not there'],
      [['upload', file, '--version', 'churn@9'], 4, 'Nothing is called "churn@9"'],
      [['delete', 'churn@3'], 2, 'headwater artifact list VERSION'],
    ] as const;
    for (const [args, expected, text] of cases) {
      const { code, stderr } = await artifact(...args, ...at());
      expect([code, stderr]).toEqual([expected, expect.stringContaining(text)]);
    }
  });
}

describe('headwater artifact, on a catalog that is opened here', () => {
  worksWithFiles(() => ['--data', data]);
});

describe('headwater artifact, on a server', () => {
  let server: ArtifactServer;
  beforeAll(async () => {
    const executor = GrafeoExecutor.open();
    await migrate(executor);
    server = await startArtifactServer(executor);
  });
  afterAll(() => server.close());

  worksWithFiles(() => ['--server', server.url]);
});

describe('A download that is broken off', () => {
  it('by Ctrl-C leaves nothing behind', async () => {
    const begun = createServer((_request, response) => {
      response.writeHead(200, { etag: `"${checksumOf('x')}"`, 'content-length': '1000000' });
      response.write(someBytes(1000));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => begun.once('listening', resolve));
    const { port } = begun.address() as AddressInfo;
    const args = ['artifact', 'download', ID, '--out', 'broken.pkl', '--server', `http://127.0.0.1:${port}`];
    const client = spawn(process.execPath, [BIN, ...args], { cwd: scratch.path, stdio: 'ignore' });
    const unfinished = () => readdirSync(scratch.path).filter((name) => name.startsWith('broken.pkl'));
    while (unfinished().length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    client.kill('SIGINT');
    const code = await new Promise((resolve) => client.once('exit', resolve));
    begun.closeAllConnections();
    begun.close();
    expect(code).toBe(130);
    expect(unfinished()).toEqual([]);
  });

  it('or that is not what was recorded, leaves nothing behind', async () => {
    const other = createServer((_request, response) => {
      response.writeHead(200, { etag: `"${checksumOf('x')}"`, 'content-length': '1' });
      response.end('y');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await artifact(
      ...['download', ID, '--out', 'other.pkl', '--server', `http://127.0.0.1:${port}`],
    );
    other.close();
    expect([code, stderr]).toEqual([1, expect.stringContaining('is not what was recorded')]);
    expect(existsSync(join(scratch.path, 'other.pkl'))).toBe(false);
  });
});
