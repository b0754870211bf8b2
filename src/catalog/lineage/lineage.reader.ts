import type { EntityKind } from '../../model/entities.js';
import type { Containment, LineageRelation } from '../../model/relations.js';
import type { EdgeWord } from './edge-word.js';

/** UPSTREAM: what a thing depends on. DOWNSTREAM: what depends on it. */
export type Direction = 'UPSTREAM' | 'DOWNSTREAM';

/** One edge, as it is kept or as it follows from containment, which nobody states. */
export interface Hop extends Omit<EdgeWord, 'by'>, Partial<Pick<EdgeWord, 'by'>> {
  readonly downstream: string;
  readonly downstreamKind: EntityKind;
  readonly type: LineageRelation | Containment;
  readonly upstream: string;
  readonly upstreamKind: EntityKind;
}

/** What a walk must know of a thing to judge it. */
export interface NodeSummary {
  readonly id: string;
  readonly kind: EntityKind;
  readonly name: string;
  readonly displayName?: string;
  readonly owners?: readonly string[];
  readonly until?: string;
  /** Of a deployment. */
  readonly state?: string;
  /** Of a version. */
  readonly stage?: string;
}

export interface Pair {
  readonly downstream: string;
  readonly upstream: string;
}

/** When a source was last read, and how that ended. */
export interface SourceFreshness {
  readonly service: string;
  readonly lastSync?: string;
  readonly outcome?: string;
  /** The end of the last run that read the source whole. */
  readonly lastComplete?: string;
}

/** What lineage needs of the graph: one level at a time, each a bounded question. */
export interface LineageReader {
  /** The edges one step away from these, in that direction. */
  hops(ids: readonly string[], direction: Direction): Promise<Hop[]>;
  columnsOf(tables: readonly string[]): Promise<{ table: string; column: string }[]>;
  /** Of these pairs, those of which it is known by columns what the one takes from the other. */
  knownByColumns(pairs: readonly Pair[]): Promise<Pair[]>;
  summaries(ids: readonly string[]): Promise<NodeSummary[]>;
  freshness(services: readonly string[]): Promise<SourceFreshness[]>;
}
