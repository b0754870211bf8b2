import '../../model/entities.js';
import type { EntityKind } from '../../model/entities.js';
import { entityDefinitions } from '../../model/registry.js';
import type { EdgeWord } from '../lineage/edge-word.js';
import type { Containment, StatedRelation } from '../../model/relations.js';
import type { EdgeStatement, EntityDocument } from '../../model/document.js';
import type { EntityRecord } from './entity-record.js';

/** What one source states with one edge. */
export interface StatedEdge extends EdgeWord {
  readonly downstream: string;
  readonly type: StatedRelation;
  readonly upstream: string;
}

/** A statement that has been taken back, or that ended with one of its ends. */
export interface PastEdge extends StatedEdge {
  readonly until: string;
  /** The thing whose end was the edge's end too; absent where its source took the edge back. */
  readonly endedWith?: string;
}

/** What one source says of a thing, as it is kept. */
export interface KeptClaim {
  readonly source: string;
  readonly rank: number;
  readonly hash: string;
  /** Left out where the thing has no other claim: then its properties are what this one says. */
  readonly body?: EntityDocument;
}

/** A thing as readers get it, and what makes it so. One that was only mentioned has no claim. */
export interface KeptEntity {
  readonly record: EntityRecord;
  readonly claims: readonly KeptClaim[];
}

/** What a source states of a thing towards a version that nothing answers to yet. */
export interface PendingStatement {
  readonly downstream: string;
  readonly by: string;
  readonly statement: EdgeStatement;
}

export interface ContainedChild {
  readonly parent: string;
  readonly relation: Containment;
  readonly child: string;
}

/** Containments whose children stand in the document of their parent. */
export const LISTED_CONTAINMENTS = [
  'HAS_VERSION',
  'HAS_STEP',
  'HAS_HYPERPARAMETER',
  'HAS_METRIC',
  'HAS_ARTIFACT',
  'HAS_COLUMN',
  'HAS_FEATURE',
] as const satisfies readonly Containment[];

const KEYS = entityDefinitions().flatMap(({ key }) => key);

/** Of each kind what tells it from others of its kind, and what its classes in other vocabularies demand. */
export const BRIEF_PROPERTIES: readonly string[] = [
  ...new Set([
    ...['id', 'kind', 'name', 'displayName', 'since', 'createdAt', 'updatedAt', ...KEYS],
    ...['registeredAt', 'latestVersion', 'dataType', 'position', 'value', 'text'],
    ...['uri', 'mimeType', 'state', 'url'],
  ]),
];

/** What an export needs of the graph. Every question is for a page of things at once. */
export interface ExportReader {
  /** The moment as of which it reads; what is read so is shown, and not kept. */
  readonly at?: string;
  byIds(ids: readonly string[]): Promise<KeptEntity[]>;
  /** The ids of one kind behind that one, in their order. */
  idsOf(kind: EntityKind, afterId: string, n: number): Promise<string[]>;
  /** The little that says what a thing is where another refers to it: no histories, no signatures. */
  briefs(ids: readonly string[]): Promise<EntityRecord[]>;
  /** All current edges that start at these, whoever states them. */
  edgesFrom(ids: readonly string[]): Promise<StatedEdge[]>;
  /** The edges that started at these at a moment. */
  edgesFromAt(ids: readonly string[], at: string): Promise<StatedEdge[]>;
  /** All edges that ever started at these: those that hold, and those that have ended. */
  everFrom(ids: readonly string[]): Promise<{ current: StatedEdge[]; past: PastEdge[] }>;
  /** What is stated of these towards versions that nothing answers to yet. */
  pending(ids: readonly string[]): Promise<PendingStatement[]>;
  /** What these contain, by the {@link LISTED_CONTAINMENTS}. */
  children(ids: readonly string[]): Promise<ContainedChild[]>;
  /** The tables that hold predictions of these versions. */
  predictions(versions: readonly string[]): Promise<{ version: string; table: string }[]>;
}
