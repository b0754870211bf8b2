import type { RelationType } from '../../model/relations.js';
import type { EdgeWord } from '../lineage/edge-word.js';

/** What kind of thing differs, in the order in which differences are told. */
export const ASPECTS = [
  'FEATURE',
  'SOURCE',
  'TRAINING_DATA',
  'PARAMETER',
  'METRIC',
  'LINEAGE',
  'COLUMN',
  'PART',
  'PROPERTY',
] as const;
export type Aspect = (typeof ASPECTS)[number];

export const VERDICTS = ['BETTER', 'WORSE', 'SAME', 'UNKNOWN'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** An edge of one side, as that side states it. */
export interface StatedEdge extends EdgeWord {
  readonly downstream: string;
  readonly type: RelationType;
  readonly upstream: string;
  readonly until?: string;
}

/** One thing that is true of a side, and what it is called on either. */
export interface Fact {
  readonly aspect: Aspect;
  /** What makes it the same fact on both sides. */
  readonly key: string;
  readonly name: string;
  /** Its value for people; empty where it is there and has none. */
  readonly text: string;
  /** What is compared, where that is more than the text. */
  readonly whole?: string;
  readonly number?: number;
  /** Of a metric's value: what tells which way is better. */
  readonly metric?: { readonly name: string; readonly kind?: string; readonly unit?: string };
  readonly edges?: readonly StatedEdge[];
  /** Keys of facts whose coming or going tells this one's too: it is not told again. */
  readonly toldBy?: readonly string[];
}

/** One difference: a thing on both sides with other values, or on one side only. */
export interface Difference {
  readonly aspect: Aspect;
  readonly name: string;
  /** On the first side; absent where only the other has it. */
  readonly before?: string;
  readonly after?: string;
  /** `after` less `before`, where both are numbers of one unit. */
  readonly delta?: number;
  /** Of a metric. */
  readonly verdict?: Verdict;
  /** Why that verdict. */
  readonly because?: string;
  readonly edgesBefore: readonly StatedEdge[];
  readonly edgesAfter: readonly StatedEdge[];
}

export const factKey = (aspect: Aspect, ...parts: readonly string[]): string =>
  JSON.stringify([aspect, ...parts]);
