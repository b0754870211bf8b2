import type { EntityKind } from '../../model/entities.js';
import type { EdgeWord } from '../lineage/edge-word.js';
import type { Containment, StatedRelation } from '../../model/relations.js';
import type { EntityRecord } from './entity-record.js';

/** What one source states with one edge. */
export interface StatedEdge extends EdgeWord {
  readonly downstream: string;
  readonly type: StatedRelation;
  readonly upstream: string;
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

/** What an export needs of the graph. Every question is for a page of things at once. */
export interface ExportReader {
  byIds(ids: readonly string[]): Promise<EntityRecord[]>;
  /** A page of one kind by id alone. */
  pageById(kind: EntityKind, afterId: string, n: number): Promise<EntityRecord[]>;
  /** The little that says what a thing is where another refers to it: no histories, no signatures. */
  briefs(ids: readonly string[]): Promise<EntityRecord[]>;
  /** All current edges that start at these, whoever states them. */
  edgesFrom(ids: readonly string[]): Promise<StatedEdge[]>;
  /** What these contain, by the {@link LISTED_CONTAINMENTS}. */
  children(ids: readonly string[]): Promise<ContainedChild[]>;
  /** The tables that hold predictions of these versions. */
  predictions(versions: readonly string[]): Promise<{ version: string; table: string }[]>;
}
