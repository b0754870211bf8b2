import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool } from '../../test/support/run-tool.js';
import { median } from '../measure.js';
import { progress } from '../progress.js';
import type { Engine } from '../subject.js';
import { copyGraph, writeBare, type GraphCopy } from './graph-copy.js';
import { readBare, readOneByOne } from './readers.js';
import { recordRequests, type Recorded } from './request-recorder.js';
import { startSeeded, type SeededRegistry } from './seeded-registry.js';
import { syncOnce, type SyncOutcome } from './sync-process.js';
import { compared, type Pairs, type SyncRow } from './sync-rows.js';
import { openTarget, type SyncTarget } from './sync-target.js';

/** Works that are no question to a server: what the command line knows of them. */
export const SYNC_WORK = {
  name: 'W5',
  what: 'a registry of MLflow, synced: first, unchanged, changed a little; needs Python and MLflow',
  parts: ['100', '1000', '10000'],
} as const;

const GOALS = { first: 1.25, unchanged: 1.1, changed: 1.25, oneByOne: 1 / 5, growth: 11, rssMiB: 300 };
/** Versions that are read one by one; the time for all is that many times more. */
const SAMPLE = 200;
const VERSIONS = 5;

interface Repeats {
  readonly first: number;
  readonly again: number;
}

const repeatsAt = (models: number): Repeats =>
  models > 1000 ? { first: 2, again: 2 } : { first: 3, again: 3 };

/** Measures the syncs of registries of these sizes on one engine. */
export async function runSyncWork(
  engine: Engine,
  sizes: readonly number[],
  signal: AbortSignal,
): Promise<SyncRow[]> {
  if (sizes.length === 0) return [];
  await runTool('npm', ['run', 'build']);
  const rows: SyncRow[] = [];
  for (const models of sizes) {
    progress(`${engine} W5/${models}: starting`);
    const target = await openTarget(engine);
    try {
      const registry = await startSeeded(models);
      try {
        rows.push(...(await new RegistrySyncs(engine, models, target, registry, signal).toEnd()));
      } finally {
        await registry.stop();
      }
    } finally {
      await target.stop();
    }
  }
  return [...rows, ...grown(rows)];
}

/** All arms on one registry: the product's in a process of its own, the bare ones in this. */
class RegistrySyncs {
  private readonly repeats: Repeats;
  private requests: readonly Recorded[] = [];

  constructor(
    private readonly engine: Engine,
    private readonly models: number,
    private readonly target: SyncTarget,
    private readonly registry: SeededRegistry,
    private readonly signal: AbortSignal,
  ) {
    this.repeats = repeatsAt(models);
  }

  async toEnd(): Promise<SyncRow[]> {
    const copy = await this.record();
    try {
      const first = await this.first(copy);
      const unchanged = await this.again('unchanged', copy);
      const changed = await this.again('changed', copy);
      return [first, unchanged, this.besideUnchanged(changed, unchanged), await this.oneByOne(unchanged)];
    } finally {
      await rm(copy.file, { force: true });
    }
  }

  /** A sync that is not timed shows what is asked of the source, and what is then in the catalog. */
  private async record(): Promise<GraphCopy> {
    await this.target.empty();
    const recorder = await recordRequests(this.registry.url);
    await syncOnce(recorder.url, this.target).finally(() => recorder.stop());
    this.requests = recorder.requests;
    const engine = await this.target.bare();
    const copy = await copyGraph(engine, join(this.target.directory, 'copy.ndjson'));
    await engine.close();
    this.say(`${recorder.requests.length} requests, ${copy.nodes} nodes and ${copy.edges} edges`);
    return copy;
  }

  private async first(copy: GraphCopy): Promise<SyncRow> {
    const times: { ours: number; reader: number; writer: number }[] = [];
    let last: SyncOutcome | undefined;
    for (let repeat = 0; repeat < this.repeats.first; repeat += 1) {
      this.signal.throwIfAborted();
      const reader = await readBare(this.registry.url, this.requests);
      const writer = await this.writeBare(copy);
      await this.target.empty();
      last = await this.sync();
      times.push({ ours: last.seconds * 1000, reader, writer });
      this.say(`first ${last.seconds.toFixed(1)} s, reader ${show(reader)}, writer ${show(writer)}`);
    }
    const [reader, writer] = [median(times.map((t) => t.reader)), median(times.map((t) => t.writer))];
    const slower = writer > reader ? 'writer' : 'reader';
    const pairs = times.map((time) => ({ ours: time.ours, other: time[slower] }));
    return this.row('first', `bare ${slower}`, GOALS.first, pairs, last as SyncOutcome, copy.hash);
  }

