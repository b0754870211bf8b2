import type { ReadingWish, Sink } from '../../catalog/sync/connector.js';
import { parseId } from '../../model/entity-id.js';
import type { MlflowApi } from './mlflow-api.js';
import type { Notes } from './notes.js';
import { packState, Position, versionName, type ReadingState } from './reading-state.js';
import type { VersionReading } from './version-reading.js';
import type { WireVersion } from './wire-types.js';

/** Versions whose runs, files and histories are read together: what is held in memory at a time. */
const TOGETHER = 500;
/** Versions that are asked for one by one, because the last run could not read them. */
const MOST_FIRST = 200;

interface Registry {
  readonly api: MlflowApi;
  readonly sink: Sink;
  readonly service: string;
  readonly notes: Notes;
  readonly reading: VersionReading;
  readonly experimentIds: readonly string[];
  /** Whether a version belongs to what is read. */
  readonly takes: (version: WireVersion) => boolean;
  readonly aliasesOf: (version: WireVersion) => string[];
  /** Whether models were changed since they were listed: then versions may have shifted between pages. */
  readonly changed: () => Promise<boolean>;
}

/** One pass over the versions of a registry: first what the last run could not read, then all, in batches. */
export class VersionPass {
  /** All that were met, by {@link versionName}. */
  readonly seen = new Set<string>();
  /** Pages shifted against each other twice: something may be missing. */
  shifted = false;
  private readonly early = new Set<string>();
  private readonly unread = new Set<string>();
  private readonly position = new Position();
  /** So many of the listing were read by the run before. */
  private from = 0;
  private batch: WireVersion[] = [];

  constructor(private readonly registry: Registry) {}

  async run({ first }: ReadingWish, state: ReadingState | undefined): Promise<void> {
    const resumed = state && (await this.isSameUntil(state)) ? state : undefined;
    // What was to be read first was so before the first place to go on from.
    if (resumed) await this.goOnFrom(resumed);
    else await this.readFirst(first);
    await this.readListed(resumed);
  }

  private async goOnFrom(state: ReadingState): Promise<void> {
    const { early, unread, tables, notes, unreadRuns, position } = state;
    const { reading, experimentIds } = this.registry;
    const again = new Set(unread);
    for (const name of early) if (!again.has(name)) this.early.add(name);
    this.from = position.count;
    reading.runs.tables.goOnFrom(tables);
    this.registry.notes.goOnFrom(notes);
    await reading.runs.read(unreadRuns, experimentIds);
  }

  /** Whether the listing begins as it did when the state was kept: only then is it known what was read of it. */
  private async isSameUntil({ position }: ReadingState): Promise<boolean> {
    const here = new Position();
    if (here.is(position)) return true;
    for await (const page of this.registry.api.versions()) {
      for (const row of page) {
        here.add(row);
        if (here.count === position.count) return here.is(position);
      }
    }
    return false;
  }

  private async readFirst(ids: readonly string[]): Promise<void> {
    for (const [name, version] of this.namesOf(ids)) {
      const row = await this.registry.api.oneVersion(name, version);
      if (!row || !this.registry.takes(row)) continue;
      this.early.add(versionName(row));
      this.batch.push(row);
    }
    await this.flush();
  }

  private namesOf(ids: readonly string[]): [name: string, version: string][] {
    const keys = ids.map((id) => parseId(id)).filter(({ kind }) => kind === 'MLModelVersion');
    const own = keys.filter(({ key }) => key.length === 3 && key[0] === this.registry.service);
    return own.slice(0, MOST_FIRST).map(({ key }) => [String(key[1]), String(key[2])]);
  }

  private async readListed(resumed: ReadingState | undefined): Promise<void> {
    const again = new Set(resumed?.unread);
    let [pages, repeated] = [0, false];
    for await (const page of this.registry.api.versions(() => (repeated = true))) {
      pages += 1;
      for (const row of page) {
        this.position.add(row);
        const before = this.position.count <= this.from;
        await this.meet(row, before && !again.has(versionName(row)));
      }
    }
    await this.flush();
    // Deletions move rows to pages that were read already. It is the models that show them.
    if (pages > 1 && (repeated || (await this.registry.changed()))) await this.secondLook();
  }

  private async meet(row: WireVersion, done: boolean): Promise<void> {
    if (!this.registry.takes(row)) return;
    this.seen.add(versionName(row));
    if (done || this.early.has(versionName(row))) return;
    this.batch.push(row);
    if (this.batch.length >= TOGETHER) await this.flush();
  }

  /** Reads what the first look missed. */
  private async secondLook(): Promise<void> {
    for await (const page of this.registry.api.versions(() => (this.shifted = true))) {
      for (const row of page) if (!this.seen.has(versionName(row))) await this.meet(row, false);
    }
    await this.flush();
  }

  private async flush(): Promise<void> {
    if (this.batch.length === 0) return;
    const { reading, experimentIds, aliasesOf, sink } = this.registry;
    const failed = await reading.read(this.batch, experimentIds, aliasesOf);
    for (const version of failed) this.unread.add(versionName(version));
    this.batch = [];
    sink.progress('versions', this.seen.size);
    // What was read again on the way there is no reason to fall back behind it.
    if (this.position.count < this.from) return;
    const state = packState({
      position: this.position.state,
      unread: [...this.unread],
      unreadRuns: reading.runs.unread,
      early: [...this.early],
      tables: reading.runs.tables.state,
      notes: this.registry.notes.state,
    });
    if (state !== undefined) await sink.checkpoint(state);
  }
}
