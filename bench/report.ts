import Table from 'cli-table3';
import type { Measured } from './measure.js';
import type { Engine } from './subject.js';
import type { Limits } from './works/work.js';

type Times = Pick<Measured, 'ours' | 'other' | 'ratio' | 'spread'>;
type Gauges = Pick<Measured, 'blockedMs' | 'rssGrowthMiB'>;

/** One case on one engine, as `--json` writes it. Times are medians in ms. */
export interface ResultRow extends Times, Partial<Gauges> {
  readonly work: string;
  readonly engine: Engine;
  /** Things generated around the placed graphs. */
  readonly size: number;
  /** What stands in `other`: raw, a peer, or another case of Headwater's. */
  readonly against: string;
  readonly goal: number | null;
  readonly limits?: Limits;
  readonly growth?: number;
  /** Of what both arms answered. */
  readonly rowsHash: string;
  /** Things in the answer. */
  readonly answers: number;
  /** Statements that the product sent for one question. */
  readonly statements?: number;
  /** Of the product, for one question. */
  readonly roundTrips?: number;
  /** Of the statements of one question, on Neo4j; of the other arm where that is raw. */
  readonly dbHits?: number;
  readonly otherDbHits?: number;
}

const HEAD = [
  ...['work', 'engine', 'size', 'against', 'Headwater ms', 'other ms', 'ratio', 'ratio min–max', 'goal'],
  ...['statements', 'round trips', 'dbHits', 'raw dbHits', 'loop blocked ms', 'RSS MiB', 'rows'],
];
/** These are words; numbers stand to the right. */
const WORDS = ['work', 'engine', 'against'];

/** The table as a person reads it, and as it goes into a Markdown file. */
export function tableOf(rows: readonly ResultRow[]): string {
  const cells = rows.map((row) => [
    ...[row.work, row.engine, String(row.size), row.against],
    ...[`${ms(row.ours)} (${span(row.spread.ours)})`, `${ms(row.other)} (${span(row.spread.other)})`],
    ...[row.ratio.toFixed(2), row.spread.ratio.map((ratio) => ratio.toFixed(2)).join('–')],
    ...[row.goal === null ? '–' : `≤ ${row.goal}`, whole(row.statements)],
    ...[whole(row.roundTrips, row.limits?.roundTrips), whole(row.dbHits), whole(row.otherDbHits)],
    whole(row.blockedMs, row.limits?.blockedMs),
    ...[`${whole(row.rssGrowthMiB, row.limits?.rssGrowthMiB)}`, row.rowsHash],
  ]);
  const table = new Table({ head: HEAD, chars: MARKDOWN, style: { head: [], border: [] } });
  table.push(
    HEAD.map((name) => (WORDS.includes(name) ? '---' : '---:')),
    ...cells,
  );
  return table.toString();
}

/** Borders that Markdown reads as a table. */
export const MARKDOWN = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  ...{ left: '|', right: '|', middle: '|' },
};

/** A thousandth is finer than anything that was measured; of the time for one thing it would be the whole. */
export const jsonOf = (rows: readonly object[]): string =>
  `${JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'number' ? round(value) : value), 2)}\n`;

const round = (value: number): number =>
  Math.abs(value) < 1 ? Number(value.toPrecision(3)) : Math.round(value * 1000) / 1000;

const ms = (time: number): string =>
  time < 0.1 ? time.toPrecision(2) : time < 10 ? time.toFixed(2) : time.toFixed(0);
const span = ([low, high]: readonly [number, number]): string => `${ms(low)}–${ms(high)}`;

/** A number, with the most that it may be where that is promised. */
function whole(value: number | undefined, limit?: number): string {
  if (value === undefined) return '–';
  return limit === undefined ? value.toFixed(0) : `${value.toFixed(0)} (≤ ${limit})`;
}
