/**
 * Runs one server and makes sure that it ends: `supervised-process.ts` starts this with Node, as the leader of a
 * process group of its own, and holds its standard input. The first line of that input is the job, as JSON. When the
 * input ends (a stop that was asked for, Ctrl-C, a crash or a `kill -9` of the test runner: all look the same from
 * here) the server is stopped, whatever it started is killed, and its temporary directory is removed.
 *
 * Plain JavaScript, because it must run without the tests' compiler.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** @typedef {import('./supervised-process.js').Job} Job */

/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
/** @type {Job | undefined} */
let job;

const lines = createInterface({ input: process.stdin });
lines.once('line', (line) => run(JSON.parse(line)));
lines.once('close', stop);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, stop);
}

/** @param {Job} given */
function run(given) {
  job = given;
  server = spawn(job.command, job.args, {
    cwd: job.cwd,
    ...job.user,
    detached: true,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  server.once('error', (error) => {
    console.error(`${given.command}: ${error.message}`);
    finish(127);
  });
  server.once('exit', (code) => finish(code ?? 1));
  // The server's own input stays open; some servers end by themselves when it closes.
  server.stdin?.on('error', () => {});
  server.stdin?.write(job.input);
}

function stop() {
  if (!server || !job) {
    process.exit(0);
  }
  server.kill(job.stopSignal);
  setTimeout(killGroup, job.graceMs);
}

function killGroup() {
  if (!server?.pid) {
    return;
  }
  try {
    process.kill(-server.pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}

/** @param {number} code */
function finish(code) {
  killGroup();
  if (job?.remove) {
    rmSync(job.remove, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
  process.exit(code);
}
