import { randomUUID } from 'node:crypto';
import { HeadwaterError } from '../../errors.js';
import type { EntityKind } from '../../model/entities.js';
import type { SyncState } from '../../model/states.js';
import { resolvePending } from '../ingest/apply-documents.js';
import type { IngestStore } from '../ingest/ingest.store.js';
import { addCounters } from '../ingest/write-counters.js';
import type { Connector, Listing } from './connector.js';
import { NameMapping } from '../naming/name-mapping.js';
import type { NamesSection } from '../naming/name-rules.js';
import { namingLines } from './naming-lines.js';
import { NotedChanges } from './noted-changes.js';
import { KEPT_RUNS, oldRuns } from './old-runs.js';
import { findGone, refusalOf, retireGone, type Gone } from './retire-gone.js';
import { beginningOf, type Beginning, type BeginningOptions } from './sync-beginning.js';
import { SyncIntake } from './sync-intake.js';
import { SyncLease, type LeaseOptions } from './sync-lease.js';
import { recordSync } from './sync-record.js';
import type { SyncEvent, SyncReport } from './sync-report.js';
import type { SyncStore } from './sync.store.js';

/** More than this of all things, or of those of a kind, is not retired without a person who says so. */
const REMOVAL_LIMIT = 0.2;

export interface SyncOptions extends BeginningOptions, LeaseOptions {
  readonly onEvent?: (event: SyncEvent) => void;
  readonly clock?: () => Date;
  /** How the tables of sources get their canonical names; without it they keep their own. */
  readonly names?: NamesSection;
  /** Who started it; left out: the service itself. */
  readonly actor?: string;
  /** Says what it would do, and does nothing. */
  readonly dryRun?: boolean;
  /** Retires what is gone, however much it is, and takes the source for the right one. */
  readonly acceptRemovals?: boolean;
  /** The share of all things, and of those of a kind, above which retiring is left to a person. */
  readonly removalLimit?: number;
  /** How many runs of the service stay on record. */
  readonly keepRuns?: number;
}

/**
 * Reads one source, writes what it says anew and ends what it no longer holds. Whatever happens, what was there before
 * stays, and the run is recorded.
 * @throws CONFLICT where another run of the service is under way.
 */
export async function runSync(
  store: SyncStore,
  connector: Connector,
  options: SyncOptions = {},
): Promise<SyncReport> {
  const run = randomUUID();
  if (options.dryRun) return new SyncInProgress(store, store.rehearsal(), connector, run, options).toEnd();
  const lease = await SyncLease.take(store, connector.service, run, options);
  try {
    const signal = AbortSignal.any([lease.signal, ...(options.signal ? [options.signal] : [])]);
    const guarded = lease.guard(store.ingest);
    return await new SyncInProgress(store, guarded, connector, run, { ...options, signal }).toEnd();
  } finally {
    await lease.drop();
  }
}

/** One run, from what it is to read to its record. */
class SyncInProgress {
  private readonly clock: () => Date;
  private readonly started: Date;
  private readonly signal: AbortSignal;
  private readonly ingest: IngestStore;
  private readonly noted: NotedChanges;
  private readonly intake: SyncIntake;
  private refused: readonly string[] = [];
  private beginning: Beginning | undefined;
  private readonly names: NameMapping | undefined;
  private checkpoints = 0;

  constructor(
    private readonly store: SyncStore,
    plain: IngestStore,
    private readonly connector: Connector,
    private readonly run: string,
    private readonly options: SyncOptions,
  ) {
    this.clock = options.clock ?? (() => new Date());
    this.started = this.clock();
    this.signal = options.signal ?? new AbortController().signal;
    this.noted = new NotedChanges(options.dryRun === true);
    this.ingest = this.noted.notedBy(plain);
    const { service, masters } = connector;
    const { actor, names } = options;
    this.names = names && new NameMapping(names, service);
    this.intake = new SyncIntake({
      ...{ ingest: this.ingest, noted: this.noted, signal: this.signal, now: () => this.now() },
      source: { name: service, masters, run, ...(actor === undefined ? {} : { actor }) },
      ...(this.names ? { names: this.names } : {}),
      tell: (event) => this.tell(event),
      keep: (state) => this.keep(state),
    });
  }