  private async writeBare(copy: GraphCopy): Promise<number> {
    await this.target.empty();
    const engine = await this.target.bare();
    const spent = await writeBare(engine, copy);
    await engine.close();
    return spent;
  }

  /** Of a catalog that is filled already. */
  private async again(what: 'unchanged' | 'changed', copy: GraphCopy): Promise<SyncRow> {
    const pairs: { ours: number; other: number }[] = [];
    let last: SyncOutcome | undefined;
    for (let repeat = 0; repeat < this.repeats.again; repeat += 1) {
      this.signal.throwIfAborted();
      if (what === 'changed') await this.registry.change(repeat + 1);
      const other = await readBare(this.registry.url, this.requests);
      last = await this.sync();
      pairs.push({ ours: last.seconds * 1000, other });
      this.say(`${what} ${last.seconds.toFixed(1)} s, reader ${show(other)}`);
    }
    const goal = what === 'unchanged' ? GOALS.unchanged : null;
    const row = this.row(what, 'bare reader', goal, pairs, last as SyncOutcome, copy.hash);
    return what === 'unchanged' ? { ...row, mostWrites: 0 } : row;
  }

  /** The two did not take turns: both are measured by the reader that ran beside each of them. */
  private besideUnchanged(changed: SyncRow, unchanged: SyncRow): SyncRow {
    return { ...changed, goal: Number((unchanged.ratio * GOALS.changed).toFixed(2)) };
  }

  private async oneByOne(unchanged: SyncRow): Promise<SyncRow> {
    const pairs: { ours: number; other: number }[] = [];
    let last: SyncOutcome | undefined;
    for (let repeat = 0; repeat < this.repeats.first; repeat += 1) {
      this.signal.throwIfAborted();
      const each = await readOneByOne(this.registry.url, SAMPLE);
      last = await this.sync();
      pairs.push({ ours: last.seconds * 1000, other: each * this.models * VERSIONS });
      this.say(`one by one ${each.toFixed(1)} ms for each version`);
    }
    const against = 'one version at a time (scaled)';
    return this.row('one by one', against, GOALS.oneByOne, pairs, last as SyncOutcome, unchanged.rowsHash);
  }

  private sync(): Promise<SyncOutcome> {
    return syncOnce(this.registry.url, this.target);
  }

  private row(
    what: string,
    against: string,
    goal: number | null,
    pairs: Pairs,
    { counters, requests, peakRssMiB, read }: SyncOutcome,
    rowsHash: string,
  ): SyncRow {
    return {
      ...{ work: `W5/${this.models} ${what}`, engine: this.engine, size: this.models, against, goal },
      ...compared(pairs),
      ...{ rowsHash, answers: read, requests, peakRssMiB },
      // The embedded engine holds the whole graph in the process; elsewhere only what a sync itself needs is there.
      ...(this.engine === 'neo4j' ? { mostRssMiB: GOALS.rssMiB } : {}),
      writes: (Object.values(counters) as number[]).reduce((sum, count) => sum + count, 0),
    };
  }

  private say(line: string): void {
    progress(`${this.engine} W5/${this.models}: ${line}`);
  }
}

/** The largest registry of the run beside the smallest. */
function grown(rows: readonly SyncRow[]): SyncRow[] {
  const sizes = rows.map(({ size }) => size);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  if (least === most) return [];
  return ['first', 'unchanged'].flatMap((what) => {
    const [small, large] = [least, most].map((size) =>
      rows.find(({ work }) => work === `W5/${size} ${what}`),
    );
    if (!small || !large) return [];
    const pairs = [{ ours: large.ours, other: small.ours }];
    const goal = GOALS.growth * (most / least / 10);
    const { engine, size, answers, rowsHash } = large;
    const work = `W5 ${what} growth`;
    return [{ work, engine, size, answers, rowsHash, goal, against: small.work, ...compared(pairs) }];
  });
}

const show = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
