import { createHash } from 'node:crypto';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from '../../test/support/cache.js';
import { startMlflow, type MlflowServer } from '../../test/support/mlflow-server.js';
import { pythonEnvironment, type PythonEnvironment } from '../../test/support/python-env.js';
import { runTool } from '../../test/support/run-tool.js';
import { temporaryDirectory } from '../../test/support/temp-dir.js';
import { progress } from '../progress.js';

const SEED = fileURLToPath(new URL('seed-registry.py', import.meta.url));

/** A real MLflow on a registry of so many models with five versions each. */
export interface SeededRegistry {
  readonly url: string;
  /** Changes one version in a hundred, others in each round. */
  change(round: number): Promise<void>;
  stop(): Promise<void>;
}

/** The registry is filled once for each state of the script that fills it; what is served is a copy. */
export async function startSeeded(models: number): Promise<SeededRegistry> {
  const python = await pythonEnvironment();
  const directory = (await temporaryDirectory('bench-mlflow')).path;
  await cp(await filled(python, models), directory, { recursive: true });
  const server: MlflowServer = await startMlflow(python, { directory, removeDirectory: true });
  return {
    url: server.url,
    change: (round) =>
      runTool(python.python, [SEED, directory, '--change', String(round)]).then(() => undefined),
    stop: () => server.stop(),
  };
}

async function filled(python: PythonEnvironment, models: number): Promise<string> {
  const hash = createHash('sha256')
    .update(await readFile(SEED))
    .digest('hex')
    .slice(0, 16);
  return cached(join('bench-registry', `${hash}-${models}`), async (directory) => {
    progress(`filling an MLflow with ${models} models, this once`);
    await runTool(python.python, [SEED, directory, String(models)]);
  });
}
