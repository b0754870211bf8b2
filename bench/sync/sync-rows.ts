import Table from 'cli-table3';
import { median } from '../measure.js';
import type { Engine } from '../subject.js';
import { MARKDOWN } from '../report.js';

type Span = readonly [number, number];

/** One figure of a sync on one engine, as `--json` writes it. Times are medians in ms. */
export interface SyncRow {
  readonly work: string;
  readonly engine: Engine;
  /** Models, of five versions each. */
  readonly size: number;
  /** What stands in `other`. */
  readonly against: string;
  readonly ours: number;
  readonly other: number;
  readonly ratio: number;
  readonly spread: Readonly<Record<'ours' | 'other' | 'ratio', Span>>;
  readonly goal: number | null;
  /** Of what the catalog said afterwards. */
  readonly rowsHash: string;
  /** Things that the source told of. */
  readonly answers: number;
  readonly requests?: number;
  /** Whatever was written to the catalog's content, by the database's own count. */
  readonly writes?: number;
  readonly mostWrites?: number;
  /** Of the process that synced. */
  readonly peakRssMiB?: number;
  readonly mostRssMiB?: number;
}

export type Pairs = readonly { readonly ours: number; readonly other: number }[];

/** Medians, their ratio, and how far both spread; that of the ratio over the pairs that ran one after the other. */
export function compared(pairs: Pairs): Pick<SyncRow, 'ours' | 'other' | 'ratio' | 'spread'> {
  const [mine, theirs] = [pairs.map(({ ours }) => ours), pairs.map(({ other }) => other)];
  const ratios = pairs.map(({ ours, other }) => ours / other);
  const [ours, other] = [median(mine), median(theirs)];
  return {
    ...{ ours, other, ratio: ours / other },
    spread: { ours: span(mine), other: span(theirs), ratio: span(ratios) },
  };
}

/** What a row was to keep to and did not, in sentences. */
export function missesOfSync(row: SyncRow): string[] {
  const {
    work,
    engine,
    size,
    against,
    ratio,
    goal,
    writes = 0,
    mostWrites,
    peakRssMiB = 0,
    mostRssMiB,
  } = row;
  const misses = goal !== null && ratio > goal ? [`${ratio.toFixed(2)} × ${against}, not ${goal}`] : [];
  if (mostWrites !== undefined && writes > mostWrites) misses.push(`${writes} writes, not ${mostWrites}`);
  if (mostRssMiB !== undefined && peakRssMiB > mostRssMiB)
    misses.push(`the process took ${Math.round(peakRssMiB)} MiB, not ${mostRssMiB}`);
  return misses.map((miss) => `${work} on ${engine} at ${size} missed its goal: ${miss}.`);
}

const HEAD = [
  ...['work', 'engine', 'models', 'things', 'against', 'Headwater s', 'other s', 'ratio', 'ratio min–max'],
  ...['goal', 'requests', 'writes', 'peak RSS MiB', 'rows'],
];
const WORDS = ['work', 'engine', 'against'];

export function syncTableOf(rows: readonly SyncRow[]): string {
  const table = new Table({ head: HEAD, chars: MARKDOWN, style: { head: [], border: [] } });
  table.push(
    HEAD.map((name) => (WORDS.includes(name) ? '---' : '---:')),
    ...rows.map((row) => [
      ...[row.work, row.engine, String(row.size), String(row.answers), row.against],
      ...[
        `${seconds(row.ours)} (${both(row.spread.ours)})`,
        `${seconds(row.other)} (${both(row.spread.other)})`,
      ],
      ...[row.ratio.toFixed(2), row.spread.ratio.map((ratio) => ratio.toFixed(2)).join('–')],
      ...[row.goal === null ? '–' : `≤ ${row.goal}`, whole(row.requests), whole(row.writes, row.mostWrites)],
      ...[whole(row.peakRssMiB, row.mostRssMiB), row.rowsHash],
    ]),
  );
  return table.toString();
}

const span = (values: readonly number[]): Span => [Math.min(...values), Math.max(...values)];
const seconds = (ms: number): string => (ms / 1000).toFixed(ms < 10_000 ? 2 : 1);
const both = ([low, high]: Span): string => `${seconds(low)}–${seconds(high)}`;

function whole(value: number | undefined, most?: number): string {
  if (value === undefined) return '–';
  return most === undefined ? value.toFixed(0) : `${value.toFixed(0)} (≤ ${most})`;
}
