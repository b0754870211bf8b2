import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSeeded, type SeededRegistry } from '../../../bench/sync/seeded-registry.js';
import { GrafeoExecutor } from '../../../src/graph/engines/grafeo.executor.js';
import { faultProxy, type FaultProxy, type PassingRequest } from '../../support/fault-proxy.js';
import { headwater, HEADWATER_BIN } from '../../support/headwater-command.js';
import { describeWithMlflow } from '../../support/real-parts.js';
import { temporaryDirectory } from '../../support/temp-dir.js';
import { currentContent } from './current-content.js';

/** Three batches of versions: two of 500, and the rest. */
const MODELS = 220;
const RUNS = /runs\/search/;
/** As long without a word, and all that can be written is. */
const QUIET_MS = 5_000;

describeWithMlflow('a sync of a registry that is killed between two batches', () => {
  let registry: SeededRegistry;
  let proxy: FaultProxy;
  let directory: string;
  let remove: () => Promise<void>;
  const asked: PassingRequest[] = [];

  beforeAll(async () => {
    registry = await startSeeded(MODELS);
    proxy = await faultProxy(registry.url, (request) => {
      asked.push(request);
      return request;
    });
    ({ path: directory, remove } = await temporaryDirectory('resumed'));
    const service = ['  - name: registry', '    type: mlflow', `    url: ${proxy.url}`];
    await writeFile(join(directory, 'headwater.yaml'), ['services:', ...service, ''].join('\n'));
  }, 240_000);
  afterAll(async () => {
    await proxy?.stop();
    await registry?.stop();
    await remove?.();
  });

  /** Which runs the source was asked for and told of, since the last time. */
  function runsAskedFor(): string[] {
    const ids = asked
      .splice(0)
      .filter(({ url }) => RUNS.test(url))
      .flatMap(({ body }) => body.match(/[0-9a-f]{32}/g) ?? []);
    return [...new Set(ids)];
  }

  async function contentOf(data: string): Promise<string[]> {
    const executor = GrafeoExecutor.open(join(directory, data));
    try {
      return await currentContent(executor);
    } finally {
      await executor.close();
    }
  }

  /** Syncs until the source holds back an answer and all that came before is written, and kills it then. */
  async function killedSync(): Promise<void> {
    const child = spawn(process.execPath, [HEADWATER_BIN, 'sync', '--log', 'json', '--data', 'killed'], {
      cwd: directory,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let told = performance.now();
    child.stderr.on('data', () => (told = performance.now()));
    const ended = new Promise((resolve) => child.once('close', resolve));
    while (proxy.met === 0 || performance.now() - told < QUIET_MS) await delay(100);
    child.kill('SIGKILL');
    await ended;
  }

  test(
    'goes on from there: no run of what was applied is asked for again, and the catalog is that of an undisturbed one',
    { timeout: 300_000 },
    async () => {
      const whole = await headwater(['sync', '--data', 'whole'], {}, directory);
      expect(whole.code, whole.stdout + whole.stderr).toBe(0);
      const all = runsAskedFor();
      expect(all.length).toBeGreaterThan(1000);

      proxy.set(() => undefined, { at: RUNS, after: 2 });
      await killedSync();
      proxy.set();
      const before = runsAskedFor();
      const rest = await headwater(['sync', '--data', 'killed'], {}, directory);
      expect(rest.code, rest.stdout + rest.stderr).toBe(0);
      expect(rest.stdout).toContain('went on where the last run was killed');
      const after = runsAskedFor();
      expect(before).toHaveLength(1000);
      expect(after.filter((run) => before.includes(run))).toEqual([]);
      expect(after).toHaveLength(all.length - 1000);
      expect(await contentOf('killed')).toEqual(await contentOf('whole'));
    },
  );
});
