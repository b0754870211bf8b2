import type { MetricFigure, MetricName, ParameterFigure } from './version-table.reader.js';

/** What stands in a column of a version: always a text to show, and a number where it is a finite one. */
export interface Cell {
  readonly column: string;
  readonly text: string;
  readonly value: number | null;
  readonly unit: string | null;
}

/** What a metric is called in full: `auc`, `auc@holdout`, `auc@holdout#age<30`, `auc@#age<30`. */
export function metricLabel({ metric, datasetName, slice }: MetricName): string {
  const part = slice === '' ? '' : `#${slice}`;
  return datasetName === '' && slice === '' ? metric : `${metric}@${datasetName}${part}`;
}

/** The names that a metric behind this column can have: an `@` may stand in a name, a dataset or a slice. */
export const namesBehind = (column: string): string[] => [
  column,
  ...[...column.matchAll(/@/g)].map(({ index }) => column.slice(0, index)).filter((name) => name !== ''),
];

/**
 * The metric of a version that a column means: the one that is called so in full, or else, where the column is a bare
 * name, the only one of that name. Of several that differ by dataset or slice none is meant.
 */
function metricBehind(column: string, metrics: readonly MetricFigure[]): MetricFigure | undefined {
  const exact = metrics.find((figure) => metricLabel(figure) === column);
  if (exact) return exact;
  const named = metrics.filter(({ metric }) => metric === column);
  return named.length === 1 ? named[0] : undefined;
}

export function metricCell(column: string, metrics: readonly MetricFigure[]): Cell | null {
  const figure = metricBehind(column, metrics);
  if (!figure) return null;
  const value = finite(figure.value);
  const text = figure.text ?? (figure.value === null ? null : String(figure.value));
  return text === null ? null : { column, text, value, unit: figure.unit };
}

export function parameterCell(column: string, parameters: readonly ParameterFigure[]): Cell | null {
  const figure = parameters.find(({ name }) => name === column);
  if (!figure) return null;
  const text = figure.value ?? (figure.number === null ? null : String(figure.number));
  return text === null ? null : { column, text, value: finite(figure.number), unit: null };
}

const finite = (value: number | null): number | null => (Number.isFinite(value) ? value : null);
