import { randomUUID } from 'node:crypto';
import { HeadwaterError } from '../../errors.js';
import type { EntityDocument } from '../../model/document.js';
import type { SyncState } from '../../model/states.js';
import { applyDocuments, resolvePending, type IdentifiedDocument } from '../ingest/apply-documents.js';
import { validateDocument, type Rejection } from '../ingest/document-validator.js';
import type { IngestStore } from '../ingest/ingest.store.js';
import { addCounters, NO_WRITES, type WriteCounters } from '../ingest/write-counters.js';
import type { Connector, Listing, ReadingWish, Sink, Unread } from './connector.js';
import { findGone, refusalOf, retireGone } from './retire-gone.js';

/** Documents written in one transaction: large enough to be fast, small enough to lose little. */
const BATCH = 1000;
/** A person reads the first of them; the count tells of the rest. */
const KEPT_MESSAGES = 100;
/** More than this of all things, or of those of a kind, is not retired without a person who says so. */
const REMOVAL_LIMIT = 0.2;
const EVERYTHING: ReadingWish = { first: [] };
/** The source of what the catalog says of its own doing. */
const CATALOG = { name: 'headwater', masters: ['SyncRun'] } as const;

export type SyncEvent =
  | { type: 'phase'; phase: string; done: number; total?: number }
  | { type: 'written'; written: number; unchanged: number }
  | { type: 'warning'; message: string };

export interface SyncReport {
  readonly service: string;
  readonly run: string;
  readonly state: SyncState;
  readonly startedAt: string;
  readonly endedAt: string;
  /** Why it is not COMPLETE. */
  readonly reason?: string;
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Ended, because the source no longer holds them. */
  readonly retired: number;
  /** Had ended and came back. */
  readonly restored: number;
  readonly rejected: number;
  readonly rejections: readonly Rejection[];
  readonly warnings: readonly string[];
  readonly requests: number;
  readonly seconds: number;
  /** Writes to the catalog's content, by the database's own count; the run's record is not among them. */
  readonly counters: WriteCounters;
  /** Documents read, by kind. */
  readonly kinds: Readonly<Record<string, number>>;
}

export interface SyncOptions {
  readonly onEvent?: (event: SyncEvent) => void;
  readonly signal?: AbortSignal;
  readonly clock?: () => Date;
  /** Who started it; left out: the service itself. */
  readonly actor?: string;
  /** A hash of what is asked for of the source; where it is another than the last time, nothing is missed as gone. */
  readonly scope?: string;
  /** Retires what is gone, however much it is. */
  readonly acceptRemovals?: boolean;
  /** The share of all things, and of those of a kind, above which retiring is left to a person. */
  readonly removalLimit?: number;
}

/**
 * Reads one source and writes what it says anew. The reader goes on while a batch is being written, but not
 * further than one batch ahead. Whatever happens, what was there before stays, and the run is recorded.
 */
export async function runSync(
  store: IngestStore,
  connector: Connector,
  options: SyncOptions = {},
): Promise<SyncReport> {
  const run = new SyncInProgress(store, connector, options);
  return run.toEnd();
}

class SyncInProgress implements Sink {
  private readonly clock: () => Date;
  private readonly started: Date;
  private readonly seen = new Set<string>();
  private readonly warnings: string[] = [];
  private readonly rejections: Rejection[] = [];
  private readonly missed: Unread[] = [];
  private readonly kinds: Record<string, number> = {};
  private readonly totals = {
    read: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    retired: 0,
    restored: 0,
    rejected: 0,
  };
  private readonly counters: WriteCounters = { ...NO_WRITES };
  private readonly run = randomUUID();
  private batch: IdentifiedDocument[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: IngestStore,
    private readonly connector: Connector,
    private readonly options: SyncOptions,
  ) {
    this.clock = options.clock ?? (() => new Date());
    this.started = this.clock();
  }

  async toEnd(): Promise<SyncReport> {
    const signal = this.options.signal ?? new AbortController().signal;
    try {
      const listing = await this.connector.read(this, signal, EVERYTHING);
      await this.flush();
      await this.writing;
      const joined = await resolvePending(this.store, this.now());
      if (joined > 0) this.warn(`${joined} edges to model versions that were unknown before are now joined.`);
      const refusal = this.isWhole(listing) ? await this.retire() : undefined;
      const state = refusal === undefined ? this.stateAfter(listing) : 'FAILED_SAFE';
      return await this.end(state, listing.requests, refusal ?? listing.reason);
    } catch (error) {
      await this.writing.catch(() => undefined);
      return this.end('FAILED', 0, reasonOf(error, signal));
    }
  }

  async put(document: EntityDocument): Promise<void> {
    this.options.signal?.throwIfAborted();
    this.totals.read += 1;
    const validated = validateDocument(document);
    if (!validated.ok) return this.reject(validated.rejection);
    if (this.seen.has(validated.id))
      return this.warn(`${validated.id} was stated twice; the first statement counts.`);
    this.seen.add(validated.id);
    this.kinds[document.kind] = (this.kinds[document.kind] ?? 0) + 1;
    this.batch.push(validated);
    if (this.batch.length >= BATCH) await this.flush();
  }

  reject(rejection: Rejection): void {
    this.totals.rejected += 1;
    if (this.rejections.length < KEPT_MESSAGES) this.rejections.push(rejection);
  }

