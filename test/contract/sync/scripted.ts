import { runSync, type SyncOptions } from '../../../src/catalog/sync/run-sync.js';
import type { Connector, Listing, ReadingWish, Sink } from '../../../src/catalog/sync/connector.js';
import type { SyncReport } from '../../../src/catalog/sync/sync-report.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphSyncStore } from '../../../src/graph/graph-sync.store.js';
import type { EntityDocument } from '../../../src/model/document.js';

type Script = (sink: Sink, wish: ReadingWish, signal: AbortSignal) => Promise<Partial<Listing> | void>;

/** A source that does what a test says, and remembers what was wished of it. */
export class ScriptedSource implements Connector {
  readonly type = 'test';
  readonly service = 'mlflow';
  readonly masters = ['MLModel', 'MLModelVersion'] as const;
  readonly wishes: ReadingWish[] = [];
  deltas = false;
  who: string | undefined;

  constructor(private readonly script: Script) {}

  identity(): Promise<string | undefined> {
    return Promise.resolve(this.who);
  }

  async read(sink: Sink, signal: AbortSignal, wish: ReadingWish): Promise<Listing> {
    this.wishes.push(wish);
    return { complete: true, requests: 1, ...(await this.script(sink, wish, signal)) };
  }
}

export const saying = (
  documents: readonly EntityDocument[],
  listing: Partial<Listing> = {},
): ScriptedSource =>
  new ScriptedSource(async (sink) => {
    for (const document of documents) await sink.put(document);
    return listing;
  });

/** Runs at an hour of one day. */
export const syncAt = (
  executor: GraphExecutor,
  hour: number,
  source: Connector,
  options: SyncOptions = {},
): Promise<SyncReport> =>
  runSync(new GraphSyncStore(executor), source, {
    clock: () => new Date(Date.UTC(2026, 10, 1, hour)),
    ...options,
  });

/** A registry of one model with these versions, each with a metric of that value. */
export const registryOf = (versions: Readonly<Record<string, number>>): EntityDocument[] => [
  { kind: 'MLModelService', service: 'mlflow', platform: 'MLflow' },
  { kind: 'MLModel', service: 'mlflow', model: 'churn' },
  ...Object.entries(versions).flatMap(([version, value]): EntityDocument[] => {
    const key = { service: 'mlflow', model: 'churn', version };
    return [
      {
        kind: 'MLModelVersion',
        ...key,
        edges: [{ type: 'TRAINED_ON', upstream: 'Table:shop/orders' }],
      },
      { kind: 'Metric', ...key, metric: 'auc', datasetName: '', slice: '', value },
    ];
  }),
];

/** So many versions, named by number, each of the same quality. */
export const versions = (count: number, value = 0.9): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [String(index + 1), value]));
