import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { textOf } from './text.js';

/** A metric's last value, with the bounds that its tracker keeps as metrics of their own. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly number?: number;
  readonly unit?: string;
  /** performance, fairness and so on, where it is told. */
  readonly kind?: string;
  readonly dataset?: string;
  readonly slice?: string;
  readonly lower?: string;
  readonly upper?: string;
}

const BOUND =
  /^(?<of>.+?)[_ .-](?:ci[_ .-]?(?<side>lower|low|upper|high)|(?<plain>lower|upper)(?:[_ .-](?:bound|ci|95))?)$/i;

/** The figures of a version. `auc_ci_lower` beside `auc` is no figure of its own, but a bound of it. */
export function figuresOf(metrics: readonly EntityRecord[]): Figure[] {
  const values = new Map(metrics.map((metric) => [keyOf(metric, nameOf(metric)), metric]));
  const bounds = new Map<string, { lower?: string; upper?: string }>();
  const figures: EntityRecord[] = [];
  for (const metric of metrics) {
    const { of = '', side, plain = '' } = BOUND.exec(nameOf(metric))?.groups ?? {};
    const key = keyOf(metric, of);
    if (of === '' || !values.has(key)) figures.push(metric);
    else {
      const end = /^low/i.test(side ?? plain) ? 'lower' : 'upper';
      bounds.set(key, { ...bounds.get(key), [end]: valueOf(metric) });
    }
  }
  return figures.map((metric) => figureOf(metric, bounds.get(keyOf(metric, nameOf(metric)))));
}

const nameOf = (metric: EntityRecord): string => textOf(metric['metric']) ?? metric.name;

const keyOf = ({ datasetName, slice }: EntityRecord, name: string): string =>
  JSON.stringify([name, datasetName, slice]);

function figureOf(metric: EntityRecord, bounds: { lower?: string; upper?: string } = {}): Figure {
  const { value, unit, metricKind, datasetName, slice } = metric;
  const [told, kind, dataset, group] = [unit, metricKind, datasetName, slice].map(textOf);
  return {
    ...{ name: nameOf(metric), value: valueOf(metric) },
    ...(Number.isFinite(value) ? { number: Number(value) } : {}),
    ...(told === undefined ? {} : { unit: told }),
    ...(kind === undefined ? {} : { kind }),
    ...(dataset === undefined ? {} : { dataset }),
    ...(group === undefined ? {} : { slice: group }),
    ...bounds,
  };
}

const valueOf = ({ value, text, bytes }: EntityRecord): string =>
  textOf(value) ?? textOf(text) ?? (bytes === undefined ? '' : '(bytes)');

/** On what a figure was measured: the data, and the group within it. */
export const measuredOn = ({ dataset, slice }: Figure): string | undefined =>
  dataset !== undefined && slice !== undefined ? `${dataset}: ${slice}` : (slice ?? dataset);

export const isFairness = ({ kind }: Figure): boolean => /fair|bias/i.test(kind ?? '');
