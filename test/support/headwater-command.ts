import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const HEADWATER_BIN = fileURLToPath(new URL('../../bin/headwater.js', import.meta.url));

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command as a person would, without colours. */
export function headwater(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd?: string,
): Promise<Outcome> {
  const { FORCE_COLOR: _, ...surroundings } = process.env;
  return new Promise((resolve) => {
    const options = { env: { ...surroundings, NO_COLOR: '1', ...env }, cwd, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [HEADWATER_BIN, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}
