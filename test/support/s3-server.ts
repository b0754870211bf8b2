import { join } from 'node:path';
import { freePort } from './free-port.js';
import type { PythonEnvironment } from './python-env.js';
import { startSupervised } from './supervised-process.js';
import { temporaryDirectory } from './temp-dir.js';

export interface S3Server {
  url: string;
  stop(): Promise<void>;
}

const READY_MS = 60_000;

/** Any will do: moto takes every signature. */
export const S3_CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Starts moto's S3 on 127.0.0.1, empty. It ends with this process at the latest. */
export async function startS3(python: PythonEnvironment): Promise<S3Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { path } = await temporaryDirectory('s3');
  const server = startSupervised('moto', {
    command: join(python.bin, 'moto_server'),
    args: ['-H', '127.0.0.1', '-p', String(port)],
    cwd: path,
    input: '',
    stopSignal: 'SIGINT',
    graceMs: 5_000,
    remove: path,
  });
  try {
    await server.waitUntil(() => answers(url), READY_MS);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url, stop: () => server.stop() };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/moto-api/`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
