import type { EntityDocument } from '../../model/document.js';
import type { EntityKind } from '../../model/entities.js';
import type { Rejection } from '../ingest/document-validator.js';

export type { Rejection };

/** Where a connector puts what it reads. */
export interface Sink {
  /**
   * Takes one document. Waits while the writer is behind, so that a large source is never held in memory.
   * A connector states each thing once in a run, whole: what it knows of it from several places it merges.
   */
  put(document: EntityDocument): Promise<void>;
  /** Something that could not be made a document of; the rest goes on. */
  reject(rejection: Rejection): void;
  /** Something a person should know that is no failure. */
  warn(message: string): void;
  /** What is being read; `total` where it is known. */
  progress(phase: string, done: number, total?: number): void;
}

/** What a connector says at its end. */
export interface Listing {
  /** True only when the source was read to its end: only then may what it no longer holds be retired. */
  readonly complete: boolean;
  /** Why it is not complete. */
  readonly reason?: string;
  /** Requests made to the source. */
  readonly requests: number;
}

/**
 * Knows one source system and nothing of graphs: it reads the system and yields documents. All else
 * (checking, comparing, writing, retiring, reporting) is the catalog's.
 */
export interface Connector {
  /** The product it reads, as the configuration names it: `mlflow`, `openlineage`. */
  readonly type: string;
  /** The service's name in the configuration; each edge and claim of this source carries it. */
  readonly service: string;
  /** The kinds of which this source is the system of record: its word goes before that of others. */
  readonly masters: readonly EntityKind[];
  /**
   * Reads the source to its end.
   * @throws SOURCE_FAILED naming the address and the cause, when the source cannot be read at all.
   */
  read(sink: Sink, signal: AbortSignal): Promise<Listing>;
}
