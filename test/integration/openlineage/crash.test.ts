import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runEvent, table } from '../../unit/connectors/openlineage/support.js';
import { HEADWATER_BIN, headwater } from '../../support/headwater-command.js';
import { freePort } from '../../support/free-port.js';
import { temporaryDirectory, type TemporaryDirectory } from '../../support/temp-dir.js';
import { CONFIGURATION, post } from './receiving-server.js';

let directory: TemporaryDirectory;
let server: ChildProcess | undefined;
let url: string;
const at = (name: string): string => join(directory.path, name);
const options = (): string[] => ['--config', at('headwater.yaml'), '--data', at('data')];

beforeEach(async () => {
  directory = await temporaryDirectory('crash');
  await writeFile(at('headwater.yaml'), CONFIGURATION);
});
afterEach(async () => {
  await kill();
  await directory.remove();
});

async function start(): Promise<void> {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  server = spawn(process.execPath, [HEADWATER_BIN, 'serve', ...options(), '--port', String(port)], {
    stdio: 'ignore',
  });
  await expect.poll(() => fetch(`${url}/readyz`).then(({ status }) => status), { timeout: 20_000 }).toBe(200);
}

async function kill(): Promise<void> {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill('SIGKILL');
  await gone;
}

/** Sends events until the server is gone. @returns the tables of those that it said to have kept. */
async function sendUntilGone(name: string): Promise<string[]> {
  const kept: string[] = [];
  for (let n = 0; ; n += 1) {
    const made = `${name}_${n}`;
    const event = runEvent(1, 'COMPLETE', { job: made, outputs: [table(made)] });
    const status = await post(url, event).then(
      (answer) => answer.status,
      () => undefined,
    );
    if (status === undefined) return kept;
    expect(status).toBe(201);
    kept.push(made);
  }
}

describe('A server that is killed while it receives', () => {
  it('has lost nothing of what it said to have kept, when it is started again', async () => {
    const kept: string[] = [];
    for (const [round, after] of [30, 400, 1900].entries()) {
      await start();
      const senders = ['a', 'b', 'c'].map((sender) => sendUntilGone(`${sender}${round}`));
      await sleep(after);
      await kill();
      kept.push(...(await Promise.all(senders)).flat());
    }
    expect(kept.length).toBeGreaterThan(20);
    // The machine may go down over a line, too.
    const [segment] = (await readdir(at('data/received/of-pipelines'))).filter((file) =>
      file.endsWith('.ndjson'),
    );
    await appendFile(at(`data/received/of-pipelines/${segment}`), '{"eventTime": "20');
    const sync = await headwater(['sync', 'pipelines', ...options(), '--json']);
    expect(JSON.parse(sync.stdout)).toMatchObject([{ state: 'COMPLETE' }]);
    const exported = await headwater(['export', '--all', '--format', 'ndjson', ...options()]);
    expect(exported.code).toBe(0);
    const missing = kept.filter((name) => !exported.stdout.includes(`/${name}"`));
    expect(missing).toEqual([]);
  }, 120_000);
});
