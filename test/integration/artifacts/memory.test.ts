import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config.js';
import { GrafeoExecutor } from '../../../src/graph/engines/grafeo.executor.js';
import { migrate } from '../../../src/graph/migrations.js';
import { someBytes, VERSION_DOCUMENTS, type ArtifactJson } from '../../support/artifact-server.js';
import { syncInto } from '../../support/documents.js';
import { freePort } from '../../support/free-port.js';
import { describeWithPython, python } from '../../support/real-parts.js';
import { S3_CREDENTIALS, startS3 } from '../../support/s3-server.js';
import { temporaryDirectory, type TemporaryDirectory } from '../../support/temp-dir.js';

const BIN = fileURLToPath(new URL('../../../bin/headwater.js', import.meta.url));
const MIB = 1024 ** 2;
const SIZE = 200 * MIB;

/** One of the built server's, in a process of its own. */
interface ServerProcess {
  readonly url: string;
  /** The most memory that it has ever held, in bytes. */
  peak(): number;
  stop(): Promise<void>;
}

/** The kernel keeps the peak, which no sampling would miss. */
const peakOf = ({ pid }: ChildProcess): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;

async function startServer(directory: string, section: string): Promise<ServerProcess> {
  const port = await freePort();
  const config = join(directory, 'headwater.yaml');
  await writeFile(config, `server:\n  port: ${port}\n${section}`);
  const executor = GrafeoExecutor.open(loadConfig({ config }, process.env).data);
  await migrate(executor);
  await syncInto(executor, { service: 'own', documents: VERSION_DOCUMENTS });
  await executor.close();
  const server = spawn(process.execPath, [BIN, 'serve', '--config', config], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit').then(([code]) => {
    throw new Error(`The server ended with ${String(code)} before it answered`);
  });
  await Promise.race([once(server.stdout, 'data'), ended]);
  ended.catch(() => undefined);
  return {
    url: `http://127.0.0.1:${port}`,
    peak: () => peakOf(server),
    async stop() {
      server.kill('SIGTERM');
      if (server.exitCode === null) await once(server, 'exit');
    },
  };
}

/** That many bytes, made while they are sent, and their checksum once they are. */
function generated(size: number): { body: ReadableStream<Uint8Array>; checksum: () => string } {
  const hash = createHash('sha256');
  const piece = someBytes(MIB);
  let left = size;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (left === 0) return controller.close();
      const chunk = new Uint8Array(piece.subarray(0, Math.min(left, MIB)));
      chunk[0] = left % 251;
      hash.update(chunk);
      left -= chunk.length;
      controller.enqueue(chunk);
    },
  });
  return { body, checksum: () => `sha256:${hash.digest('hex')}` };
}

async function upload(url: string, path: string, size: number): Promise<ArtifactJson> {
  const { body, checksum } = generated(size);
  const query = new URLSearchParams({ version: 'churn@3', path }).toString();
  const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
  const artifact = (await (await fetch(`${url}/api/v1/artifacts?${query}`, init)).json()) as ArtifactJson;
  expect(artifact).toMatchObject({ size, checksum: checksum() });
  return artifact;
}

async function downloadedChecksum(url: string, path: string): Promise<string> {
  const { body } = await fetch(`${url}/api/v1/artifacts/Artifact/own/churn/3/${path}`);
  const hash = createHash('sha256');
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) hash.update(chunk);
  return `sha256:${hash.digest('hex')}`;
}

let scratch: TemporaryDirectory;
beforeEach(async () => {
  scratch = await temporaryDirectory('memory');
});
afterEach(() => scratch.remove());

/** Uploads and downloads a large file, and answers by how much the server's peak grew over that of a small one. */
async function growthOf(section: string): Promise<number> {
  const server = await startServer(scratch.path, section);
  try {
    for (const name of ['a', 'b', 'c']) await upload(server.url, `warm-${name}`, 20 * MIB);
    await downloadedChecksum(server.url, 'warm-a');
    const before = server.peak();
    const { checksum } = await upload(server.url, 'large', SIZE);
    expect(await downloadedChecksum(server.url, 'large')).toBe(checksum);
    return server.peak() - before;
  } finally {
    await server.stop();
  }
}

describe.runIf(process.platform === 'linux')('A file of 200 MB', () => {
  it('goes through the server and its directory without being held in memory', async () => {
    const growth = await growthOf('');
    expect(growth).toBeLessThan(40 * MIB);
  }, 120_000);
});

describeWithPython('A file of 200 MB, with a bucket', () => {
  it.runIf(process.platform === 'linux')(
    'goes through the server without being held in memory',
    async () => {
      const s3 = await startS3(python());
      const settings = { endpoint: s3.url, region: 'us-east-1', forcePathStyle: true };
      const client = new S3Client({ ...settings, credentials: { ...S3_CREDENTIALS } });
      try {
        await client.send(new CreateBucketCommand({ Bucket: 'files' }));
        const artifacts = { store: 's3', bucket: 'files', ...settings, ...S3_CREDENTIALS };
        const growth = await growthOf(`artifacts: ${JSON.stringify(artifacts)}\n`);
        expect(growth).toBeLessThan(60 * MIB);
      } finally {
        client.destroy();
        await s3.stop();
      }
    },
    180_000,
  );
});
