import type { AnswerRows } from '../rows.js';
import type { PlacedGraph, Placement } from '../placed-graphs.js';
import type { Engine, Subject } from '../subject.js';

/** What an answer of Headwater's may cost beside its time. Each is checked where it is given. */
export interface Limits {
  /** Of one answer, between the process and Neo4j. */
  readonly roundTrips?: number;
  /** Longest time that the process could do nothing else. */
  readonly blockedMs?: number;
  readonly rssGrowthMiB?: number;
}

/** One question, put to Headwater over HTTP and to another arm: the engine as it stands, or a peer on the same data. */
export interface Case {
  /** As the table and the JSON name it. */
  readonly work: string;
  /** The other arm. Left out: raw. */
  readonly against?: string;
  /** The most that `ratio` may be, or null where nothing is promised yet. */
  readonly goal: number | null;
  readonly limits?: Limits;
  /** The most that the time at the largest size of the run may be, as a multiple of that at the smallest. */
  readonly growth?: number;
  /** Calls that one repeat is the median of. */
  readonly calls: number;
  /** Things in the answer. */
  readonly answers: number;
  /** It writes: what it sends cannot be sent once more to see what it costs the store. */
  readonly writes?: boolean;
  ours(): Promise<unknown>;
  other(): Promise<unknown>;
  /** What each arm answered, in one form; the two must be equal. Not part of what is timed. */
  rowsOf(): Promise<{ ours: AnswerRows; other: AnswerRows }>;
}

/** How Headwater's time for one case may relate to its time for another. */
export interface Comparison {
  /** As the table names the row that comes of it. */
  readonly work: string;
  readonly of: string;
  readonly to: string;
  /** Whether whole answers are compared, or the time for each thing in them. */
  readonly per: 'answer' | 'thing';
  readonly goal: number;
}

/** A family of cases over sub-graphs that it has put into the graph. */
export interface Work {
  readonly name: string;
  readonly what: string;
  /** What can be asked for by itself, as `W2/1000`: only its sub-graph is loaded then. */
  readonly parts?: readonly string[];
  place(seed: number, parts: readonly string[]): readonly Placement[];
  cases(subject: Subject, placed: readonly PlacedGraph[]): readonly Case[] | Promise<readonly Case[]>;
  readonly comparisons?: readonly Comparison[];
}

/** Raw means the fastest text that was found for the question, which is not the same on both engines. */
export type TextsByEngine = Readonly<Record<Engine, readonly string[]>>;

/** A small answer takes so little time that one call says nothing. */
export const callsFor = (answers: number): number => (answers >= 10_000 ? 1 : answers >= 1000 ? 5 : 25);
