import type { EntityKind } from '../../model/entities.js';
import type { TableName } from '../naming/table-name.js';
import type { IngestStore } from '../ingest/ingest.store.js';

/** Who syncs a service. */
export interface LeaseHolder {
  /** The run, by id: only it may renew or give up the lease. */
  readonly run: string;
  /** Machine and process, for the person who has to find it: `db-1, process 4711`. */
  readonly holder: string;
}

/** That a service is being synced. The clocks of machines that share a catalog must agree to within a lease. */
export interface LeaseState extends LeaseHolder {
  readonly since: Date;
  readonly until: Date;
}

/** Where a killed run can be taken up again. */
export interface Checkpoint {
  /** The connector's own text. */
  readonly state: string;
  /** What had to be the same then as now for the state to mean anything: see `SyncMemory`. */
  readonly scope: string;
  readonly identity: string;
  /** When the run began, ISO 8601. */
  readonly startedAt: string;
  /** When this was kept, ISO 8601. */
  readonly at: string;
}

/** What past runs of a service leave for the next one. */
export interface SyncMemory {
  /** A hash of what the last complete run was asked to read. */
  readonly scope?: string;
  /** What told the source apart from others when it was last read. */
  readonly identity?: string;
  /** By the source's clock, up to when its changes are in the catalog. */
  readonly watermark?: string;
  /** When the last complete full reading began, ISO 8601. */
  readonly fullAt?: string;
  /** What the last run could not read, by id. */
  readonly unread: readonly string[];
}

/** A run on record, and how it ended. */
export interface SyncRunEnd {
  readonly id: string;
  readonly state: string | null;
  readonly mode: string | null;
}

/** What syncs need of the graph. */
export interface SyncStore {
  readonly ingest: IngestStore;
  /** The same store as a place to rehearse: it answers as it stands, and what is written to it goes nowhere. */
  rehearsal(): IngestStore;
  memoryOf(service: string): Promise<SyncMemory>;
  /** Tables that the catalog knows, by name, at most `n`. */
  tableNames(n: number): Promise<TableName[]>;
  /** A page, by id, of the current things of a kind that the source speaks of. */
  claimedBy(source: string, kind: EntityKind, afterId: string, n: number): Promise<string[]>;
  /**
   * Takes the lease of a service for so long, if nobody holds it, if it has run out, or if `isGone` says of its holder
   * that it is no more. @returns nothing when it was taken, or the lease that stands in the way.
   */
  takeLease(
    service: string,
    holder: LeaseHolder,
    milliseconds: number,
    isGone: (holder: LeaseHolder) => boolean,
  ): Promise<LeaseState | undefined>;
  /** @returns whether it is still held by that run, now for so long again. */
  renewLease(service: string, run: string, milliseconds: number): Promise<boolean>;
  dropLease(service: string, run: string): Promise<void>;
  /** The last checkpoint of a run that did not come to its end, with the ids seen until then, as `SeenIds` packs them. */
  checkpointOf(service: string): Promise<{ checkpoint: Checkpoint; seen: string[] } | undefined>;
  /** Keeps a checkpoint; `seen` are the ids seen since the one before, the `n`th part of all. */
  keepCheckpoint(service: string, checkpoint: Checkpoint, part: { n: number; seen: string }): Promise<void>;
  dropCheckpoint(service: string): Promise<void>;
  /** All runs of a service on record, the newest first. */
  runsOf(service: string): Promise<SyncRunEnd[]>;
  /** Removes the records of runs for good; they have no history. */
  dropRuns(ids: readonly string[]): Promise<void>;
}
