import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

/** What `supervisor.mjs` is told, in one line of JSON. */
export interface Job {
  command: string;
  args: string[];
  cwd: string;
  /** Written to the server's standard input, which then stays open for as long as the server lives. */
  input: string;
  stopSignal: NodeJS.Signals;
  /** How long the server may take to end after `stopSignal`, before its process group is killed. */
  graceMs: number;
  /** A directory to remove when the server has ended, or nothing. */
  remove: string | null;
  /** Who it runs as, where that is not who runs the tests. */
  user?: { uid: number; gid: number };
}

export interface SupervisedProcess {
  /** The last of what the server has said on both of its outputs. */
  output(): string;
  /** Resolves as soon as `check` holds; rejects with what the server said if it ends or takes too long. */
  waitUntil(check: () => boolean | Promise<boolean>, timeoutMs: number): Promise<void>;
  /** Ends the server and resolves when nothing of it is left. Stopping twice is harmless. */
  stop(): Promise<void>;
}

const SUPERVISOR = fileURLToPath(new URL('supervisor.mjs', import.meta.url));
const KEPT_OUTPUT = 64 * 1024;
const POLL_MS = 100;

/**
 * Starts a server that cannot outlive this process: a small supervisor stands between the two and ends the server
 * when this process goes, even if it had no chance to say so.
 */
export function startSupervised(name: string, job: Job, env: NodeJS.ProcessEnv = {}): SupervisedProcess {
  let said = '';
  const supervisor = spawn(process.execPath, [SUPERVISOR], {
    detached: true, // out of reach of the terminal's Ctrl-C, so that it lives long enough to clean up
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  for (const stream of [supervisor.stdout, supervisor.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-KEPT_OUTPUT);
    });
  }
  supervisor.stdin.on('error', () => {}); // the supervisor has ended already; `ended` tells
  supervisor.stdin.write(`${JSON.stringify(job)}\n`);

  let exitCode: number | null | undefined;
  const ended = new Promise<void>((resolve) => {
    supervisor.once('close', (code) => {
      exitCode = code;
      resolve();
    });
  });
  const failure = (what: string) => new Error(`${name} ${what}. It said:\n${said.trim() || '(nothing)'}`);

  return {
    output: () => said,
    async waitUntil(check, timeoutMs) {
      const deadline = Date.now() + timeoutMs;
      while (!(await check())) {
        if (exitCode !== undefined) {
          throw failure(`ended with exit code ${exitCode} before it was ready`);
        }
        if (Date.now() > deadline) {
          throw failure(`was not ready after ${timeoutMs / 1000} s`);
        }
        await sleep(POLL_MS);
      }
    },
    async stop() {
      supervisor.stdin.end();
      await ended;
    },
  };
}
