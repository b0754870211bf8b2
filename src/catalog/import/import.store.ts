import type { EntityDocument } from '../../model/document.js';
import type { EntityKind } from '../../model/entities.js';
import type { Claim } from '../ingest/claims.js';
import type { Attachment, IngestTransaction, PendingEdge, StoredEntity } from '../ingest/ingest.store.js';
import type { WriteCounters } from '../ingest/write-counters.js';
import type { ImportedEdge, ImportedPastEdge } from './imported-entity.js';

/** A thing with all that is kept of it and that an import could bring. */
export interface StoredThing extends StoredEntity {
  readonly since: string;
  readonly edges: readonly ImportedEdge[];
  readonly past: readonly ImportedPastEdge[];
  readonly pending: readonly PendingEdge[];
  /** The revisions of which a change is recorded; asked for only where an import brings changes. */
  readonly changes: ReadonlySet<number>;
}

/** A node as it is to be, its times and its revision included. */
export interface EntityRestore {
  readonly id: string;
  readonly kind: EntityKind;
  readonly effective: EntityDocument;
  readonly claims: readonly Claim[];
  readonly brokenRules: readonly string[];
  readonly since: string;
  readonly until?: string;
  readonly endedBy?: string;
  readonly revision: number;
}

export interface Wanted {
  readonly ids: readonly string[];
  /** Those of them whose changes are compared too. */
  readonly withChanges: readonly string[];
}

/** One batch of an import: what ingestion does, and rows that bring their own times along. */
export interface ImportTransaction extends IngestTransaction {
  things(wanted: Wanted): Promise<Map<string, StoredThing>>;
  restoreEntities(entities: readonly EntityRestore[]): Promise<void>;
  restorePlaces(places: readonly (Attachment & { readonly since: string })[]): Promise<void>;
  restoreEdges(edges: readonly ImportedEdge[]): Promise<void>;
  restorePastEdges(edges: readonly ImportedPastEdge[]): Promise<void>;
  addPending(pending: readonly PendingEdge[]): Promise<void>;
}

/** What an import needs of the graph. */
export interface ImportStore {
  things(wanted: Wanted): Promise<Map<string, StoredThing>>;
  importing<Result>(
    work: (transaction: ImportTransaction) => Promise<Result>,
  ): Promise<{ result: Result; counters: WriteCounters }>;
}
