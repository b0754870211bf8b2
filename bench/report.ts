import Table from 'cli-table3';
import type { Measured } from './measure.js';
import type { Engine } from './subject.js';

/** One case on one engine, as `--json` writes it. Times are medians in ms. */
export interface ResultRow extends Measured {
  readonly work: string;
  readonly engine: Engine;
  /** Things generated around the placed graphs. */
  readonly size: number;
  readonly goal: number | null;
  /** Of what both arms answered. */
  readonly rowsHash: string;
  /** Things in the answer. */
  readonly answers: number;
  /** Statements that the product sent for one question. */
  readonly statements: number;
}

const HEAD = [
  ...['work', 'engine', 'size', 'Headwater ms', 'raw ms', 'ratio', 'ratio min–max', 'goal'],
  ...['statements', 'loop blocked ms', 'RSS MiB', 'rows'],
];

/** The table as a person reads it, and as it goes into a Markdown file. */
export function tableOf(rows: readonly ResultRow[]): string {
  const cells = rows.map((row) => [
    ...[row.work, row.engine, String(row.size)],
    ...[`${ms(row.ours)} (${span(row.spread.ours)})`, `${ms(row.other)} (${span(row.spread.other)})`],
    ...[row.ratio.toFixed(2), row.spread.ratio.map((ratio) => ratio.toFixed(2)).join('–')],
    ...[row.goal === null ? '–' : `≤ ${row.goal}`, String(row.statements), row.blockedMs.toFixed(0)],
    ...[`+${row.rssGrowthMiB.toFixed(0)}`, row.rowsHash],
  ]);
  const table = new Table({ head: HEAD, chars: MARKDOWN, style: { head: [], border: [] } });
  table.push(
    HEAD.map((_, column) => (column < 2 ? '---' : '---:')),
    ...cells,
  );
  return table.toString();
}

/** Borders that Markdown reads as a table. */
const MARKDOWN = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  ...{ left: '|', right: '|', middle: '|' },
};

/** A thousandth is finer than anything that was measured. */
export const jsonOf = (rows: readonly ResultRow[]): string =>
  `${JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'number' ? round(value) : value), 2)}\n`;

const round = (value: number): number => Math.round(value * 1000) / 1000;

const ms = (time: number): string => (time < 10 ? time.toFixed(2) : time.toFixed(0));
const span = ([low, high]: readonly [number, number]): string => `${ms(low)}–${ms(high)}`;
