/** `npm run bench -- [WORK …] [--size N] [--engine NAME] [--repeats N] [--json FILE]`: see README.md beside this. */
import './production.js';
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { load } from './load.js';
import { measure } from './measure.js';
import { readOptions, USAGE, UsageError, type BenchOptions } from './options.js';
import { progress } from './progress.js';
import { jsonOf, tableOf, type ResultRow } from './report.js';
import { assertSameRows, hashRows } from './rows.js';
import { openSubject, type Engine, type Subject } from './subject.js';
import { WORKS } from './works/index.js';
import type { Case } from './works/work.js';

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
  for (const engine of options.engines) rows.push(...(await runOn(engine, options, interrupt.signal)));
  process.stdout.write(`${tableOf(rows)}\n`);
  if (options.json) writeFileSync(options.json, jsonOf(rows));
  const missed = rows.filter(({ ratio, goal }) => goal !== null && ratio > goal);
  for (const { work, engine, ratio, goal } of missed)
    progress(`${work} on ${engine} misses its goal: ${ratio.toFixed(2)}, not ${goal}.`);
  return missed.length > 0 ? 1 : 0;
}

/** Everything that was started is ended in order; a second Ctrl-C does not wait for that. */
function stop(interrupt: AbortController): void {
  progress('Stopping; press Ctrl-C again to stop at once.');
  process.once('SIGINT', () => process.exit(130));
  interrupt.abort(new Interrupted('It was interrupted.'));
}

async function runOn(engine: Engine, options: BenchOptions, signal: AbortSignal): Promise<ResultRow[]> {
  const { size, seed } = options;
  const works = options.works.flatMap((name) => WORKS.get(name) ?? []);
  const placed = new Map(works.map((work) => [work, work.place(seed)] as const));
  progress(`${engine}: starting`);
  const subject = await openSubject(engine);
  try {
    await load(subject.store, { size, seed, placed: [...placed.values()].flat() }, signal);
    const rows: ResultRow[] = [];
    for (const [work, graphs] of placed)
      for (const asked of work.cases(subject, graphs))
        rows.push(await runCase(asked, subject, options, signal));
    return rows;
  } finally {
    await subject.close();
  }
}

async function runCase(
  asked: Case,
  { engine, statements }: Subject,
  { size, repeats }: BenchOptions,
  signal: AbortSignal,
): Promise<ResultRow> {
  const { work, goal, answers, calls } = asked;
  statements.take();
  const { ours, other } = await asked.rowsOf();
  const sent = statements.take();
  assertSameRows(work, ours, other);
  const measured = await measure(asked.ours, asked.other, { repeats, calls, signal });
  progress(`${engine} ${work}: ${measured.ratio.toFixed(2)}, by ${counted(sent)}`);
  return {
    ...{ work, engine, size, answers, goal, statements: sent.length },
    ...measured,
    rowsHash: hashRows(ours),
  };
}

/** `3 × hops-upstream, 1 × sync-runs-of`. */
function counted(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} × ${name}`).join(', ');
}

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof UsageError ? `${message}\n\n${USAGE}` : `${message}\n`);
  if (error instanceof Interrupted) return 130;
  return error instanceof UsageError ? 2 : 1;
});
