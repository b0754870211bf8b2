import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from './cache.js';
import { requirePython } from './required-tools.js';
import { runTool } from './run-tool.js';
import { UnavailablePart } from './unavailable-part.js';

export interface PythonEnvironment {
  /** The interpreter that sees the locked packages. */
  python: string;
  /** The folder of the commands that came with them, such as `mlflow` and `pyshacl`. */
  bin: string;
}

const LOCK = fileURLToPath(new URL('python/requirements.lock.txt', import.meta.url));

/** The virtual environment of `requirements.lock.txt`: from the cache, or made once for each state of that file. */
export async function pythonEnvironment(): Promise<PythonEnvironment> {
  const python = await requirePython();
  const hash = createHash('sha256')
    .update(await readFile(LOCK))
    .digest('hex')
    .slice(0, 16);
  const directory = await cached(join('python', hash), (target) => install(python, target));
  const bin = join(directory, 'bin');
  return { python: join(bin, 'python'), bin };
}

async function install(python: string, directory: string): Promise<void> {
  console.log('Python: installing MLflow and the validators, 660 MB, this once');
  await runTool(python, ['-m', 'venv', directory]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'];
  // The lock names every package with its hashes: nothing else is looked up, built or compiled ahead of use.
  const locked = ['--require-hashes', '--no-deps', '--only-binary=:all:', '--no-compile', '-r', LOCK];
  try {
    await runTool(join(directory, 'bin', 'python'), [...pip, ...locked]);
  } catch (error) {
    throw new UnavailablePart(
      `pip could not install the locked packages: ${error instanceof Error ? error.message : String(error)}`,
      'Run the tests once where pip reaches its package index; the environment is kept.',
    );
  }
}
