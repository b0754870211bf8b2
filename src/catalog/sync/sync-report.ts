import type { EntityKind } from '../../model/entities.js';
import type { SyncMode, SyncState } from '../../model/states.js';
import type { Change } from '../history/change.js';
import type { Rejection } from '../ingest/document-validator.js';
import type { WriteCounters } from '../ingest/write-counters.js';
import type { Unread } from './connector.js';
import type { SyncCounts } from './sync-counts.js';

/** What a sync tells of itself while it runs. */
export type SyncEvent =
  | { readonly type: 'started'; readonly run: string; readonly mode: SyncMode; readonly resumed: boolean }
  | { readonly type: 'phase'; readonly phase: string; readonly done: number; readonly total?: number }
  | { readonly type: 'written'; readonly written: number; readonly unchanged: number }
  | { readonly type: 'warning'; readonly message: string };

/** What became of the things of one kind. */
export interface KindOutcome extends SyncCounts {
  readonly kind: EntityKind;
}

/** What a run does, or would do, to one thing. */
export type PlannedChange = Pick<Change, 'entity' | 'kind' | 'action' | 'edges'> & {
  /** The properties whose value changes, by name. */
  readonly fields: readonly string[];
};

export interface SyncReport extends SyncCounts {
  readonly service: string;
  readonly run: string;
  readonly state: SyncState;
  readonly mode: SyncMode;
  /** Whether it took up a run that was killed. */
  readonly resumed: boolean;
  /** Whether it only said what it would do. */
  readonly dryRun: boolean;
  readonly startedAt: string;
  readonly endedAt: string;
  /** Why it is not COMPLETE. */
  readonly reason?: string;
  readonly rejected: number;
  readonly rejections: readonly Rejection[];
  /** What could not be read; nothing was retired under it. */
  readonly unread: readonly Unread[];
  /** What was left to a person: the things that would have been retired, by id. */
  readonly refused: readonly string[];
  readonly warnings: readonly string[];
  readonly requests: number;
  /** Bytes of the source's answers or files, as far as the connector counts them. */
  readonly bytes: number;
  readonly seconds: number;
  /** Writes to the catalog's content, by the database's own count; the run's record is not among them. */
  readonly counters: WriteCounters;
  readonly kinds: readonly KindOutcome[];
  /** Of a dry run: all that it would do, in the order in which it would. */
  readonly plan?: readonly PlannedChange[];
}
