import type { EntityDocument } from '../../model/document.js';
import { historyKey, type History } from './metric-histories.js';
import { double, document, integer, isoTime, jsonNumber, list } from './values.js';
import type { VersionFacts } from './version-facts.js';
import type { WireMetric } from './wire-types.js';

/** The metrics of the version's run: the last value (by step, as MLflow has it), and the history where there is one. */
export function metricDocuments({ key, run, histories }: VersionFacts): EntityDocument[] {
  const runId = String(run?.info?.run_id);
  return list(run?.data?.metrics).map((metric) =>
    document('Metric', {
      ...key,
      metric: metric.key,
      datasetName: '',
      slice: '',
      ...lastValue(metric),
      step: integer(metric.step),
      measuredAt: isoTime(metric.timestamp),
      ...series(histories.get(historyKey(runId, String(metric.key)))),
    }),
  );
}

function lastValue({ value }: WireMetric): { value?: number; text?: string } {
  const number = double(value);
  if (number === undefined) return {};
  return Number.isFinite(number) ? { value: number } : { text: String(number) };
}

function series(history: History = []): Record<string, unknown> {
  if (history.length < 2) return {};
  return {
    seriesSteps: history.map(({ step }) => integer(step)),
    seriesTimes: history.map(({ timestamp }) => integer(timestamp)),
    seriesValues: history.map(({ value }) => jsonNumber(double(value) ?? NaN)),
  };
}
