/**
 * Fills a real MLflow over its REST interface with what the churn example does not have: odd names, copies, versions
 * without a run, deleted runs, long histories. The answers are read by the connector, never by the tests.
 */
export class RegistryBuilder {
  constructor(private readonly url: string) {}

  post<T = Record<string, never>>(path: string, body: object): Promise<T> {
    return this.send('POST', path, body);
  }

  async experiment(name: string): Promise<string> {
    return (await this.post<{ experiment_id: string }>('experiments/create', { name })).experiment_id;
  }

  async run(experiment_id: string, name: string, tags: Record<string, string> = {}): Promise<string> {
    const body = { experiment_id, run_name: name, start_time: 1_790_000_000_000, tags: pairs(tags) };
    return (await this.post<{ run: { info: { run_id: string } } }>('runs/create', body)).run.info.run_id;
  }

  async model(name: string, tags: Record<string, string> = {}): Promise<void> {
    await this.post('registered-models/create', { name, tags: pairs(tags) });
  }

  /** The number of the new version. */
  async version(
    name: string,
    source: string,
    run_id = '',
    tags: Record<string, string> = {},
  ): Promise<string> {
    const model_id = /^models:\/(m-\w+)$/.exec(source)?.[1];
    const body = { name, source, run_id, tags: pairs(tags), ...(model_id ? { model_id } : {}) };
    const { model_version } = await this.post<{ model_version: { version: string } }>(
      'model-versions/create',
      body,
    );
    return model_version.version;
  }

  async alias(name: string, alias: string, version: string): Promise<void> {
    await this.post('registered-models/alias', { name, alias, version });
  }

  async metrics(run_id: string, key: string, points: readonly Point[]): Promise<void> {
    for (let at = 0; at < points.length; at += 1000) {
      const metrics = points
        .slice(at, at + 1000)
        .map(([step, timestamp, value]) => ({ key, step, timestamp, value }));
      await this.post('runs/log-batch', { run_id, metrics });
    }
  }

  async dataset(run_id: string, dataset: Record<string, unknown>, context?: string): Promise<void> {
    const tags = context === undefined ? [] : pairs({ 'mlflow.data.context': context });
    const text = (value: unknown): unknown => (typeof value === 'object' ? JSON.stringify(value) : value);
    const fields = Object.fromEntries(Object.entries(dataset).map(([name, value]) => [name, text(value)]));
    const whole = { digest: 'd', source_type: 'local', source: '{}', ...fields };
    await this.post('runs/log-inputs', { run_id, datasets: [{ tags, dataset: whole }] });
  }

  /** The id of a model that a run logged, as MLflow 3 keeps it. */
  async loggedModel(
    experiment_id: string,
    name: string,
    source_run_id: string,
    params: Record<string, string> = {},
  ): Promise<string> {
    const body = { experiment_id, name, source_run_id, params: pairs(params) };
    type Created = { model: { info: { model_id: string } } };
    const { model } = await this.post<Created>('logged-models', body);
    const { model_id } = model.info;
    await this.send('PATCH', `logged-models/${model_id}`, { model_id, status: 'LOGGED_MODEL_READY' });
    await this.post('runs/outputs', { run_id: source_run_id, models: [{ model_id, step: 0 }] });
    return model_id;
  }

  /** Puts a file where the server keeps artifacts. */
  async file(path: string, content: string): Promise<void> {
    const address = `${this.url}/api/2.0/mlflow-artifacts/artifacts/${path}`;
    const response = await fetch(address, { method: 'PUT', body: content });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }

  private async send<T>(method: string, path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    const address = `${this.url}/api/2.0/mlflow/${path}`;
    const response = await fetch(address, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}

/** Step, wall clock, value. */
export type Point = readonly [step: number, timestamp: number, value: number];

const pairs = (values: Record<string, string>): { key: string; value: string }[] =>
  Object.entries(values).map(([key, value]) => ({ key, value }));

export const columns = (...names: string[]): object => ({
  mlflow_colspec: names.map((name) => ({ name, type: 'long', required: true })),
});
