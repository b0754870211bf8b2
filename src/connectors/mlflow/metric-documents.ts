import type { EntityDocument } from '../../model/document.js';
import { document } from '../document.js';
import { edgeTo } from '../edge-to.js';
import { mergedEdges } from './edges.js';
import { loggedMetrics, type LoggedMetric } from './logged-models.js';
import { historyKey, type History } from './metric-histories.js';
import { double, integer, isoTime, jsonNumber, list } from './values.js';
import type { VersionFacts } from './version-facts.js';
import type { WireMetric } from './wire-types.js';

/**
 * The metrics of the version: those of its run, the last value (by step, as MLflow has it) and the history where there
 * is one; and those that its logged model has beside them. What was measured on a dataset is told by the model alone:
 * where the run shows the same measurement, it is stated once, with its dataset. For the rest the run's figures count,
 * unless it made several models: then only the model's own are surely about it.
 */
export function metricDocuments(facts: VersionFacts): EntityDocument[] {
  const { run, loggedModel } = facts;
  const several = new Set(list(run?.outputs?.model_outputs).map(({ model_id }) => model_id)).size > 1;
  const lastOfRun = new Map(list(run?.data?.metrics).map((metric) => [String(metric.key), metric]));
  const ofModel = loggedMetrics(loggedModel).filter(
    ({ key, dataset }) => dataset !== '' || several || !lastOfRun.has(key),
  );
  const same = (metric: LoggedMetric): boolean => isSame(lastOfRun.get(metric.key), metric.points.at(-1));
  const replaced = new Set(
    ofModel.filter((metric) => metric.dataset === '' || same(metric)).map(({ key }) => key),
  );
  return [
    ...[...lastOfRun].filter(([key]) => !replaced.has(key)).map(([, metric]) => runMetric(facts, metric)),
    ...ofModel.map((metric) => modelMetric(facts, metric, same(metric))),
  ];
}

/** Whether the run shows the very point as its last. */
const isSame = (ofRun: WireMetric | undefined, ofModel: WireMetric | undefined): boolean =>
  ofRun !== undefined &&
  ofRun.step === ofModel?.step &&
  ofRun.timestamp === ofModel?.timestamp &&
  ofRun.value === ofModel?.value;

function runMetric(facts: VersionFacts, metric: WireMetric): EntityDocument {
  return document('Metric', {
    ...facts.key,
    metric: metric.key,
    datasetName: '',
    slice: '',
    ...lastValue(metric),
    ...pointsOf(historyOfRun(facts, String(metric.key))),
  });
}

const historyOfRun = ({ run, histories }: VersionFacts, metric: string): History =>
  histories.get(historyKey(String(run?.info?.run_id), metric)) ?? [];

function modelMetric(
  facts: VersionFacts,
  { key: metric, dataset, digest, points }: LoggedMetric,
  ofRun: boolean,
): EntityDocument {
  const { key, datasets, series } = facts;
  // The run may have logged the points before there was a model that they could be linked to.
  const history = ofRun ? historyOfRun(facts, metric) : [];
  // The same data may have been logged several times; of different data with one name it is the digest that tells.
  const table = datasets.find(
    (logged) => dataset !== '' && logged.dataset === dataset && (!digest || logged.digest === digest),
  );
  return document('Metric', {
    ...key,
    metric,
    datasetName: dataset,
    slice: '',
    ...lastValue(points.at(-1) ?? {}),
    ...(series ? pointsOf(history.length > points.length ? history : points) : {}),
    edges: mergedEdges([
      table &&
        edgeTo(
          'EVALUATED_ON',
          'Table',
          [table.namespace, table.table],
          digest === undefined ? {} : { digest },
        ),
    ]),
  });
}

function lastValue({ value, step, timestamp }: WireMetric): Record<string, unknown> {
  const number = double(value);
  const stated =
    number === undefined ? {} : Number.isFinite(number) ? { value: number } : { text: String(number) };
  return { ...stated, step: integer(step), measuredAt: isoTime(timestamp) };
}

function pointsOf(history: History = []): Record<string, unknown> {
  if (history.length < 2) return {};
  return {
    seriesSteps: history.map(({ step }) => integer(step)),
    seriesTimes: history.map(({ timestamp }) => integer(timestamp)),
    seriesValues: history.map(({ value }) => jsonNumber(double(value) ?? NaN)),
  };
}
