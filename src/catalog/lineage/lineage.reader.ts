import type { EntityKind } from '../../model/entities.js';
import type { Containment, LineageRelation } from '../../model/relations.js';
import type { EdgeWord } from './edge-word.js';
import type { Turn } from './fair-turns.js';

/** UPSTREAM: what a thing depends on. DOWNSTREAM: what depends on it. */
export type Direction = 'UPSTREAM' | 'DOWNSTREAM';

/** What a walk knows of an edge; all else that it says of itself is read where it is shown. */
type Walked = Pick<EdgeWord, 'stated' | 'via' | 'transformations'>;

/** One edge, as it is kept or as it follows from containment, which nobody states. */
export interface Hop extends Walked, Partial<Omit<EdgeWord, keyof Walked>> {
  readonly downstream: string;
  readonly downstreamKind: EntityKind;
  readonly type: LineageRelation | Containment;
  readonly upstream: string;
  readonly upstreamKind: EntityKind;
  /** When it ended; absent while it holds. */
  readonly until?: string;
}

/** What a walk must know of a thing to judge it. */
export interface NodeSummary {
  readonly id: string;
  readonly kind: EntityKind;
  readonly name: string;
  readonly owners?: readonly string[];
  readonly until?: string;
  /** Of a deployment. */
  readonly state?: string;
  /** Of a version. */
  readonly stage?: string;
}

/** What answers are filtered by, beside what a walk judges by. */
export interface NodeFacts extends NodeSummary {
  readonly service?: string;
  readonly domain?: string;
  readonly tags?: readonly string[];
  /** The sources that describe it, people among them; none where others only mention it. */
  readonly describedBy?: readonly string[];
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

/** How many levels of a walk one question may take along. A closed set: a bound of a pattern is no parameter. */
export const AHEAD = [0, 1, 2, 3, 6, 12] as const;
export type Ahead = (typeof AHEAD)[number];

export interface HopsRead {
  /** The edges one step away from the things asked for, and from all that is within `ahead` edges of them. */
  readonly hops: readonly Hop[];
  /** How many edges it looked ahead: a reader may look less far than it was asked to. */
  readonly ahead: Ahead;
  /** The things that those edges lead to, as far as the reader had them at hand. */
  readonly things: readonly NodeSummary[];
}

/** Under what a reader reads. */
export interface ReadingTerms {
  /** As the catalog stood at that moment; left out: as it is. */
  readonly asOf?: string | undefined;
  /** Ends what is being read: it then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Lets each question wait for its turn. */
  readonly turn?: Turn | undefined;
}

/** As it reads, or, with a moment, as it stood then. */
export const readerAt = (reader: LineageReader, asOf: string | undefined): LineageReader =>
  asOf === undefined ? reader : reader.under({ asOf });

/** What lineage needs of the graph: a few levels at a time, each a bounded question. */
export interface LineageReader {
  /** Another number once this process has written to the graph. */
  revision(): number;
  /** The same reader under other terms. */
  under(terms: ReadingTerms): LineageReader;
  hops(ids: readonly string[], direction: Direction, ahead: Ahead): Promise<HopsRead>;
  columnsOf(tables: readonly string[]): Promise<{ table: string; column: string }[]>;
  /** Of these pairs, those of which it is known by columns what the one takes from the other. */
  knownByColumns(pairs: readonly Pair[]): Promise<Pair[]>;
  /** Those of them that are there. */
  summaries(ids: readonly string[]): Promise<NodeFacts[]>;
  /** All that is said of the edges between these pairs. */
  words(pairs: readonly Pair[]): Promise<Hop[]>;
  freshness(services: readonly string[]): Promise<SourceFreshness[]>;
}
