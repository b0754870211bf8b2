import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
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

const lockFile = (name: string): string => fileURLToPath(new URL(`python/${name}.lock.txt`, import.meta.url));

/**
 * The virtual environment of a lock file: from the cache, or made once for each state of that file. What cannot live
 * in one environment with the rest (`feast`, `dbt`) has a lock of its own, and is asked for by the suite that needs it.
 */
export async function pythonEnvironment(name = 'requirements'): Promise<PythonEnvironment> {
  const python = await requirePython();
  const lock = lockFile(name);
  const hash = createHash('sha256')
    .update(await readFile(lock))
    .digest('hex')
    .slice(0, 16);
  const directory = await cached(join('python', hash), (target) => install(python, target, lock));
  const bin = join(directory, 'bin');
  return { python: join(bin, 'python'), bin };
}

async function install(python: string, directory: string, lock: string): Promise<void> {
  console.log(`Python: installing what ${basename(lock)} names, some hundred MB, this once`);
  await runTool(python, ['-m', 'venv', directory]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'];
  // The lock names every package with its hashes: nothing else is looked up, built or compiled ahead of use.
  const locked = ['--require-hashes', '--no-deps', '--only-binary=:all:', '--no-compile', '-r', lock];
  try {
    await runTool(join(directory, 'bin', 'python'), [...pip, ...locked]);
  } catch (error) {
    throw new UnavailablePart(
      `pip could not install the locked packages: ${error instanceof Error ? error.message : String(error)}`,
      'Run the tests once where pip reaches its package index; the environment is kept.',
    );
  }
}
