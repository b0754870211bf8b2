import { ANSWER_FIELDS, type AnswerData } from './answer-lines.js';
import { EDGE_FIELDS, type EdgeData } from './edge.js';

export const DIFF_QUERY = `query Diff($a: ID!, $b: ID, $from: DateTime, $to: DateTime) {
  diff(a: $a, b: $b, from: $from, to: $to) {
    a { id kind name } b { id kind name } from to
    totals { aspect added removed changed }
    verdicts { better worse same unknown }
    differences {
      aspect name before after delta verdict because
      edgesBefore { ${EDGE_FIELDS} } edgesAfter { ${EDGE_FIELDS} }
    }
    notKept
    ${ANSWER_FIELDS}
  }
}`;

export interface Thing {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
}

export interface DifferenceData {
  readonly aspect: string;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly delta: number | null;
  readonly verdict: string | null;
  readonly because: string | null;
  readonly edgesBefore: readonly EdgeData[];
  readonly edgesAfter: readonly EdgeData[];
}

export interface DiffData {
  readonly a: Thing;
  readonly b: Thing;
  readonly from: string | null;
  readonly to: string | null;
  readonly totals: readonly {
    readonly aspect: string;
    readonly added: number;
    readonly removed: number;
    readonly changed: number;
  }[];
  readonly verdicts: {
    readonly better: number;
    readonly worse: number;
    readonly same: number;
    readonly unknown: number;
  };
  readonly differences: readonly DifferenceData[];
  readonly notKept: readonly string[];
  readonly answer: AnswerData;
}
