import { execFile } from 'node:child_process';

const SHOWN_LINES = 15;

/** Runs a command to its end and returns what it printed. Its failure carries the last lines it said. */
export function runTool(
  command: string,
  args: string[],
  options: { cwd?: string; uid?: number; gid?: number; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { ...options, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (!error) {
        resolve(stdout + stderr);
        return;
      }
      const said = (stdout + stderr).trim().split('\n').slice(-SHOWN_LINES).join('\n');
      reject(new Error(`\`${command}\` failed (${error.code ?? error.signal}): ${said || error.message}`));
    });
  });
}

/** What the tool prints, or nothing where it is not installed or does not run. */
export function probeTool(command: string, args: string[]): Promise<string | undefined> {
  return runTool(command, args).catch(() => undefined);
}
