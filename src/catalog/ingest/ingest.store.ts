import type { EdgeStatement, EntityDocument } from '../../model/document.js';
import type { EntityKind } from '../../model/entities.js';
import type { Containment, StatedRelation } from '../../model/relations.js';
import type { Change } from '../history/change.js';
import type { Claim } from './claims.js';
import type { WriteCounters } from './write-counters.js';

/** A thing and the revision it is at. */
export interface Revised {
  readonly id: string;
  readonly revision: number;
}

/** All of it, what has not ended, or what ended at that very moment. */
export type Contained = 'all' | 'current' | { readonly endedAt: string };

/** An entity as it is kept: what each source says of it, and its revision. */
export interface StoredEntity {
  readonly id: string;
  readonly revision: number;
  readonly claims: readonly Claim[];
  /** When it ended, where it has, and who ended it: people, or the source that no longer holds it. */
  readonly until?: string;
  readonly endedBy?: string;
}

/** A version of a model with the names that sit on one version at a time. */
export interface TaggedVersion {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly uniqueTags: readonly string[];
}

export interface EntityWrite {
  readonly id: string;
  readonly kind: EntityKind;
  readonly revision: number;
  readonly claims: readonly Claim[];
  /** What the claims come to together. */
  readonly effective: EntityDocument;
  /** Names of the rules that it breaks as it stands now. */
  readonly brokenRules: readonly string[];
}

/** A thing that is referred to, known by its key alone so far. */
export interface Mention {
  readonly id: string;
  readonly kind: EntityKind;
  readonly name: string;
  readonly keyProperties: Readonly<Record<string, string>>;
}

export interface EdgeKey {
  readonly type: StatedRelation;
  readonly downstream: string;
  readonly upstream: string;
  readonly by: string;
  /** The pipeline that carries it, or empty. */
  readonly via: string;
}

export interface EndedEdge extends EdgeKey {
  /** The thing whose end was the edge's end too; absent where its source took the edge back. */
  readonly endedWith?: string;
}

export interface EdgeWrite extends EdgeKey {
  readonly properties: Readonly<Record<string, unknown>>;
}

/** An edge whose upstream end is a `models:/` URI that nothing answers to yet. */
export interface PendingEdge {
  readonly downstream: string;
  readonly by: string;
  readonly statement: EdgeStatement;
}

export interface Attachment {
  readonly relation: Containment;
  readonly child: string;
  readonly parent: string;
}

/** One write transaction of the ingestion. It may be run again, so it is asked, never told to remember. */
export interface IngestTransaction {
  /** Whether that run still holds the lease of the service; from then on nobody takes it until the transaction ends. */
  holdsLease(service: string, run: string): Promise<boolean>;
  /** The stored state of those that exist, locked against other writers until the transaction ends. */
  lock(ids: readonly string[]): Promise<Map<string, StoredEntity>>;
  /** Of those that exist, when they ended, where they have. */
  existing(ids: readonly string[]): Promise<Map<string, string | undefined>>;
  edgesStatedBy(ids: readonly string[], by: string): Promise<EdgeWrite[]>;
  writeEntities(writes: readonly EntityWrite[], now: string): Promise<void>;
  mention(mentions: readonly Mention[], now: string): Promise<void>;
  attach(attachments: readonly Attachment[], now: string): Promise<void>;
  writeEdges(edges: readonly EdgeWrite[], now: string): Promise<void>;
  retireEdges(edges: readonly EndedEdge[], now: string): Promise<void>;
  /** Replaces what is pending from these things by that source. */
  replacePending(downstreams: readonly string[], by: string, pending: readonly PendingEdge[]): Promise<void>;
  recordChanges(changes: readonly Change[]): Promise<void>;
  /** What these hold, one level down. */
  contained(ids: readonly string[], which: Contained): Promise<Revised[]>;
  /** The current edges at either end of these. */
  edgesTouching(ids: readonly string[]): Promise<EdgeWrite[]>;
  /** Ends things at that moment; without it, gives them back. */
  setEnd(things: readonly Revised[], end?: { at: string; by: string }): Promise<void>;
  /** The edges that ended together with one of these, as far as both ends are current again; they are told once. */
  takeUpEndedEdges(ids: readonly string[]): Promise<EdgeWrite[]>;
  /** The current versions of a model on which a name sits that sits on one version at a time. */
  taggedVersions(model: string): Promise<TaggedVersion[]>;
}

/** What the ingestion needs of the graph. */
export interface IngestStore {
  /**
   * The hash of what the source last said, of each of these that it has spoken of; not of what has ended at a source,
   * which is to be said anew.
   */
  hashesBy(source: string, ids: readonly string[]): Promise<Map<string, string>>;
  transact<Result>(
    work: (transaction: IngestTransaction) => Promise<Result>,
  ): Promise<{ result: Result; counters: WriteCounters }>;
  pendingEdges(): Promise<PendingEdge[]>;
  /** Versions of the models of that name, in any service. */
  versionsOfModel(
    model: string,
  ): Promise<{ id: string; service: string; version: string; aliases: string[] }[]>;
}