  async toEnd(): Promise<SyncReport> {
    try {
      this.beginning = await beginningOf(this.store, this.connector, this.options, this.started, this.signal);
      const stranger = this.strangerAt(this.beginning);
      if (stranger !== undefined) return await this.end('FAILED_SAFE', undefined, stranger);
      const { mode, resumed, wish } = this.beginning;
      this.tell({ type: 'started', run: this.run, mode, resumed: resumed !== undefined });
      const listing = await this.connector.read(this.intake, this.signal, wish);
      await this.intake.settle();
      const joined = await resolvePending(this.ingest, this.now());
      if (joined > 0)
        this.intake.warn(`${joined} edges to model versions that were unknown before are now joined.`);
      if (this.names)
        for (const line of await namingLines(this.names, this.store, mode === 'FULL')) this.intake.warn(line);
      const { state, reason } = await this.conclude(listing);
      return await this.end(state, listing, reason);
    } catch (error) {
      await this.intake.abandon();
      return this.end('FAILED', undefined, reasonOf(error, this.signal));
    }
  }

  /** Why what answers is not the source that was read before. Then it is not read at all. */
  private strangerAt({ memory, identity }: Beginning): string | undefined {
    if (this.options.acceptRemovals || identity === undefined || memory.identity === undefined)
      return undefined;
    if (identity === memory.identity) return undefined;
    return `What answers at the address of ${this.connector.service} is not what was read there before (it says that it is "${identity}", and was "${memory.identity}"). Nothing was read, and nothing changed. If it has moved or was set up anew, sync once with --accept-removals.`;
  }

  private async conclude(listing: Listing): Promise<{ state: SyncState; reason?: string }> {
    if (!listing.complete) {
      const why = listing.reason ?? 'The source could not be listed whole.';
      return { state: 'FAILED_SAFE', reason: `${why} What was read is in; nothing was retired.` };
    }
    const { mode } = this.beginning as Beginning;
    const refusal = mode === 'FULL' && this.intake.rejected === 0 ? await this.retire() : undefined;
    if (refusal !== undefined) return { state: 'FAILED_SAFE', reason: refusal };
    const partly = this.intake.rejected + this.intake.missed.length > 0;
    return {
      state: partly ? 'PARTIAL' : 'COMPLETE',
      ...(listing.reason === undefined ? {} : { reason: listing.reason }),
    };
  }

  /** Ends what the source no longer holds. @returns why it was left to a person, where it was. */
  private async retire(): Promise<string | undefined> {
    const { service } = this.connector;
    const { before } = this.beginning as Beginning;
    const isThere = (id: string): boolean => this.intake.seen.has(id) || before.has(id);
    const gone = await findGone(this.store, service, isThere, this.intake.missed);
    if (gone.ids.length === 0) {
      if (this.isEmpty()) this.intake.warn(`${service} holds nothing that is read here.`);
      return undefined;
    }
    const refusal = this.options.acceptRemovals
      ? undefined
      : (this.refusal(gone) ?? (await this.contradiction(gone)));
    if (refusal !== undefined) {
      this.refused = gone.ids;
      return refusal;
    }
    const { actor = service } = this.options;
    const origin = { source: service, actor, run: this.run };
    addCounters(this.intake.counters, await retireGone(this.ingest, origin, gone.ids, this.now()));
    return undefined;
  }

  private refusal(gone: Gone): string | undefined {
    const { scope, removalLimit = REMOVAL_LIMIT } = this.options;
    const last = this.beginning?.memory.scope;
    if (this.isEmpty())
      return `${this.connector.service} answered that it holds nothing, and ${gone.ids.length} things are known of it. Nothing was retired. If it was emptied, sync once with --accept-removals.`;
    if (scope !== undefined && last !== undefined && scope !== last)
      return 'What this service is configured to read is not what it was the last time, so what the listing lacks is not known to be gone. Nothing was retired. If it is right, sync once with --accept-removals.';
    return refusalOf(gone, removalLimit);
  }

