import type { EntityKind } from '../../model/entities.js';
import { idOrNothing } from '../edge-to.js';
import { text } from '../filled-text.js';
import type { InParts } from './in-parts.js';
import { runDatasets } from './run-datasets.js';
import { parentRunId, runDocument } from './run-document.js';
import { TableRegister } from './table-register.js';
import { spread } from './spread.js';
import { integer } from './values.js';
import type { Surroundings } from './version-reading.js';
import type { WireRun } from './wire-types.js';

/** What is known by runs alone: the runs that they are nested in, and the tables that they read. */
const TOLD_BY_RUNS: readonly EntityKind[] = ['TrainingRun', 'Table', 'Column'];
/** Of runs that were not found at once, so many are asked for alone. */
const ASKED_AGAIN = 10;

interface ReadRuns {
  readonly runs: Map<string, WireRun>;
  /** Why, by id, the others cannot be read. */
  readonly failed: ReadonlyMap<string, string>;
}

/** Reads the runs of versions, and those that they are nested in, and states each once. */
export class RunReading {
  readonly tables = new TableRegister();
  /** A run is stated once, though copies of a version share it. */
  private readonly stated = new Set<string>();
  private readonly failed = new Map<string, string>();

  constructor(
    private readonly to: Surroundings,
    private readonly parts: InParts,
  ) {}

  /** The runs that could not be read, by id. */
  get unread(): string[] {
    return [...this.failed.keys()];
  }

  /** The runs with these ids that there are; those that cannot be read are told as unread. */
  async read(ids: readonly string[], experimentIds: readonly string[]): Promise<ReadRuns> {
    const runs = await this.ask(ids, experimentIds);
    const found = new Map(runs);
    let next = this.parentsOf(runs, found);
    while (next.length > 0) {
      const parents = await this.ask(next, experimentIds);
      for (const [id, run] of parents) found.set(id, run);
      next = this.parentsOf(parents, found);
    }
    const fresh = [...found].filter(([id]) => !this.stated.has(id));
    for (const [id] of fresh) this.stated.add(id);
    for (const [, run] of fresh) await this.state(run);
    return { runs, failed: this.failed };
  }

  datasetsOf(run: WireRun): ReturnType<typeof runDatasets> {
    const { options, notes } = this.to;
    const naming = { service: options.service, namespace: text(options.datasets?.namespace) };
    return runDatasets(run, naming, notes);
  }

  private async ask(ids: readonly string[], experimentIds: readonly string[]): Promise<Map<string, WireRun>> {
    const runs = await this.parts.ask(
      ids.filter((id) => !this.failed.has(id)),
      (some) => this.to.api.runs(some, experimentIds),
      (id, reason) => this.tellUnread(id, reason),
    );
    const found = new Map(runs.map((run) => [String(run.info?.run_id), run]));
    await this.doubt(ids.filter((id) => !found.has(id) && !this.failed.has(id)));
    return found;
  }

  /**
   * Runs that a search did not show may be gone, or of another tracker; or the search was not whole. Some of them are
   * asked for one by one: where one is there after all, nothing is certain of those that were not asked for either.
   */
  private async doubt(missing: readonly string[]): Promise<void> {
    const asked = spread(missing, ASKED_AGAIN);
    const there: string[] = [];
    for (const id of asked) if (await this.to.api.oneRun(id)) there.push(id);
    if (there.length === 0) return;
    const unasked = missing.filter((id) => !asked.includes(id));
    const reason = `The search for runs did not show run ${there[0]}, which is there when asked for alone: its answer was not whole.`;
    for (const id of [...there, ...unasked]) this.tellUnread(id, reason);
  }

  private tellUnread(run: string, reason: string): void {
    this.failed.set(run, reason);
    const id = idOrNothing('TrainingRun', [this.to.options.service, run]);
    if (id !== undefined) this.to.sink.unread({ id, reason, tellsOf: TOLD_BY_RUNS });
  }

  private parentsOf(runs: ReadonlyMap<string, WireRun>, found: ReadonlyMap<string, WireRun>): string[] {
    const parents = [...runs.values()].flatMap((run) => parentRunId(run) ?? []);
    const unknown = parents.filter((id) => !found.has(id) && !this.stated.has(id) && !this.failed.has(id));
    return [...new Set(unknown)];
  }

  private async state(run: WireRun): Promise<void> {
    const { options, links, put } = this.to;
    const datasets = this.datasetsOf(run);
    for (const dataset of datasets) this.tables.add(dataset, integer(run.info?.start_time) ?? 0);
    const parent = parentRunId(run);
    // One that cannot be read this time is there all the same.
    const there = parent !== undefined && (this.stated.has(parent) || this.failed.has(parent));
    await put(runDocument({ service: options.service, run, datasets, links, ...(there ? { parent } : {}) }));
  }
}
