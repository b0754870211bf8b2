import type { PassingRequest } from '../../support/fault-proxy.js';
import { startChurnMlflow } from '../../support/churn-registry.js';
import type { MlflowServer } from '../../support/mlflow-server.js';
import { python } from '../../support/real-parts.js';
import { columns, RegistryBuilder } from '../mlflow/registry-builder.js';

const MODELS = 8;
const VERSIONS = 3;
const START = 1_790_000_000_000;

/** A real MLflow that changes between two nights: the churn example's registry, and a fleet of small models. */
export class FleetRegistry {
  /** Of each version, `fleet-3/2`, the run. */
  readonly runs = new Map<string, string>();
  private readonly builder: RegistryBuilder;

  private constructor(private readonly server: MlflowServer) {
    this.builder = new RegistryBuilder(server.url);
  }

  static async start(): Promise<FleetRegistry> {
    const registry = new FleetRegistry(await startChurnMlflow(python()));
    await registry.firstNight();
    return registry;
  }

  get url(): string {
    return this.server.url;
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  private async firstNight(): Promise<void> {
    const experiments = await Promise.all([...'abcdefghi'].map((name) => this.builder.experiment(name)));
    for (let model = 1; model <= MODELS; model += 1) {
      await this.builder.model(`fleet-${model}`);
      const experiment = experiments[model % experiments.length] as string;
      for (let version = 1; version <= VERSIONS; version += 1) await this.add(experiment, model, version);
    }
    for (const name of ['fleet-idle-1', 'fleet-idle-2']) await this.builder.model(name);
  }

  /** What happens by day: made, changed, moved and deleted, one of each. */
  async secondNight(): Promise<void> {
    await this.add(await this.builder.experiment('of the day'), 5, 4);
    await this.builder.metrics(this.runOf('fleet-1/1'), 'auc', [[1, START + 1, 0.99]]);
    await this.builder.alias('fleet-1', 'champion', '3');
    await this.deleteVersion('fleet-3', '2');
  }

  async deleteVersion(name: string, version: string): Promise<void> {
    const response = await fetch(`${this.url}/api/2.0/mlflow/model-versions/delete`, {
      method: 'DELETE',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, version }),
    });
    if (!response.ok) throw new Error(`${name} ${version}: ${response.status} ${await response.text()}`);
  }

  runOf(version: string): string {
    return this.runs.get(version) ?? '';
  }

  private async add(experiment: string, model: number, version: number): Promise<void> {
    const name = `fleet-${model}`;
    const run = await this.builder.run(experiment, `${name} ${version}`);
    this.runs.set(`${name}/${version}`, run);
    await this.builder.metrics(run, 'auc', [[0, START, model / 10 + version / 100]]);
    const params = [{ key: 'depth', value: String(version) }];
    await this.builder.post('runs/log-batch', { run_id: run, params });
    // Each run saw one more column of the same table, so that only all runs together tell of all of them.
    const schema = columns('id', `seen_by_${model}_${version}`);
    const digest = `d${model}${version}`;
    const source = { table_name: 'shop.orders' };
    await this.builder.dataset(run, { name: 'orders', source, schema, digest }, 'training');
    await this.builder.version(name, 's3://bucket/model', run);
  }
}

/** Pages so small that this registry has several of each listing. */
const PAGES: readonly (readonly [path: string, rows: number])[] = [
  ['/registered-models/search', 5],
  ['/model-versions/search', 10],
  ['/experiments/search', 2],
  ['/runs/search', 12],
];

export function withSmallPages(request: PassingRequest): PassingRequest {
  const rows = PAGES.find(([path]) => request.url.includes(path))?.[1];
  if (rows === undefined) return request;
  const url = request.url.replace(/max_results=\d+/, `max_results=${rows}`);
  return { ...request, url, body: request.body.replace(/"max_results":\d+/, `"max_results":${rows}`) };
}
