import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connector } from '../../../src/catalog/sync/connector.js';
import { runSync } from '../../../src/catalog/sync/run-sync.js';
import type { SyncEvent, SyncReport } from '../../../src/catalog/sync/sync-report.js';
import { Neo4jExecutor } from '../../../src/graph/engines/neo4j.executor.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphSyncStore } from '../../../src/graph/graph-sync.store.js';
import { migrate } from '../../../src/graph/migrations.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { emptyGraph } from '../../support/engines.js';
import { freePort } from '../../support/free-port.js';
import { startNeo4j, type Neo4jServer } from '../../support/neo4j-server.js';
import { describeWithNeo4j } from '../../support/real-parts.js';
import { temporaryDirectory } from '../../support/temp-dir.js';
import { currentContent } from './current-content.js';

const VERSIONS = 800;
const MINUTES_3 = 180_000;

describeWithNeo4j('a database that is killed while a sync is under way', () => {
  let directory: string;
  let remove: () => Promise<void>;
  let port: number;
  let server: Neo4jServer;
  let restarted: Promise<void> = Promise.resolve();
  let patient: GraphExecutor;
  let impatient: GraphExecutor;
  const undisturbed: string[][] = [];

  const start = async (): Promise<void> => {
    server = await startNeo4j({ directory, port, auth: false, abruptEnd: true });
  };
  const connect = (retryMs: number): Promise<GraphExecutor> =>
    Neo4jExecutor.connect({
      ...{ uri: server.uri, database: 'neo4j', poolSize: 5, retryMs },
      ...{ connectTimeoutMs: 10_000, transactionTimeoutMs: 60_000 },
    });

  beforeAll(async () => {
    ({ path: directory, remove } = await temporaryDirectory('killed-neo4j'));
    port = await freePort();
    await start();
    patient = await connect(60_000);
    impatient = await connect(1000);
    await emptyGraph(patient);
    await migrate(patient);
    for (const night of [0, 1]) {
      expect((await sync(patient, night)).state).toBe('COMPLETE');
      undisturbed.push(await currentContent(patient));
    }
  }, MINUTES_3);
  afterAll(async () => {
    await restarted.catch(() => undefined);
    await patient?.close();
    await impatient?.close();
    await server?.stop();
    await remove?.();
  });

  /** Kills it, as a loss of power would; it is back some seconds later. */
  function killAndRestart(): Promise<void> {
    const ended = server.stop();
    restarted = ended.then(start);
    restarted.catch(() => undefined);
    return ended;
  }

  function sync(
    executor: GraphExecutor,
    night: number,
    {
      connector = nightly(night),
      onEvent,
    }: { connector?: Connector; onEvent?: (event: SyncEvent) => void } = {},
  ): Promise<SyncReport> {
    return runSync(new GraphSyncStore(executor), connector, { ...(onEvent ? { onEvent } : {}) });
  }

  /** What holds after each kill, once the database is back. */
  async function expectHealed(report: SyncReport, night: number): Promise<void> {
    await restarted;
    if (report.state === 'FAILED') {
      expect(report.reason).toMatch(/Neo4j cannot be reached/);
      const known = new Set(undisturbed.flat());
      expect((await currentContent(patient)).filter((line) => !known.has(line))).toEqual([]);
    }
    const next = await sync(patient, night);
    expect(next.state, next.reason).toBe('COMPLETE');
    expect(await currentContent(patient)).toEqual(undisturbed[night]);
  }

  test(
    'while it reads: the sync waits until the database is back, and all is in',
    { timeout: MINUTES_3 },
    async () => {
      const reading: Connector = {
        ...nightly(0),
        read: async (sink) => {
          for (const [at, document] of documentsOf(0).entries()) {
            if (at === VERSIONS / 2) await killAndRestart();
            await sink.put(document);
          }
          return { complete: true, requests: 1 };
        },
      };
      const report = await sync(patient, 0, { connector: reading });
      expect(report.state, report.reason).toBe('COMPLETE');
      await expectHealed(report, 0);
    },
  );

  test(
    'while it writes, and is not back soon: the sync says so, and the next one goes on',
    { timeout: MINUTES_3 },
    async () => {
      let killed: Promise<void> | undefined;
      const onEvent = ({ type }: SyncEvent): void => {
        if (type === 'written') killed ??= killAndRestart();
      };
      const report = await sync(impatient, 1, { onEvent });
      await killed;
      expect(report.state).toBe('FAILED');
      await expectHealed(report, 1);
    },
  );

  test(
    'while it retires: nothing is lost, and the next one retires the rest',
    { timeout: MINUTES_3 },
    async () => {
      const retiring: Connector = {
        ...nightly(0),
        stillHolds: () => {
          // It goes on while the database ends.
          void killAndRestart();
          return Promise.resolve(undefined);
        },
      };
      const report = await sync(impatient, 0, { connector: retiring });
      await expectHealed(report, 0);
    },
  );
});

const nightly = (night: number): Connector => ({
  type: 'test',
  service: 'mlflow',
  masters: ['MLModel', 'MLModelVersion', 'Metric'],
  read: async (sink) => {
    for (const document of documentsOf(night)) await sink.put(document);
    return { complete: true, requests: 1 };
  },
});

/** One model of many versions, each with a metric: in each night a tenth is there that is not in the other. */
function documentsOf(night: number): EntityDocument[] {
  const from = night * (VERSIONS / 10);
  return [
    { kind: 'MLModelService', service: 'mlflow', platform: 'MLflow' },
    { kind: 'MLModel', service: 'mlflow', model: 'churn' },
    ...Array.from({ length: VERSIONS }, (_, at) => from + at).flatMap((number): EntityDocument[] => {
      const key = { service: 'mlflow', model: 'churn', version: String(number) };
      const value = number % 2 === 0 ? night : 0.5;
      return [
        {
          kind: 'MLModelVersion',
          ...key,
          edges: [{ type: 'TRAINED_ON', upstream: `Table:shop/t${number % 50}` }],
        },
        { kind: 'Metric', ...key, metric: 'auc', datasetName: '', slice: '', value },
      ];
    }),
  ];
}
