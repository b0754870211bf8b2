import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import type { PythonEnvironment } from './python-env.js';
import { startSupervised } from './supervised-process.js';
import { temporaryDirectory } from './temp-dir.js';

export interface MlflowOptions {
  /** Where the registry lives; without it in a temporary directory. */
  directory?: string;
  /** Whether the directory goes when the server ends. Unless told, a given one stays. */
  removeDirectory?: boolean;
  port?: number;
  environment?: Readonly<Record<string, string>>;
}

export interface MlflowServer {
  url: string;
  directory: string;
  stop(): Promise<void>;
}

const READY_MS = 120_000;

const ENVIRONMENT = {
  MLFLOW_DISABLE_TELEMETRY: 'true',
  DO_NOT_TRACK: 'true',
  // Nine more processes and a gigabyte, for nothing that a catalog reads.
  MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
};

/** Starts an MLflow on 127.0.0.1 and resolves when it is healthy. It ends with this process at the latest. */
export async function startMlflow(
  python: PythonEnvironment,
  options: MlflowOptions = {},
): Promise<MlflowServer> {
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const directory = options.directory ?? (await temporaryDirectory('mlflow')).path;
  await mkdir(directory, { recursive: true });

  const address = ['--host', '127.0.0.1', '--port', String(port), '--workers', '1'];
  const store = ['--backend-store-uri', `sqlite:///${join(directory, 'mlflow.db')}`];
  const artifacts = ['--artifacts-destination', join(directory, 'artifacts')];
  const server = startSupervised(
    'MLflow',
    {
      command: join(python.bin, 'mlflow'),
      args: ['server', ...address, ...store, ...artifacts],
      cwd: directory,
      input: '',
      stopSignal: 'SIGINT',
      graceMs: 10_000,
      remove: (options.removeDirectory ?? !options.directory) ? directory : null,
    },
    { ...ENVIRONMENT, ...options.environment },
  );
  try {
    await server.waitUntil(() => isHealthy(url), READY_MS);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url, directory, stop: () => server.stop() };
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) });
    return answer.ok;
  } catch {
    return false;
  }
}
