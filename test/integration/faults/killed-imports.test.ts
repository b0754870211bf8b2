import { spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GrafeoExecutor } from '../../../src/graph/engines/grafeo.executor.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { migrate } from '../../../src/graph/migrations.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { entityId } from '../../../src/model/entity-id.js';
import { exported, statements } from '../../contract/import/support/export-and-import.js';
import { syncInto } from '../../support/documents.js';
import { emptyGraph } from '../../support/engines.js';
import { headwater, HEADWATER_BIN } from '../../support/headwater-command.js';
import { randomFrom } from '../../support/seeded-random.js';
import { temporaryDirectory } from '../../support/temp-dir.js';
import { testRuns, timeFor } from '../../support/test-runs.js';
import { describeForCommands, type CommandCatalog } from './command-catalogs.js';

const SEED = 20_261_121;
const KILLS = testRuns(1, 0.005);
/** Several batches of them, which take longer than this to write. */
const TABLES = 1000;
const LONGEST_MS = 150;

/** A chain of tables, of which some were made from others before. */
function tables(made: (index: number) => number): EntityDocument[] {
  return Array.from({ length: TABLES }, (_, index) => ({
    ...{ kind: 'Table', namespace: 'db', table: `t${index}`, description: `The table ${index}.` },
    edges:
      index === 0
        ? []
        : [{ type: 'DERIVED_FROM' as const, upstream: entityId('Table', 'db', `t${made(index)}`) }],
  }));
}

async function filled(executor: GraphExecutor): Promise<void> {
  await migrate(executor);
  const syncs = [(index: number) => index - 1, (index: number) => Math.floor(index / 2)];
  for (const [day, made] of syncs.entries())
    await syncInto(
      executor,
      { service: 'warehouse', masters: ['Table'], documents: tables(made) },
      `2026-11-0${day + 1}T12:00:00.000Z`,
    );
}

/** What is said of things that were written, and not only named by one that was: a mention has no revision yet. */
function beyondMentions(lines: readonly string[]): string[] {
  const thingOf = (line: string): string => /^<([^>#]*)/.exec(line)?.[1] ?? '';
  const mentioned = new Set(lines.filter((line) => line.includes('#revision> "0"')).map(thingOf));
  return lines.filter((line) => !mentioned.has(thingOf(line)));
}

describeForCommands('an import that is killed', (openCatalog) => {
  let directory: string;
  let remove: () => Promise<void>;
  let catalog: CommandCatalog;
  let whole: Set<string>;

  beforeAll(async () => {
    ({ path: directory, remove } = await temporaryDirectory('killed-import'));
    catalog = await openCatalog(directory);
    const origin = GrafeoExecutor.open();
    await filled(origin);
    await writeFile(join(directory, 'all.ndjson'), await exported(origin, 'ndjson'));
    whole = new Set(await statements(origin));
    await origin.close();
  }, 60_000);
  afterAll(() => remove?.());

  /** Runs the import, and kills it so long after it began to write. */
  async function isKilled(afterMs: number): Promise<boolean> {
    const child = spawn(process.execPath, [HEADWATER_BIN, 'import', 'all.ndjson'], {
      cwd: directory,
      env: { ...process.env, ...catalog.environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line.includes('writing')) setTimeout(() => child.kill('SIGKILL'), afterMs);
    });
    return (await new Promise((resolve) => child.once('close', (_, by) => resolve(by)))) === 'SIGKILL';
  }

  async function emptied(): Promise<void> {
    if (Object.keys(catalog.environment).length > 0) await catalog.look(emptyGraph);
    else await rm(join(directory, 'data'), { recursive: true, force: true });
  }

  test(
    'has nothing half written, and is completed by the same import',
    async () => {
      const random = randomFrom(SEED);
      let kills = 0;
      for (let at = 0; at < KILLS; at += 1) {
        await emptied();
        const moment = Math.round(LONGEST_MS * random());
        if (await isKilled(moment)) kills += 1;
        const where = `seed ${SEED}, kill ${at}, ${moment} ms after it began to write`;
        const half = beyondMentions(await catalog.look(statements)).filter((line) => !whole.has(line));
        expect(half, `half written: ${where}`).toEqual([]);
        const { code, stdout, stderr } = await headwater(
          ['import', 'all.ndjson'],
          catalog.environment,
          directory,
        );
        expect(code, stdout + stderr).toBe(0);
        expect(await catalog.look(statements), where).toEqual([...whole]);
      }
      expect(kills).toBeGreaterThan(0);
    },
    timeFor(KILLS, 40_000),
  );
});