  warn(message: string): void {
    if (this.warnings.length < KEPT_MESSAGES) this.warnings.push(message);
    this.options.onEvent?.({ type: 'warning', message });
  }

  async checkpoint(): Promise<void> {
    await this.flush();
    await this.writing;
  }

  unread(failure: Unread): void {
    this.missed.push(failure);
  }

  progress(phase: string, done: number, total?: number): void {
    this.options.onEvent?.({ type: 'phase', phase, done, ...(total === undefined ? {} : { total }) });
  }

  private async flush(): Promise<void> {
    await this.writing;
    const batch = this.batch;
    this.batch = [];
    if (batch.length === 0) return;
    this.writing = this.write(batch);
    // Its failure is met at the next flush or at the end; until then nobody awaits it.
    this.writing.catch(() => undefined);
  }

  private async write(batch: readonly IdentifiedDocument[]): Promise<void> {
    const { actor } = this.options;
    const source = {
      ...{ name: this.connector.service, masters: this.connector.masters, run: this.run },
      ...(actor === undefined ? {} : { actor }),
    };
    const applied = await applyDocuments(this.store, source, batch, this.now());
    this.totals.created += applied.created;
    this.totals.updated += applied.updated;
    this.totals.unchanged += applied.unchanged;
    this.totals.restored += applied.restored;
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
    const { created, updated, unchanged } = this.totals;
    this.options.onEvent?.({ type: 'written', written: created + updated, unchanged });
  }

  /** What could not be taken may be there all the same. */
  private isWhole({ complete }: Listing): boolean {
    return complete && this.totals.rejected + this.missed.length === 0;
  }

  private stateAfter(listing: Listing): SyncState {
    return this.isWhole(listing) ? 'COMPLETE' : 'PARTIAL';
  }

  /** Ends what the source no longer holds. @returns why it was left to a person, where it was. */
  private async retire(): Promise<string | undefined> {
    const { service } = this.connector;
    const gone = await findGone(this.store, service, this.seen);
    if (gone.ids.length === 0) return undefined;
    if (!this.options.acceptRemovals) {
      const { removalLimit = REMOVAL_LIMIT } = this.options;
      const refusal = (await this.otherScope()) ?? refusalOf(gone, removalLimit);
      if (refusal !== undefined) return refusal;
    }
    const { actor = service } = this.options;
    const origin = { source: service, actor, run: this.run };
    const { retired, counters } = await retireGone(this.store, origin, gone.ids, this.now());
    this.totals.retired += retired;
    addCounters(this.counters, counters);
    return undefined;
  }

  private async otherScope(): Promise<string | undefined> {
    const { scope } = this.options;
    const last = await this.store.lastScope(this.connector.service);
    if (scope === undefined || last === undefined || scope === last) return undefined;
    return 'What this service is configured to read is not what it was the last time, so what the listing lacks is not known to be gone. Nothing was retired. If it is right, sync once with --accept-removals.';
  }

  private async end(state: SyncState, requests: number, reason: string | undefined): Promise<SyncReport> {
    const ended = this.clock();
    const report: SyncReport = {
      service: this.connector.service,
      run: this.run,
      state,
      startedAt: this.started.toISOString(),
      endedAt: ended.toISOString(),
      ...(reason === undefined ? {} : { reason }),
      ...this.totals,
      rejections: this.rejections,
      warnings: this.warnings,
      requests,
      seconds: (ended.getTime() - this.started.getTime()) / 1000,
      counters: this.counters,
      kinds: this.kinds,
    };
    await this.record(report);
    return report;
  }

  /** Keeps what the run did, so that answers can say how fresh their sources are. */
  private async record(report: SyncReport): Promise<void> {
    const { service, run, state, startedAt, endedAt, read, created, updated, unchanged, rejected } = report;
    const { retired, restored, requests } = report;
    const { scope } = this.options;
    const rejections = report.rejections.map(
      ({ document, pointer, reason }) => `${document} ${pointer}: ${reason}`,
    );
    const document: EntityDocument = {
      kind: 'SyncRun',
      ...{ service, run, state, startedAt, endedAt, read, created, updated, unchanged, rejected, requests },
      ...{ retired, restored, ...(scope === undefined ? {} : { scope }) },
      name: `${service} ${startedAt}`,
      complete: state === 'COMPLETE',
      warnings: [...rejections, ...report.warnings].map((text) => storable(text, 10_000)),
      ...(report.reason === undefined ? {} : { error: storable(report.reason, 100_000) }),
    };
    const validated = validateDocument(document);
    if (!validated.ok)
      throw new Error(`The record of the sync is not valid: ${JSON.stringify(validated.rejection)}`);
    await applyDocuments(this.store, CATALOG, [validated], this.now());
  }

  private now(): string {
    return this.clock().toISOString();
  }
}

/** The beginning of a text, also where the text quotes what is not valid Unicode or is cut within a character. */
const storable = (text: string, length: number): string =>
  text.slice(0, length).replace(/\p{Surrogate}/gu, '\ufffd');

function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted)
    return 'It was interrupted. What was written before stays; the next run goes on from there.';
  if (error instanceof HeadwaterError) return error.message;
  // Not expected: the whole of it helps whoever has to find out.
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
