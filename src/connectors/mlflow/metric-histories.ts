import pLimit from 'p-limit';
import { groupBy } from '../../group-by.js';
import { failureOf } from '../http/request-failure.js';
import { mayBeOneRow, type InParts } from './in-parts.js';
import { MAX_BULK_POINTS, MAX_BULK_RUNS, MAX_POINTS, type MlflowApi } from './mlflow-api.js';
import { double, integer, list } from './values.js';
import type { WireMetric, WireRun } from './wire-types.js';

const AT_A_TIME = 4;

/** The points of one metric of one run, in the order of their steps. */
export type History = readonly WireMetric[];

interface Asked {
  readonly run: string;
  readonly last: WireMetric;
}

/**
 * Reads the histories of metrics. MLflow has no question for "all series of a run"; the cheapest is one metric of
 * a hundred runs at once, as its web page asks. That answer is cut at so many points, and is no JSON where a point is
 * NaN. The same question of the REST interface takes it fifteen times as long, and samples above 2,500 points; what may
 * have been cut there is asked for one run at a time.
 */
export class MetricHistories {
  private readonly limit = pLimit(AT_A_TIME);
  private knowsMany = true;

  constructor(
    private readonly api: MlflowApi,
    private readonly parts: InParts,
  ) {}

  /** By run and metric, see {@link historyKey}. `failed` is told of runs of which a history cannot be read. */
  async of(
    runs: Iterable<WireRun>,
    failed: (run: string, reason: string) => void,
  ): Promise<Map<string, History>> {
    const batches = [...runsByMetric(runs)].flatMap(([metric, asked]) =>
      chunks(asked, MAX_BULK_RUNS).map((batch) => ({ metric, batch })),
    );
    const histories = new Map<string, History>();
    await this.limit.map(batches, async ({ metric, batch }) => {
      for (const [run, points] of await this.ofBatch(metric, batch, failed))
        histories.set(historyKey(run, metric), points);
    });
    return histories;
  }

  private async ofBatch(
    metric: string,
    batch: readonly Asked[],
    failed: (run: string, reason: string) => void,
  ): Promise<Map<string, History>> {
    const many = (await this.many(metric, batch)) ?? (await this.sampled(metric, batch));
    const histories = new Map<string, History>();
    for (const { run, last } of batch) {
      const points = many.get(run);
      const whole = points && endsWith(points, last) ? points : await this.whole(run, metric, failed);
      histories.set(run, inOrder(whole));
    }
    return histories;
  }

  /** The histories of all, whole; nothing where the server cannot tell them in this way. */
  private async many(
    metric: string,
    batch: readonly Asked[],
  ): Promise<ReadonlyMap<string, WireMetric[]> | undefined> {
    if (!this.knowsMany) return undefined;
    try {
      const points = await this.api.manyHistories(
        batch.map(({ run }) => run),
        metric,
      );
      return points.length < MAX_POINTS ? groupBy(points, ({ run_id }) => String(run_id)) : undefined;
    } catch (error) {
      if (isMissing(error)) this.knowsMany = false;
      else if (!isClientError(error) && !mayBeOneRow(error)) throw error;
      return undefined;
    }
  }

  /** Of the bulk answer, the histories that are surely whole. */
  private async sampled(metric: string, batch: readonly Asked[]): Promise<Map<string, WireMetric[]>> {
    let points: WireMetric[];
    try {
      points = await this.api.sampledHistories(
        batch.map(({ run }) => run),
        metric,
      );
    } catch (error) {
      // A server without this question, or a run that went away in the meantime: each is asked for by itself.
      if (!isClientError(error) && !mayBeOneRow(error)) throw error;
      return new Map();
    }
    // Older servers sample by the steps of all runs together, so that a short history may lack some of its own.
    if (new Set(points.map(({ step }) => step)).size >= MAX_BULK_POINTS) return new Map();
    const byRun = groupBy(points, ({ run_id }) => String(run_id));
    return new Map([...byRun].filter(([, history]) => history.length < MAX_BULK_POINTS));
  }

  private async whole(
    run: string,
    metric: string,
    failed: (run: string, reason: string) => void,
  ): Promise<WireMetric[]> {
    try {
      const points = await this.api.history(run, metric);
      this.parts.succeeded();
      return points;
    } catch (error) {
      if (isClientError(error)) return [];
      if (!mayBeOneRow(error)) throw error;
      this.parts.failedAlone(error);
      failed(run, (error as Error).message);
      return [];
    }
  }
}

export const historyKey = (run: string, metric: string): string => `${run}/${metric}`;

const isClientError = (error: unknown): boolean => [400, 404, 405].includes(failureOf(error)?.status ?? 0);

/** A server of another make, or of before this question; or one that keeps it from who asks. */
const isMissing = (error: unknown): boolean => [403, 404, 405].includes(failureOf(error)?.status ?? 0);

function runsByMetric(runs: Iterable<WireRun>): Map<string, Asked[]> {
  const asked: { metric: string; asked: Asked }[] = [];
  for (const { info, data } of runs) {
    const run = String(info?.run_id);
    for (const last of list(data?.metrics))
      if (last.key) asked.push({ metric: last.key, asked: { run, last } });
  }
  const grouped = groupBy(asked, ({ metric }) => metric);
  return new Map([...grouped].map(([metric, entries]) => [metric, entries.map((entry) => entry.asked)]));
}

/** Whether the value that the run itself shows as its last is among the points. */
const endsWith = (points: History, last: WireMetric): boolean =>
  points.some(({ step, timestamp }) => step === last.step && timestamp === last.timestamp);

/** Order of steps, not of clocks: clocks run backwards sometimes. */
export function inOrder(points: History): History {
  const usable = points.filter(
    ({ step, timestamp, value }) =>
      integer(step) !== undefined && integer(timestamp) !== undefined && double(value) !== undefined,
  );
  return [...usable].sort(
    (a, b) =>
      Number(a.step) - Number(b.step) ||
      Number(a.timestamp) - Number(b.timestamp) ||
      Number(a.value) - Number(b.value) ||
      0,
  );
}

function chunks<T>(rows: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, at) =>
    rows.slice(at * size, (at + 1) * size),
  );
}
