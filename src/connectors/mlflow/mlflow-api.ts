import { failureOf } from '../http/request-failure.js';
import type { HttpClient, Query } from '../http/http-client.js';
import { OPEN_SOURCE, type Dialect } from './dialect.js';
import { pages } from './paging.js';
import { isoTime } from './values.js';
import type {
  WireExperiment,
  WireLoggedModel,
  WireMetric,
  WireModel,
  WireRun,
  WireVersion,
} from './wire-types.js';

/** The server samples the history of a run that has more points than this. */
export const MAX_BULK_POINTS = 2500;
export const MAX_BULK_RUNS = 100;
/** Of all runs together; what there is beyond is left out without a word. */
export const MAX_POINTS = 25_000;
/** A file of a few kilobytes; and behind a store that hangs there are others that do not. */
const SMALL_FILE = { timeoutMs: 15_000, retries: 1, maxBytes: 4 * 1024 * 1024 };

/** Run ids are put into a filter text, so that nothing but an id may get there. */
const RUN_ID = /^[\w-]{1,64}$/;

/** MLflow's REST interface, as far as it is read: one method for each question. */
export class MlflowApi {
  private knowsNoLoggedModels = false;
  private major: number | undefined;

  constructor(
    private readonly http: HttpClient,
    private readonly signal: AbortSignal,
    private readonly dialect: Dialect = OPEN_SOURCE,
  ) {}

  /** When the server's store was made, as its first experiment says; nothing where it does not show that one. */
  async birth(): Promise<string | undefined> {
    try {
      const { experiment } = (await this.get('/experiments/get', {
        experiment_id: this.dialect.firstExperiment,
      })) as { experiment?: WireExperiment };
      return isoTime(experiment?.creation_time);
    } catch (error) {
      if ([400, 403, 404].includes(failureOf(error)?.status ?? 0)) return undefined;
      throw error;
    }
  }

  /** The server's version; nothing where it does not say. */
  async version(): Promise<string | undefined> {
    try {
      const version = (await this.http.getText('/version', {}, this.options)).trim();
      if (!/^\d[\w.+-]{0,50}$/.test(version)) return undefined;
      this.major = Number.parseInt(version, 10);
      return version;
    } catch (error) {
      if (failureOf(error)?.status === 404) return undefined;
      throw error;
    }
  }

  models(repeated?: () => void): AsyncGenerator<WireModel[]> {
    const { perPage, order } = this.dialect;
    const query = { max_results: perPage.models, order_by: order.models };
    return pages<WireModel>({
      what: 'registered models',
      key: 'registered_models',
      ask: (page_token) => this.get('/registered-models/search', { ...query, page_token }),
      idOf: ({ name }) => String(name),
      repeated,
    });
  }

  /** All versions of all models: a search without a filter, so that no name has to be quoted. */
  versions(repeated?: () => void): AsyncGenerator<WireVersion[]> {
    const { perPage, order } = this.dialect;
    const query = { max_results: perPage.versions, order_by: order.versions };
    return pages<WireVersion>({
      what: 'model versions',
      key: 'model_versions',
      ask: (page_token) => this.get('/model-versions/search', { ...query, page_token }),
      idOf: ({ name, version }) => `${name}/${version}`,
      repeated,
    });
  }

  /** One version; nothing where there is none. */
  oneVersion(name: string, version: string): Promise<WireVersion | undefined> {
    return this.one<WireVersion>('/model-versions/get', { name, version }, 'model_version');
  }

  /** One model; nothing where there is none. */
  oneModel(name: string): Promise<WireModel | undefined> {
    return this.one<WireModel>('/registered-models/get', { name }, 'registered_model');
  }

  /** One experiment, a deleted one too; nothing where there is none. */
  oneExperiment(experiment_id: string): Promise<WireExperiment | undefined> {
    return this.one<WireExperiment>('/experiments/get', { experiment_id }, 'experiment');
  }

  /** One run, a deleted one too; nothing where there is none. */
  async oneRun(run_id: string): Promise<WireRun | undefined> {
    return RUN_ID.test(run_id) ? this.one<WireRun>('/runs/get', { run_id }, 'run') : undefined;
  }

