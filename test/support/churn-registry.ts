import { createHash } from 'node:crypto';
import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from './cache.js';
import { startMlflow, type MlflowServer } from './mlflow-server.js';
import type { PythonEnvironment } from './python-env.js';
import { runTool } from './run-tool.js';
import { temporaryDirectory } from './temp-dir.js';

const EXAMPLE = fileURLToPath(new URL('../../examples/churn', import.meta.url));

/**
 * An MLflow with the churn example's registry in it, as its own script builds it through the real client.
 *
 * Training takes most of a minute, so the filled data directory is kept for each state of the scripts; every server
 * runs on a copy, which tests may change. Such a copy may be served on any port: MLflow keeps no address in it.
 */
export async function startChurnMlflow(python: PythonEnvironment): Promise<MlflowServer> {
  const filled = await cached(join('churn-registry', await stateOfScripts(python)), (target) =>
    build(python, target),
  );
  const copy = await temporaryDirectory('mlflow');
  await cp(filled, copy.path, { recursive: true });
  return startMlflow(python, { directory: copy.path, removeDirectory: true });
}

async function build(python: PythonEnvironment, directory: string): Promise<void> {
  console.log('MLflow: training and registering the models of the churn example, this once');
  const server = await startMlflow(python, { directory });
  try {
    await runTool(python.python, ['-B', join(EXAMPLE, 'build_registry.py'), '--tracking-uri', server.url]);
  } finally {
    await server.stop();
  }
}

/** The scripts and the packages they run on, as one hash. */
async function stateOfScripts(python: PythonEnvironment): Promise<string> {
  const scripts = (await readdir(EXAMPLE)).filter((name) => name.endsWith('.py')).sort();
  const hash = createHash('sha256').update(python.bin);
  for (const script of scripts) {
    hash.update(script).update(await readFile(join(EXAMPLE, script)));
  }
  return hash.digest('hex').slice(0, 16);
}
