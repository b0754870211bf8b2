import type { IngestTransaction } from '../ingest/ingest.store.js';

/** What people's work needs of the graph beyond what ingestion does. */
export interface CurateTransaction extends IngestTransaction {
  /** The names of all that hangs on a thing, what has ended included. */
  namesIn(id: string): Promise<{ id: string; name: string }[]>;
  /** The deployments in service that answer with these versions. */
  liveDeployments(versions: readonly string[]): Promise<{ version: string; deployment: string }[]>;
  /** Removes things with all that was recorded of them. */
  purge(ids: readonly string[]): Promise<void>;
}

export interface CurateStore {
  transact<Result>(work: (transaction: CurateTransaction) => Promise<Result>): Promise<Result>;
}
