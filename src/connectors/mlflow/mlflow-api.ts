import { failureOf } from '../http/request-failure.js';
import type { HttpClient, Query } from '../http/http-client.js';
import { pages } from './paging.js';
import type { WireExperiment, WireMetric, WireModel, WireRun, WireVersion } from './wire-types.js';

const REST = '/api/2.0/mlflow';
/** Pages are found by offset: the fewer there are, the less can shift between them. */
const MODELS_PER_PAGE = 1000;
const VERSIONS_PER_PAGE = 5000;
const EXPERIMENTS_PER_PAGE = 1000;
const POINTS_PER_PAGE = 10_000;
/** The server samples the history of a run that has more points than this. */
export const MAX_BULK_POINTS = 2500;
export const MAX_BULK_RUNS = 100;
/** A file of a few kilobytes; and behind a store that hangs there are others that do not. */
const MLMODEL = { timeoutMs: 15_000, retries: 1, maxBytes: 4 * 1024 * 1024 };

/** Run ids are put into a filter text, so that nothing but an id may get there. */
const RUN_ID = /^[\w-]{1,64}$/;

/** MLflow's REST interface, as far as it is read: one method for each question. */
export class MlflowApi {
  constructor(
    private readonly http: HttpClient,
    private readonly signal: AbortSignal,
  ) {}

  /** The server's version; nothing where it does not say. */
  async version(): Promise<string | undefined> {
    try {
      const version = (await this.http.getText('/version', {}, this.options)).trim();
      return /^\d[\w.+-]{0,50}$/.test(version) ? version : undefined;
    } catch (error) {
      if (failureOf(error)?.status === 404) return undefined;
      throw error;
    }
  }

  models(): AsyncGenerator<WireModel[]> {
    const query = { max_results: MODELS_PER_PAGE, order_by: 'name ASC' };
    return pages<WireModel>({
      what: 'registered models',
      key: 'registered_models',
      ask: (page_token) => this.get('/registered-models/search', { ...query, page_token }),
      idOf: ({ name }) => String(name),
    });
  }

  /** All versions of all models: a search without a filter, so that no name has to be quoted. */
  versions(): AsyncGenerator<WireVersion[]> {
    const query = { max_results: VERSIONS_PER_PAGE, order_by: ['name ASC', 'version_number ASC'] };
    return pages<WireVersion>({
      what: 'model versions',
      key: 'model_versions',
      ask: (page_token) => this.get('/model-versions/search', { ...query, page_token }),
      idOf: ({ name, version }) => `${name}/${version}`,
    });
  }

  experiments(): AsyncGenerator<WireExperiment[]> {
    const body = { max_results: EXPERIMENTS_PER_PAGE, view_type: 'ALL', order_by: ['experiment_id ASC'] };
    return pages<WireExperiment>({
      what: 'experiments',
      key: 'experiments',
      ask: (page_token) => this.post('/experiments/search', { ...body, page_token }),
      idOf: ({ experiment_id }) => String(experiment_id),
    });
  }

  /** The runs with these ids that exist, deleted ones too. Asked for in two halves where the answer is too large for one. */
  async runs(ids: readonly string[], experimentIds: readonly string[]): Promise<WireRun[]> {
    const valid = ids.filter((id) => RUN_ID.test(id));
    if (valid.length === 0 || experimentIds.length === 0) return [];
    try {
      return await this.searchRuns(valid, experimentIds);
    } catch (error) {
      if (failureOf(error)?.kind !== 'too-large' || valid.length === 1) throw error;
      const middle = Math.ceil(valid.length / 2);
      const first = await this.runs(valid.slice(0, middle), experimentIds);
      return [...first, ...(await this.runs(valid.slice(middle), experimentIds))];
    }
  }

  /** The points of one metric of up to {@link MAX_BULK_RUNS} runs; those of a longer history are sampled. */
  async sampledHistories(runIds: readonly string[], metric: string): Promise<WireMetric[]> {
    const query = { run_ids: runIds, metric_key: metric, max_results: MAX_BULK_POINTS };
    const ask = (): Promise<unknown> => this.get('/metrics/get-history-bulk-interval', query);
    return all(pages<WireMetric>({ what: `the history of ${metric}`, key: 'metrics', ask }));
  }

  /** All points of one metric of one run. */
  async history(runId: string, metric: string): Promise<WireMetric[]> {
    const query = { run_id: runId, metric_key: metric, max_results: POINTS_PER_PAGE };
    return all(
      pages<WireMetric>({
        what: `the history of ${metric} in run ${runId}`,
        key: 'metrics',
        ask: (page_token) => this.get('/metrics/get-history', { ...query, page_token }),
      }),
    );
  }

  /** The MLmodel file of a version: the server resolves where it lies, also for copies. */
  async mlmodelFile(model: string, version: string): Promise<string> {
    const query = { name: model, version, path: 'MLmodel' };
    return this.http.getText('/model-versions/get-artifact', query, { ...MLMODEL, ...this.options });
  }

  private async searchRuns(ids: readonly string[], experimentIds: readonly string[]): Promise<WireRun[]> {
    const body = {
      experiment_ids: experimentIds,
      filter: `attributes.run_id IN (${ids.map((id) => `'${id}'`).join(',')})`,
      run_view_type: 'ALL',
      max_results: ids.length,
    };
    return all(
      pages<WireRun>({
        what: 'runs',
        key: 'runs',
        ask: (page_token) => this.post('/runs/search', { ...body, page_token }),
        idOf: ({ info }) => String(info?.run_id),
      }),
    );
  }

  private get(path: string, query: Query): Promise<unknown> {
    return this.http.getJson(`${REST}${path}`, query, this.options);
  }

  private post(path: string, body: unknown): Promise<unknown> {
    return this.http.postJson(`${REST}${path}`, body, this.options);
  }

  private get options(): { signal: AbortSignal } {
    return { signal: this.signal };
  }
}

async function all<T>(listing: AsyncGenerator<T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of listing) for (const row of page) rows.push(row);
  return rows;
}
