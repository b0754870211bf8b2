/** `npm run bench -- [WORK …] [--size N] [--engine NAME] [--repeats N] [--json FILE]`: see README.md beside this. */
import './production.js';
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { derivedRows } from './derived.js';
import { missesOf } from './goals.js';
import { load } from './load.js';
import { readOptions, USAGE, UsageError, type BenchOptions } from './options.js';
import type { PlacedGraph } from './placed-graphs.js';
import { progress } from './progress.js';
import { jsonOf, tableOf, type ResultRow } from './report.js';
import { runCase } from './run-case.js';
import { openSubject, type Engine, type Subject } from './subject.js';
import { missesOfSync, syncTableOf, type SyncRow } from './sync/sync-rows.js';
import { runSyncWork } from './sync/w5-sync.js';
import type { Work } from './works/work.js';

class Interrupted extends Error {}

async function run(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (!options) {
    process.stdout.write(USAGE);
    return 0;
  }
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop(interrupt));
  const rows: ResultRow[] = [];
  const syncs: SyncRow[] = [];
  for (const engine of options.engines) {
    if (options.works.length > 0) rows.push(...(await runOn(engine, options, interrupt.signal)));
    syncs.push(...(await runSyncWork(engine, options.registries, interrupt.signal)));
  }
  if (rows.length > 0) process.stdout.write(`${tableOf(rows)}\n`);
  if (syncs.length > 0) process.stdout.write(`${syncTableOf(syncs)}\n`);
  if (options.json) writeFileSync(options.json, jsonOf([...rows, ...syncs]));
  const missed = [...rows.flatMap(missesOf), ...syncs.flatMap(missesOfSync)];
  for (const miss of missed) progress(miss);
  return missed.length > 0 ? 1 : 0;
}

/** Everything that was started is ended in order; a second Ctrl-C does not wait for that. */
function stop(interrupt: AbortController): void {
  progress('Stopping; press Ctrl-C again to stop at once.');
  process.once('SIGINT', () => process.exit(130));
  interrupt.abort(new Interrupted('It was interrupted.'));
}

/** The sizes come one after the other in one catalog, which grows: nothing but the size is different. */
async function runOn(engine: Engine, options: BenchOptions, signal: AbortSignal): Promise<ResultRow[]> {
  progress(`${engine}: starting`);
  const subject = await openSubject(engine);
  const rows = new Map(options.works.map(({ work }) => [work, [] as ResultRow[]] as const));
  try {
    for (const size of options.sizes) {
      const placed = await place(subject, size, options, signal);
      for (const [work, found] of rows)
        for (const asked of await work.cases(subject, placed.get(work) ?? []))
          found.push(await runCase(asked, subject, { size, repeats: options.repeats, signal }));
    }
    return [...rows].flatMap(([work, found]) => [...found, ...derivedRows(work, found)]);
  } finally {
    await subject.close();
  }
}

/** Loads what the works ask about. The things themselves are let go again: the process is to be as the product's is. */
async function place(
  { store }: Subject,
  size: number,
  { works, seed }: BenchOptions,
  signal: AbortSignal,
): Promise<Map<Work, PlacedGraph[]>> {
  const placements = works.map(({ work, parts }) => [work, work.place(seed, parts)] as const);
  await load(store, { size, seed, placed: placements.flatMap(([, placed]) => placed) }, signal);
  return new Map(
    placements.map(([work, placed]) => [work, placed.map(({ things: _things, ...graph }) => graph)] as const),
  );
}

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof UsageError ? `${message}\n\n${USAGE}` : `${message}\n`);
  if (error instanceof Interrupted) return 130;
  return error instanceof UsageError ? 2 : 1;
});
