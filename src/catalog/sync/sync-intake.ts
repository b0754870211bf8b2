import { setImmediate } from 'node:timers/promises';
import type { EntityDocument } from '../../model/document.js';
import { applyDocuments, type IdentifiedDocument, type Source } from '../ingest/apply-documents.js';
import { validateDocument, type Rejection } from '../ingest/document-validator.js';
import type { IngestStore } from '../ingest/ingest.store.js';
import { addCounters, NO_WRITES, type WriteCounters } from '../ingest/write-counters.js';
import type { NameMapping } from '../naming/name-mapping.js';
import type { Sink, Unread, Untold } from './connector.js';
import type { NotedChanges } from './noted-changes.js';
import { SeenIds } from './seen-ids.js';
import type { SyncEvent } from './sync-report.js';
import { withUntold, type PartlyTold } from './untold.js';

/** Documents written in one transaction: large enough to be fast, small enough to lose little. */
const BATCH = 1000;
/** Batches that may wait: while they are written, a reader has its source answer the next question. */
const AHEAD = 6;
/** A person reads the first of them; the count tells of the rest. */
const KEPT_MESSAGES = 100;

interface Put {
  readonly document: EntityDocument;
  readonly untold?: Untold;
}

interface Surroundings {
  readonly ingest: IngestStore;
  readonly source: Source;
  /** Gives tables their canonical names. */
  readonly names?: NameMapping;
  readonly noted: NotedChanges;
  readonly signal: AbortSignal;
  readonly now: () => string;
  readonly tell: (event: SyncEvent) => void;
  /** Keeps a state to go on from; all that was put before is written by then. */
  readonly keep: (state: string) => Promise<void>;
}

/**
 * Takes what a connector says, and checks, compares and writes it in batches, one after the other. The reader goes on
 * meanwhile, so that its source answers while the catalog is busy, but only so many batches ahead: a large source is
 * never held in memory.
 */
export class SyncIntake implements Sink {
  readonly seen = new SeenIds();
  readonly warnings: string[] = [];
  readonly rejections: Rejection[] = [];
  readonly missed: Unread[] = [];
  readonly counters: WriteCounters = { ...NO_WRITES };
  rejected = 0;
  private batch: Put[] = [];
  /** Batches, and checkpoints behind them, that wait or are under way. */
  private readonly queue: Promise<void>[] = [];

  constructor(private readonly to: Surroundings) {}

  async put(document: EntityDocument, untold?: Untold): Promise<void> {
    this.to.signal.throwIfAborted();
    this.batch.push({ document, ...(untold ? { untold } : {}) });
    if (this.batch.length >= BATCH) await this.flush();
  }

  reject(rejection: Rejection): void {
    this.rejected += 1;
    if (this.rejections.length < KEPT_MESSAGES) this.rejections.push(rejection);
  }

  warn(message: string): void {
    if (this.warnings.length < KEPT_MESSAGES) this.warnings.push(message);
    this.to.tell({ type: 'warning', message });
  }

  unread(failure: Unread): void {
    this.miss({ ...failure, id: this.to.names?.rewriteId(failure.id) ?? failure.id });
  }

  private miss(failure: Unread): void {
    this.missed.push(failure);
    this.to.tell({ type: 'warning', message: `${failure.id} could not be read: ${failure.reason}` });
  }

  progress(phase: string, done: number, total?: number): void {
    this.to.tell({ type: 'phase', phase, done, ...(total === undefined ? {} : { total }) });
  }

  async checkpoint(state: string): Promise<void> {
    await this.flush();
    await this.enqueue(async () => {
      // While nothing was written there is nothing to be taken up: reading again is as good.
      if (Object.values(this.counters).some((count) => count > 0)) await this.to.keep(state);
    });
  }

  /** Waits until all that was put is written. */
  async settle(): Promise<void> {
    await this.flush();
    while (this.queue.length > 0) await this.queue[0];
  }

  /**
   * Waits for the batches that are to be written, however that ends; where the run is interrupted, for the one that is
   * under way. What was put since is dropped.
   */
  async abandon(): Promise<void> {
    this.batch = [];
    await Promise.allSettled(this.queue);
  }

  private async flush(): Promise<void> {
    const { batch } = this;
    this.batch = [];
    if (batch.length > 0) await this.enqueue(() => this.take(batch));
  }

  /** Has it done after all that was asked for before. Waits while too much waits already. */
  private async enqueue(work: () => Promise<void>): Promise<void> {
    const { signal } = this.to;
    const turn = (this.queue.at(-1) ?? Promise.resolve()).then(() => {
      signal.throwIfAborted();
      return work();
    });
    this.queue.push(turn);
    // One that failed stays, so that whoever asks next meets it; until then nobody awaits it.
    turn.then(
      () => this.queue.shift(),
      () => undefined,
    );
    while (this.queue.length > AHEAD) await this.queue[0];
  }

  private async take(puts: readonly Put[]): Promise<void> {
    const batch: IdentifiedDocument[] = [];
    const partly: PartlyTold[] = [];
    for (const { document, untold } of puts) {
      this.to.noted.count(document.kind, 'read');
      const validated = validateDocument(this.to.names?.rewrite(document) ?? document);
      if (!validated.ok) this.reject(validated.rejection);
      else if (this.seen.add(validated.id)) {
        if (untold) partly.push({ ...validated, untold });
        else batch.push(validated);
      } else this.warn(`${validated.id} was stated twice; the first statement counts.`);
    }
    // Others get a turn before it is compared: the reader's next question goes out.
    await setImmediate();
    for (const { id, document, unread } of await withUntold(this.to.ingest, this.to.source.name, partly)) {
      batch.push({ id, document });
      if (unread !== undefined) this.miss({ id, reason: unread });
    }
    if (batch.length > 0) await this.write(batch);
  }

  private async write(batch: readonly IdentifiedDocument[]): Promise<void> {
    const { ingest, source, noted, now, tell } = this.to;
    const applied = await applyDocuments(ingest, source, batch, now());
    for (const { document } of applied.unchanged) noted.count(document.kind, 'unchanged');
    addCounters(this.counters, applied.counters);
    for (const { downstream, statement } of applied.pending) {
      this.warn(
        `${downstream} names ${statement.upstream}, which no service here has yet; the edge is kept until one does.`,
      );
    }
    for (const { entity, brokenRules } of applied.flagged)
      this.warn(
        `${entity} is recorded as ${source.name} says, but breaks a rule: ${brokenRules.join(', ')}.`,
      );
    const { created, updated, unchanged } = noted.totals();
    tell({ type: 'written', written: created + updated, unchanged });
  }
}
