import { notFound } from '../../errors.js';
import type { EntityDocument } from '../../model/document.js';
import { entityId, kindOf, parseId } from '../../model/entity-id.js';
import { checkCurrent } from '../rules/ended.rule.js';
import type { CurateStore } from './curate.store.js';
import { editThings, type Edit, type Edited, type Editor } from './edit-things.js';
import { invalid } from './failures.js';

/** The most points that one series keeps. */
const MAX_POINTS = 1_000_000;

/** One value of a metric: a finite number, a text, or bytes in base64. */
export interface MetricPoint {
  readonly value?: number;
  readonly text?: string;
  readonly bytes?: string;
  readonly step?: number;
  /** Milliseconds since 1970. Left out: the moment of the logging. */
  readonly time?: number;
}

export interface LoggedMetric {
  readonly name: string;
  /** The data it was measured on; left out: none is named. */
  readonly dataset?: string;
  /** The part of that data, such as a group; left out: all of it. */
  readonly slice?: string;
  readonly kind?: string;
  readonly unit?: string;
  readonly points: readonly MetricPoint[];
}

/**
 * Adds points to the series of a version's metrics. A series is in the order of its steps, or of the wall clock where
 * it counts none; its last point is the metric's value.
 */
export async function logMetrics(
  store: CurateStore,
  editor: Editor,
  { version, metrics }: { readonly version: string; readonly metrics: readonly LoggedMetric[] },
  now: string,
): Promise<Edited[]> {
  if (kindOf(version) !== 'MLModelVersion')
    throw invalid('version', `Metrics are logged on a version of a model; ${version} is none.`);
  const edits = metrics.map((metric, index) => editOf(version, metric, `metrics.${index}`, now));
  const twice = edits.find(({ id }, index) => edits.findIndex((edit) => edit.id === id) !== index);
  if (twice) throw invalid('metrics', `${twice.id} is in it twice: put its points together.`);
  return store.transact(async (tx) => {
    const stored = (await tx.lock([version])).get(version);
    if (!stored) throw notFound(version);
    checkCurrent(version, stored, 'you log to it');
    const there = await tx.existing(edits.map(({ id }) => id));
    return editThings(
      tx,
      editor,
      edits.map((edit) => ({ ...edit, isNew: !there.has(edit.id) })),
      now,
    );
  });
}

interface Point {
  readonly step?: number;
  readonly time: number;
  readonly value: number | string;
  readonly text: string;
  readonly bytes?: string;
}

function editOf(version: string, metric: LoggedMetric, path: string, now: string): Edit {
  const { name, dataset = '', slice = '', kind, unit } = metric;
  const [service = '', model = '', number = ''] = parseId(version).key;
  const added = metric.points.map((point, index) => checkedPoint(point, `${path}.points.${index}`, now));
  const key = { service, model, version: number, metric: name, datasetName: dataset, slice };
  const say = (said: EntityDocument): EntityDocument => {
    const points = inOrder([...pointsOf(said), ...added], path);
    return {
      ...{ kind: 'Metric', ...key },
      ...pick(said, ['unit', 'metricKind', 'description', 'tags', 'owners']),
      ...(kind === undefined ? {} : { metricKind: kind }),
      ...(unit === undefined ? {} : { unit }),
      ...seriesOf(points),
    };
  };
  return { id: entityId('Metric', ...Object.values(key)), say };
}

function checkedPoint({ value, text, bytes, step, time }: MetricPoint, path: string, now: string): Point {
  if ([value, text, bytes].filter((one) => one !== undefined).length !== 1)
    throw invalid(path, 'A point has either a value, a text or bytes.');
  return {
    ...(step === undefined ? {} : { step }),
    time: time ?? Date.parse(now),
    value: value ?? 'NaN',
    text: text ?? '',
    ...(bytes === undefined ? {} : { bytes }),
  };
}

function inOrder(points: readonly Point[], path: string): Point[] {
  if (points.length > MAX_POINTS)
    throw invalid(
      `${path}.points`,
      `A series keeps at most ${MAX_POINTS} points; this would be ${points.length}.`,
    );
  const counted = points.filter(({ step }) => step !== undefined).length;
  if (counted > 0 && counted < points.length)
    throw invalid(
      `${path}.points`,
      'Either every point of a series has a step or none has, the points logged before included.',
    );
  return [...points].sort((a, b) => (a.step ?? 0) - (b.step ?? 0) || a.time - b.time);
}

/** The points of a series as it is kept: parallel lists, the texts among them only where values are texts. */
function pointsOf(said: EntityDocument): Point[] {
  const list = (name: string): unknown[] => (said[name] as unknown[] | undefined) ?? [];
  const [steps, times, values, texts] = ['seriesSteps', 'seriesTimes', 'seriesValues', 'seriesTexts'].map(
    list,
  );
  return (values ?? []).map((value, index) => ({
    ...(steps && steps.length > 0 ? { step: Number(steps[index]) } : {}),
    time: Number(times?.[index]),
    value: value as number | string,
    text: String(texts?.[index] ?? ''),
  }));
}

function seriesOf(points: readonly Point[]): Record<string, unknown> {
  const last = points.at(-1);
  const counts = last?.step !== undefined;
  const isText = points.some(({ text }) => text !== '');
  return {
    ...(last && typeof last.value === 'number' ? { value: last.value } : {}),
    ...(last && last.text !== '' ? { text: last.text } : {}),
    ...(last?.bytes === undefined ? {} : { bytes: last.bytes }),
    ...(counts ? { step: last.step } : {}),
    ...(last ? { measuredAt: new Date(last.time).toISOString() } : {}),
    ...(counts ? { seriesSteps: points.map(({ step }) => step) } : {}),
    seriesTimes: points.map(({ time }) => time),
    seriesValues: points.map(({ value }) => value),
    ...(isText ? { seriesTexts: points.map(({ text }) => text) } : {}),
  };
}

const pick = (document: EntityDocument, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    names.filter((name) => document[name] !== undefined).map((name) => [name, document[name]]),
  );