  /** What a listing says is gone is asked for once more: a page may have been lost without a trace. */
  private async contradiction({ ids }: Gone): Promise<string | undefined> {
    const held = await this.connector.stillHolds?.(ids, this.signal);
    if (held === undefined) return undefined;
    return `The listing did not show ${held}, and ${this.connector.service} still holds it when asked for it alone, so the listing was not whole. Nothing was retired; the next run reads it again.`;
  }

  /** Whether nothing but the service itself was told of. */
  private isEmpty(): boolean {
    const before = this.beginning?.before.size ?? 0;
    const told = this.noted.outcomes().filter(({ kind, read }) => !NO_CONTENT.has(kind) && read > 0);
    return before === 0 && told.length === 0;
  }

  private async end(
    state: SyncState,
    listing: Listing | undefined,
    reason: string | undefined,
  ): Promise<SyncReport> {
    const { dryRun = false } = this.options;
    const { rejected, rejections, missed, warnings, counters } = this.intake;
    const ended = this.clock();
    const report: SyncReport = {
      ...{ service: this.connector.service, run: this.run, state, mode: this.beginning?.mode ?? 'FULL' },
      ...{ resumed: this.beginning?.resumed !== undefined, dryRun },
      startedAt: this.started.toISOString(),
      endedAt: ended.toISOString(),
      ...(reason === undefined ? {} : { reason }),
      ...this.noted.totals(),
      ...{ rejected, rejections, unread: missed, refused: this.refused, warnings, counters },
      requests: listing?.requests ?? 0,
      bytes: listing?.bytes ?? 0,
      seconds: (ended.getTime() - this.started.getTime()) / 1000,
      kinds: this.noted.outcomes(),
      ...(dryRun ? { plan: this.noted.plan } : {}),
    };
    if (dryRun) return report;
    try {
      await this.keepRecord(report, listing);
    } catch (error) {
      // Of a run that failed a person hears also where the catalog is what failed.
      if (state !== 'FAILED') throw error;
      const why = reasonOf(error, this.signal);
      return { ...report, warnings: [...warnings, `This run could not be recorded: ${why}`] };
    }
    return report;
  }

  private async keepRecord(report: SyncReport, listing: Listing | undefined): Promise<void> {
    const { scope, keepRuns = KEPT_RUNS } = this.options;
    const { identity } = this.beginning ?? {};
    await recordSync(this.store.ingest, report, {
      ...(scope === undefined ? {} : { scope }),
      ...(identity === undefined ? {} : { identity }),
      ...(listing?.watermark === undefined ? {} : { watermark: listing.watermark }),
    });
    const { service } = this.connector;
    if (report.state !== 'FAILED') await this.store.dropCheckpoint(service);
    const old = oldRuns(await this.store.runsOf(service), keepRuns);
    if (old.length > 0) await this.store.dropRuns(old);
  }

  private async keep(state: string): Promise<void> {
    const { dryRun, scope = '' } = this.options;
    const { mode, identity = '', parts, resumed } = this.beginning as Beginning;
    if (dryRun || mode === 'DELTA') return;
    const startedAt = resumed?.startedAt ?? this.started.toISOString();
    const checkpoint = { state, scope, identity, startedAt, at: this.now() };
    const part = { n: parts + this.checkpoints, seen: this.intake.seen.takeFresh() };
    await this.store.keepCheckpoint(this.connector.service, checkpoint, part);
    this.checkpoints += 1;
  }

  private tell(event: SyncEvent): void {
    this.options.onEvent?.(event);
  }

  private now(): string {
    return this.clock().toISOString();
  }
}

/** Every connector states these, whatever its source holds. */
const NO_CONTENT: ReadonlySet<EntityKind> = new Set(['MLModelService']);

function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted && !(signal.reason instanceof HeadwaterError))
    return 'It was interrupted. What was written before stays; the next run goes on from there.';
  if (error instanceof HeadwaterError) return error.message;
  // Not expected: the whole of it helps whoever has to find out.
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
