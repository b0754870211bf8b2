import type { AnswerRows } from '../rows.js';
import type { PlacedGraph } from '../placed-graphs.js';
import type { Engine, Subject } from '../subject.js';

/** One question, put to Headwater over HTTP and to the engine as it stands. */
export interface Case {
  /** As the table and the JSON name it. */
  readonly work: string;
  /** The most that `ratio` may be, or null where nothing is promised yet. */
  readonly goal: number | null;
  /** Calls that one repeat is the median of. */
  readonly calls: number;
  /** Things in the answer. */
  readonly answers: number;
  ours(): Promise<unknown>;
  other(): Promise<unknown>;
  /** What each arm answered, in one form; the two must be equal. Not part of what is timed. */
  rowsOf(): Promise<{ ours: AnswerRows; other: AnswerRows }>;
}

/** A family of cases over sub-graphs that it has put into the graph. */
export interface Work {
  readonly name: string;
  readonly what: string;
  place(seed: number): readonly PlacedGraph[];
  cases(subject: Subject, placed: readonly PlacedGraph[]): readonly Case[];
}

/** Raw means the fastest text that was found for the question, which is not the same on both engines. */
export type TextsByEngine = Readonly<Record<Engine, readonly string[]>>;
