import type { EntityDocument } from '../../model/document.js';
import type { EntityKind } from '../../model/entities.js';
import type { StatedRelation } from '../../model/relations.js';
import type { Rejection } from '../ingest/document-validator.js';

export type { Rejection };

/** Where a connector puts what it reads. */
export interface Sink {
  /**
   * Takes one document. Waits while the writer is behind, so that a large source is never held in memory.
   * A connector states each thing once in a run, whole: what it knows of it from several places it merges.
   * Of what it could not read of the thing (`untold`), what it stated before stays as it was, and all below the thing;
   * where there is such, the thing is taken as unread.
   */
  put(document: EntityDocument, untold?: Untold): Promise<void>;
  /** Something that could not be made a document of; the rest goes on. */
  reject(rejection: Rejection): void;
  /** Something a person should know that is no failure. */
  warn(message: string): void;
  /**
   * A place to go on from: a run that is killed later is followed by one that is given `state` (the connector's own
   * text, well below a megabyte) and need not read again what was put before. It is kept once all that is written.
   */
  checkpoint(state: string): Promise<void>;
  /** Something that could not be read this time, while the rest can: what is under it is not certain. */
  unread(failure: Unread): void;
  /** What is being read; `total` where it is known. */
  progress(phase: string, done: number, total?: number): void;
}

/** What a document says nothing of, because it could not be read this time, and not because there is none. */
export interface Untold {
  /** Why it could not be read. */
  readonly reason: string;
  readonly properties: readonly string[];
  readonly relations: readonly StatedRelation[];
}

/** A part of a source that could not be read. Nothing of it is retired, the run ends PARTIAL, the next tries it first. */
export interface Unread {
  /** The thing of which, and below which, nothing is certain: `mlmodelversion:registry/churn/3`. */
  readonly id: string;
  readonly reason: string;
  /** Kinds of things that it may tell of which lie elsewhere, as the tables of a run do: none of them is retired. */
  readonly tellsOf?: readonly EntityKind[];
}

/** What a connector is asked to read. */
export interface ReadingWish {
  /** What the last run could not read, by id: to be tried first. */
  readonly first: readonly string[];
  /**
   * Only what changed since that moment (ISO 8601), overlap included; all, where it is absent. Asked of connectors
   * that say `deltas` only.
   */
  readonly since?: string;
  /** The state of the last checkpoint of a run that was killed: what was put before it need not be read again. */
  readonly resume?: string;
}

/** What a connector says at its end. */
export interface Listing {
  /**
   * True only when what was asked for was read to its end (but for what was told as unread): only then may what a full
   * reading no longer holds be retired.
   */
  readonly complete: boolean;
  /** Why it is not complete. */
  readonly reason?: string;
  /** Requests made to the source. */
  readonly requests: number;
  /** Bytes of the source's answers, or of the files that were read. */
  readonly bytes?: number;
  /** By the source's own clock, up to when its changes are in what was read (ISO 8601); of connectors that can read deltas. */
  readonly watermark?: string;
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
  /** Whether it can read what changed since a moment. What a delta cannot see, a full reading from time to time does. */
  readonly deltas?: boolean;
  /**
   * What tells this source from another that answers at its address: the identifier of a database, the birth of a
   * registry. Asked before anything is read; nothing where the system has no such thing.
   * @throws SOURCE_FAILED
   */
  identity?(signal: AbortSignal): Promise<string | undefined>;
  /**
   * One of these that the source still holds, though its listing did not show it: then the listing was not whole,
   * whatever it said. Asked before things are retired; of many it is enough to ask for some.
   * @throws SOURCE_FAILED
   */
  stillHolds?(ids: readonly string[], signal: AbortSignal): Promise<string | undefined>;
  /**
   * Reads what is wished of the source to its end.
   * @throws SOURCE_FAILED naming the address and the cause, when the source cannot be read at all.
   */
  read(sink: Sink, signal: AbortSignal, wish: ReadingWish): Promise<Listing>;
}
