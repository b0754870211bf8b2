import type { EdgeWrite, IngestTransaction } from '../ingest/ingest.store.js';

/** A thing and the revision it is at. */
export interface Revised {
  readonly id: string;
  readonly revision: number;
}

/** All of it, what has not ended, or what ended at that very moment. */
export type Contained = 'all' | 'current' | { readonly endedAt: string };

/** What people's work needs of the graph beyond what ingestion does. */
export interface CurateTransaction extends IngestTransaction {
  /** What these hold, one level down. */
  contained(ids: readonly string[], which: Contained): Promise<Revised[]>;
  /** The names of all that hangs on a thing, what has ended included. */
  namesIn(id: string): Promise<{ id: string; name: string }[]>;
  /** The deployments in service that answer with these versions. */
  liveDeployments(versions: readonly string[]): Promise<{ version: string; deployment: string }[]>;
  /** The current edges at either end of these. */
  edgesTouching(ids: readonly string[]): Promise<EdgeWrite[]>;
  /** Ends things at that moment; without it, gives them back. */
  setEnd(things: readonly Revised[], end?: { at: string; by: string }): Promise<void>;
  /** The edges that ended together with one of these, as far as both ends are current again; they are told once. */
  takeUpEndedEdges(ids: readonly string[]): Promise<EdgeWrite[]>;
  /** Removes things with all that was recorded of them. */
  purge(ids: readonly string[]): Promise<void>;
}

export interface CurateStore {
  transact<Result>(work: (transaction: CurateTransaction) => Promise<Result>): Promise<{ result: Result }>;
}
