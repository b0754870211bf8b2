import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { headwater, HEADWATER_BIN } from '../../support/headwater-command.js';
import { randomFrom } from '../../support/seeded-random.js';
import { temporaryDirectory } from '../../support/temp-dir.js';
import { testRuns, timeFor } from '../../support/test-runs.js';
import { describeForCommands, type CommandCatalog } from './command-catalogs.js';
import { currentContent } from './current-content.js';
import { eventsOfNight, type Night } from './warehouse-nights.js';

const SEED = 20_261_101;
const KILLS = testRuns(2, 0.005);

describeForCommands('a sync that is killed', (openCatalog) => {
  let directory: string;
  let remove: () => Promise<void>;
  let catalog: CommandCatalog;
  const undisturbed = {} as Record<Night, string[]>;
  let timeline: Timeline;

  beforeAll(async () => {
    ({ path: directory, remove } = await temporaryDirectory('killed'));
    catalog = await openCatalog(directory);
    await mkdir(join(directory, 'events'));
    const service = [
      '  - name: warehouse',
      '    type: openlineage',
      '    path: events',
      '    removalLimit: 60',
    ];
    await writeFile(join(directory, 'headwater.yaml'), ['services:', ...service, ''].join('\n'));
    for (const night of ['first', 'second'] as const) {
      await prepare(night);
      await syncToEnd();
      undisturbed[night] = await catalog.look(currentContent);
    }
    await prepare('first');
    timeline = await startSync();
  });
  afterAll(() => remove?.());

  const prepare = (night: Night): Promise<void> =>
    writeFile(join(directory, 'events', 'jobs.ndjson'), eventsOfNight(night));

  async function syncToEnd(): Promise<void> {
    const { code, stdout, stderr } = await headwater(['sync'], catalog.environment, directory);
    expect(code, stdout + stderr).toBe(0);
  }

  /** Starts the command, and kills it so long after it told of so many events. */
  async function startSync(
    kill?: Moment,
  ): Promise<{ killed: boolean; told: number[]; milliseconds: number }> {
    const child = spawn(process.execPath, [HEADWATER_BIN, 'sync', '--log', 'json'], {
      cwd: directory,
      env: { ...process.env, ...catalog.environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const from = performance.now();
    const told: number[] = [];
    createInterface({ input: child.stderr }).on('line', () => {
      told.push(performance.now() - from);
      if (told.length === kill?.events) setTimeout(() => child.kill('SIGKILL'), kill.thenMs);
    });
    const signal = await new Promise((resolve) => child.once('close', (_, by) => resolve(by)));
    return { killed: signal === 'SIGKILL', told, milliseconds: performance.now() - from };
  }

  test(
    `is followed by one that gives the catalog of an undisturbed one, at ${KILLS} random moments`,
    async () => {
      const random = randomFrom(SEED);
      let kills = 0;
      for (let at = 0; at < KILLS; at += 1) {
        // The catalog is at the first night to begin with; each round goes to the other one.
        const night: Night = at % 2 === 0 ? 'second' : 'first';
        const moment = momentIn(timeline, random());
        await prepare(night);
        const { killed } = await startSync(moment);
        if (killed) kills += 1;
        const before = new Set([...undisturbed.first, ...undisturbed.second]);
        const meanwhile = await catalog.look(currentContent);
        const where = `seed ${SEED}, kill ${at}, ${moment.thenMs} ms after event ${moment.events}`;
        expect(
          meanwhile.filter((line) => !before.has(line)),
          `half written: ${where}`,
        ).toEqual([]);
        await syncToEnd();
        expect(await catalog.look(currentContent), where).toEqual(undisturbed[night]);
      }
      // A run that was faster than the one that the moments are taken from ends before it is killed.
      expect(kills).toBeGreaterThan(Math.floor(KILLS / 4));
    },
    timeFor(KILLS, 30_000),
  );
});

/** So long after so many events of a run: what hits the same place whether the machine is busy or not. */
interface Moment {
  readonly events: number;
  readonly thenMs: number;
}

interface Timeline {
  /** When each event was told. */
  readonly told: readonly number[];
  readonly milliseconds: number;
}

/** A moment between the first event of a run and its end. */
function momentIn({ told, milliseconds }: Timeline, part: number): Moment {
  const [begin = 0] = told;
  const at = begin + part * (milliseconds - begin);
  const events = told.filter((time) => time <= at).length;
  return { events, thenMs: at - (told[events - 1] ?? begin) };
}
