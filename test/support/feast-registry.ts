import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import type { PythonEnvironment } from './python-env.js';
import { runTool } from './run-tool.js';
import { startSupervised } from './supervised-process.js';
import { temporaryDirectory } from './temp-dir.js';

export interface FeastRegistry {
  readonly url: string;
  /** Applies a feature repository, a folder of Python files, as a project. */
  apply(project: string, repository: string, env?: NodeJS.ProcessEnv): Promise<void>;
  stop(): Promise<void>;
}

const READY_MS = 120_000;
const QUIET = { FEAST_USAGE: 'False', PYTHONDONTWRITEBYTECODE: '1' };

/** A Feast registry in a temporary directory, with its REST server on 127.0.0.1. */
export async function startFeast(python: PythonEnvironment): Promise<FeastRegistry> {
  const directory = (await temporaryDirectory('feast')).path;
  const feast = join(python.bin, 'feast');
  const apply = async (project: string, repository: string, env: NodeJS.ProcessEnv = {}): Promise<void> => {
    const folder = join(directory, project);
    await cp(repository, folder, { recursive: true });
    await writeFile(join(folder, 'feature_store.yaml'), settings(project, directory));
    await runTool(feast, ['--chdir', folder, 'apply', '--skip-source-validation'], {
      env: { ...process.env, ...QUIET, ...env },
    });
  };
  await writeFile(join(directory, 'feature_store.yaml'), settings('served', directory));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const rest = ['--rest-api', '--no-grpc', '--rest-port', String(port), '-h', '127.0.0.1'];
  const server = startSupervised(
    'Feast',
    {
      command: feast,
      args: ['serve_registry', ...rest],
      cwd: directory,
      input: '',
      stopSignal: 'SIGINT',
      graceMs: 10_000,
      remove: directory,
    },
    QUIET,
  );
  try {
    await server.waitUntil(() => answers(`${url}/api/v1/version`), READY_MS);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url, apply, stop: () => server.stop() };
}

const settings = (project: string, directory: string): string =>
  JSON.stringify({
    project,
    provider: 'local',
    registry: { registry_type: 'sql', path: `sqlite:///${join(directory, 'registry.db')}` },
    online_store: { type: 'sqlite', path: join(directory, `${project}.db`) },
    offline_store: { type: 'file' },
    entity_key_serialization_version: 3,
  });

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
