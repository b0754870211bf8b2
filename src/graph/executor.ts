import type { WriteCounters } from '../catalog/ingest/write-counters.js';
import type { Query } from './query.js';

export { addCounters, NO_WRITES, type WriteCounters } from '../catalog/ingest/write-counters.js';

/** Runs texts inside one transaction, which sees its own writes. */
export interface Transaction {
  run<Params extends object, Row extends object>(query: Query<Params, Row>, params: Params): Promise<Row[]>;
}

export interface EngineInfo {
  readonly engine: 'embedded' | 'neo4j';
  /** Product and version, as the engine says itself. */
  readonly version: string;
  /** Directory or address; never with credentials. */
  readonly location: string;
}

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
}

/** Runs Cypher on one engine. Drivers' errors leave it as the domain's. */
export interface GraphExecutor {
  readonly info: EngineInfo;
  /** How many write transactions it was asked for: an answer that is kept counts while it stays the same. */
  readonly writes: number;
  /**
   * @throws UNAVAILABLE when the engine cannot be reached, and the signal's reason once that is aborted: Neo4j then
   * stops the question, the embedded engine ends it and drops the answer.
   */
  read<Params extends object, Row extends object>(
    query: Query<Params, Row>,
    params: Params,
    options?: ReadOptions,
  ): Promise<Row[]>;
  /**
   * Runs `work` in one write transaction. It may be run again after a transient failure, so it must be
   * idempotent and keep no state of its own between runs.
   */
  write<Result>(
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<{ result: Result; counters: WriteCounters }>;
  /** Runs one schema statement outside any transaction of ours. */
  runSchema(text: string): Promise<void>;
  close(): Promise<void>;
}