  experiments(repeated?: () => void): AsyncGenerator<WireExperiment[]> {
    const { perPage, order } = this.dialect;
    const body = { max_results: perPage.experiments, view_type: 'ALL', order_by: order.experiments };
    return pages<WireExperiment>({
      what: 'experiments',
      key: 'experiments',
      ask: (page_token) => this.post('/experiments/search', { ...body, page_token }),
      idOf: ({ experiment_id }) => String(experiment_id),
      repeated,
    });
  }

  /** The runs with these ids that exist, deleted ones too. */
  async runs(given: readonly string[], experimentIds: readonly string[]): Promise<WireRun[]> {
    const ids = given.filter((id) => RUN_ID.test(id));
    if (ids.length === 0 || experimentIds.length === 0) return [];
    const body = {
      experiment_ids: experimentIds,
      filter: `attributes.run_id IN ${textList(ids)}`,
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

  /** All points of one metric of up to {@link MAX_BULK_RUNS} runs, as far as they are no more than {@link MAX_POINTS}. */
  async manyHistories(runIds: readonly string[], metric: string): Promise<WireMetric[]> {
    const query = { run_id: runIds, metric_key: metric, max_results: MAX_POINTS };
    const ask = (): Promise<unknown> => this.http.getJson(this.dialect.manyHistories, query, this.options);
    return all(pages<WireMetric>({ what: `the history of ${metric}`, key: 'metrics', ask }));
  }

  /** The points of one metric of up to {@link MAX_BULK_RUNS} runs; those of a longer history are sampled. */
  async sampledHistories(runIds: readonly string[], metric: string): Promise<WireMetric[]> {
    const query = { run_ids: runIds, metric_key: metric, max_results: MAX_BULK_POINTS };
    const ask = (): Promise<unknown> => this.get('/metrics/get-history-bulk-interval', query);
    return all(pages<WireMetric>({ what: `the history of ${metric}`, key: 'metrics', ask }));
  }

  /** All points of one metric of one run. */
  async history(runId: string, metric: string): Promise<WireMetric[]> {
    const query = { run_id: runId, metric_key: metric, max_results: this.dialect.perPage.points };
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
    return this.http.getText(this.dialect.versionFiles, query, { ...SMALL_FILE, ...this.options });
  }

  /** A file that a run logged. */
  async runFile(run: string, path: string): Promise<string> {
    return this.http.getText(
      this.dialect.runFiles,
      { run_uuid: run, path },
      { ...SMALL_FILE, ...this.options },
    );
  }

  /** The logged models with these ids that exist; none where the server is of before MLflow 3. */
  async loggedModels(ids: readonly string[], experimentIds: readonly string[]): Promise<WireLoggedModel[]> {
    if (ids.length === 0 || experimentIds.length === 0 || this.knowsNoLoggedModels) return [];
    const body = {
      experiment_ids: experimentIds,
      filter: `model_id IN ${textList(ids)}`,
      max_results: ids.length,
    };
    try {
      return await all(
        pages<WireLoggedModel>({
          what: 'logged models',
          key: 'models',
          ask: (page_token) => this.post('/logged-models/search', { ...body, page_token }),
          idOf: ({ info }) => String(info?.model_id),
        }),
      );
    } catch (error) {
      // A server that says it is newer has them; what is not found there is the way to them.
      const before3 = this.major === undefined || this.major < 3;
      this.knowsNoLoggedModels = before3 && [404, 405].includes(failureOf(error)?.status ?? 0);
      if (this.knowsNoLoggedModels) return [];
      throw error;
    }
  }

  private async one<T>(path: string, query: Query, key: string): Promise<T | undefined> {
    try {
      return ((await this.get(path, query)) as Record<string, unknown>)[key] as T | undefined;
    } catch (error) {
      if ([400, 404].includes(failureOf(error)?.status ?? 0)) return undefined;
      throw error;
    }
  }

  private get(path: string, query: Query): Promise<unknown> {
    return this.http.getJson(`${this.dialect.rest}${path}`, query, this.options);
  }

  private post(path: string, body: unknown): Promise<unknown> {
    return this.http.postJson(`${this.dialect.rest}${path}`, body, this.options);
  }

  private get options(): { signal: AbortSignal } {
    return { signal: this.signal };
  }
}

const textList = (ids: readonly string[]): string => `(${ids.map((id) => `'${id}'`).join(',')})`;

async function all<T>(listing: AsyncGenerator<T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of listing) for (const row of page) rows.push(row);
  return rows;
}
