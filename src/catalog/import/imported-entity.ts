import type { EntityDocument } from '../../model/document.js';
import type { EntityKind } from '../../model/entities.js';
import type { Change } from '../history/change.js';
import type { Claim } from '../ingest/claims.js';
import type { EdgeWrite, EndedEdge, PendingEdge } from '../ingest/ingest.store.js';

/** An edge with the moment since which the catalog has known it. */
export interface ImportedEdge extends EdgeWrite {
  readonly since: string;
}

/** An edge that has ended. */
export interface ImportedPastEdge extends ImportedEdge, EndedEdge {
  readonly until: string;
}

/** One thing of an export, as the catalog that it comes from kept it. */
export interface ImportedEntity {
  readonly id: string;
  readonly kind: EntityKind;
  /** What its claims come to together; of a thing that was only mentioned, its key. */
  readonly document: EntityDocument;
  /** In the order of precedence; none where it was only mentioned. */
  readonly claims: readonly Claim[];
  /** ISO 8601, UTC, as all times here. */
  readonly since: string;
  readonly until?: string;
  readonly endedBy?: string;
  readonly revision: number;
  readonly brokenRules: readonly string[];
  readonly edges: readonly ImportedEdge[];
  readonly past: readonly ImportedPastEdge[];
  readonly pending: readonly PendingEdge[];
  readonly changes: readonly Change[];
}

/** Where something stands in what is imported. */
export interface Place {
  /** From 1; absent where the form knows no lines. */
  readonly line?: number;
  /** JSON pointer into that line, or into the whole document. */
  readonly pointer?: string;
}

/** Why a part of an import is not taken. */
export interface Refusal extends Place {
  /** The id or IRI of what is wrong, as far as it can be told. */
  readonly node: string;
  readonly reason: string;
}

/** One thing that was read, or why it cannot be. */
export type ReadEntity =
  | { readonly entity: ImportedEntity; readonly place: Place; readonly refusal?: never }
  | { readonly refusal: Refusal; readonly entity?: never };
