import type { ResultRow } from './report.js';
import type { Comparison, Work } from './works/work.js';

/** Rows that come from rows: Headwater's time for one thing beside its time for another, of the same engine and run. */
export function derivedRows(work: Work, rows: readonly ResultRow[]): ResultRow[] {
  return [...compared(work.comparisons ?? [], rows), ...grown(rows)];
}

function compared(comparisons: readonly Comparison[], rows: readonly ResultRow[]): ResultRow[] {
  return comparisons.flatMap(({ work, of, to, per, goal }) =>
    rows
      .filter((row) => row.work === of)
      .flatMap((row) => {
        const base = rows.find(
          ({ work: name, engine, size }) => name === to && engine === row.engine && size === row.size,
        );
        if (!base) return [];
        const share = ({ answers }: ResultRow): number => (per === 'thing' ? answers : 1);
        return [between(row, base, { work, against: to, goal }, share)];
      }),
  );
}

/** The same question in the largest graph of the run beside the smallest. */
function grown(rows: readonly ResultRow[]): ResultRow[] {
  const sizes = rows.map(({ size }) => size);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  if (least === most) return [];
  return rows
    .filter(({ size, growth }) => size === most && growth !== undefined)
    .flatMap((row) => {
      const { work, engine, growth = null } = row;
      const base = rows.find(
        (other) => other.work === work && other.engine === engine && other.size === least,
      );
      if (!base) return [];
      return [between(row, base, { work: `${work} growth`, against: `${work} at ${least}`, goal: growth })];
    });
}

function between(
  row: ResultRow,
  base: ResultRow,
  named: Pick<ResultRow, 'work' | 'against' | 'goal'>,
  share: (row: ResultRow) => number = () => 1,
): ResultRow {
  const part = (one: ResultRow, time: number): number => time / share(one);
  const [ours, other] = [part(row, row.ours), part(base, base.ours)];
  const [low, high] = row.spread.ours.map((time) => part(row, time)) as [number, number];
  const [baseLow, baseHigh] = base.spread.ours.map((time) => part(base, time)) as [number, number];
  return {
    ...named,
    ...{ engine: row.engine, size: row.size, answers: row.answers, rowsHash: row.rowsHash },
    ...{ ours, other, ratio: ours / other },
    spread: { ours: [low, high], other: [baseLow, baseHigh], ratio: [low / baseHigh, high / baseLow] },
  };
}
