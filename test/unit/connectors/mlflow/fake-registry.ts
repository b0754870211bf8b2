import { json, raw, scriptedServer, type Answer, type ScriptedServer } from '../http/scripted-server.js';

interface FakeRegistry {
  /** How many versions of one model there are, each with a run of its own that read a table. */
  readonly versions: number;
  readonly perPage?: number;
  /** Answers in the place of the usual ones, where they give one. */
  readonly fault?: (path: string, body: string) => Answer | undefined;
  /** Versions that are not there, by number. */
  readonly gone?: () => ReadonlySet<number>;
}

const runOf = (version: number): string => `run-${version}`;

/** A registry of one model, as MLflow answers of it, that can be made to fail in parts. */
export async function fakeRegistry(registry: FakeRegistry): Promise<ScriptedServer> {
  const { versions, perPage = 1000, fault, gone = () => new Set() } = registry;
  const there = (): number[] =>
    Array.from({ length: versions }, (_, at) => at + 1).filter((version) => !gone().has(version));
  const version = (number: number): object => ({
    name: 'm',
    version: String(number),
    run_id: runOf(number),
    status: 'READY',
    source: `mlflow-artifacts:/1/${runOf(number)}/model`,
  });
  const run = (id: string): object => ({
    info: { run_id: id, experiment_id: '1', start_time: 1_790_000_000_000 + Number(id.split('-')[1]) },
    data: {
      params: [{ key: 'depth', value: id }],
      metrics: [{ key: 'auc', value: 0.5, timestamp: 9, step: 0 }],
    },
    inputs: {
      dataset_inputs: [
        {
          dataset: {
            name: 'd',
            digest: id,
            source: JSON.stringify({ table_name: `t${Number(id.split('-')[1]) % 7}` }),
            schema: JSON.stringify({
              mlflow_colspec: [
                { name: 'c', type: 'long' },
                { name: id, type: 'long' },
              ],
            }),
          },
        },
      ],
    },
  });
  return scriptedServer((response, request) => {
    const url = new URL(request.url, 'http://fake');
    const path = url.pathname.split('/').slice(-2).join('/');
    const answers: Record<string, () => Answer> = {
      '/version': () => raw(200, {}, '3.17.2'),
      'registered-models/search': () =>
        json({ registered_models: [{ name: 'm', latest_versions: [{ version: String(there().at(-1)) }] }] }),
      'experiments/search': () => json({ experiments: [{ experiment_id: '1', name: 'e' }] }),
      'model-versions/search': () => {
        const from = Number(url.searchParams.get('page_token') ?? 0);
        const rows = there()
          .slice(from, from + perPage)
          .map(version);
        const next = from + perPage < there().length ? { next_page_token: String(from + perPage) } : {};
        return json({ model_versions: rows, ...next });
      },
      'model-versions/get': () => {
        const number = Number(url.searchParams.get('version'));
        if (!there().includes(number)) return raw(404, { 'content-type': 'application/json' }, '{}');
        return json({ model_version: version(number) });
      },
      'runs/search': () => {
        const { filter } = JSON.parse(request.body) as { filter: string };
        return json({ runs: [...filter.matchAll(/'([^']+)'/g)].map(([, id]) => run(String(id))) });
      },
      'metrics/get-history-bulk': () =>
        json({
          metrics: url.searchParams
            .getAll('run_id')
            .map((run_id) => ({ run_id, key: 'auc', value: 0.5, timestamp: 9, step: 0 })),
        }),
      'metrics/get-history': () => json({}),
    };
    const answer = fault?.(path, request.body + url.search) ?? answers[path]?.() ?? raw(404, {}, '');
    answer(response, request);
  });
}
