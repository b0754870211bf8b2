import { expect } from 'vitest';
import type { Connector } from '../../../src/catalog/sync/connector.js';
import { runSync, type SyncOptions } from '../../../src/catalog/sync/run-sync.js';
import type { SyncReport } from '../../../src/catalog/sync/sync-report.js';
import {
  createMlflowConnector,
  type MlflowOptions,
} from '../../../src/connectors/mlflow/mlflow.connector.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphSyncStore } from '../../../src/graph/graph-sync.store.js';
import type { EntityDocument } from '../../../src/model/document.js';
import type { CanonicalGraph } from '../../support/canonical-graph.js';
import { catalogContent, connectorOf } from '../../support/documents.js';
import { readAll } from '../../unit/connectors/mlflow/collecting-sink.js';

const SERVICE = 'mlflow-prod';
export const PASSWORD = 'Tr0ub4dor&3';
const FIRST = '2026-11-01T02:00:00.000Z';
const SECOND = '2026-11-02T02:00:00.000Z';

/** Short waits, but long enough for a real server on a machine that is busy. */
const PATIENCE = { timeoutMs: 20_000, retries: 2, retryDelayMs: 5 };

export type Patience = Partial<typeof PATIENCE>;

/** The product's own connector, logged in, at that address. */
export function connectorAt(url: string, patience: Patience = {}): Connector {
  const settings: MlflowOptions & typeof PATIENCE = {
    service: SERVICE,
    url,
    publicUrl: 'https://mlflow.example',
    auth: { username: 'nightly', password: PASSWORD },
    deployments: { aliases: ['champion'] },
    datasets: { namespace: 'postgres://warehouse:5432' },
    ...PATIENCE,
    ...patience,
  };
  return createMlflowConnector(settings);
}

/** What a registry says in the first night, kept, so that each test need not read it again. */
export async function firstNightOf(url: string): Promise<EntityDocument[]> {
  const { sink, listing } = await readAll(connectorAt(url));
  expect(listing.complete, listing.reason).toBe(true);
  return [...sink.documents.values()];
}

/** Puts the first night into a catalog. */
export async function replay(executor: GraphExecutor, documents: readonly EntityDocument[]): Promise<void> {
  const { masters } = connectorAt('http://127.0.0.1:1');
  const { state, reason } = await sync(
    executor,
    connectorOf({ service: SERVICE, masters, documents }),
    FIRST,
  );
  expect(state, reason).toBe('COMPLETE');
}

/** The second night, to which the first is all that was known before. */
export const secondNight = (executor: GraphExecutor, connector: Connector): Promise<SyncReport> =>
  sync(executor, connector, SECOND);

const sync = (
  executor: GraphExecutor,
  connector: Connector,
  at: string,
  options: SyncOptions = {},
): Promise<SyncReport> =>
  runSync(new GraphSyncStore(executor), connector, { clock: () => new Date(at), ...options });

/** The catalog after the first night, and after a second one that nothing disturbed. */
export interface Undisturbed {
  readonly before: CanonicalGraph;
  readonly after: CanonicalGraph;
}

/** Every thing and every edge is as it was or as it is to be: nothing ended that goes on, nothing is half written. */
export async function expectNothingHalf(executor: GraphExecutor, whole: Undisturbed): Promise<void> {
  const now = await catalogContent(executor);
  const known = new Set([...Object.values(whole.before).flat(), ...Object.values(whole.after).flat()]);
  const here = new Set(now.nodes);
  const stays = whole.before.nodes.filter((line) => whole.after.nodes.includes(line));
  expect(now.nodes.filter((line) => !known.has(line)).map(named), 'half written').toEqual([]);
  expect(now.edges.filter((line) => !known.has(line)).map(named), 'half written edges').toEqual([]);
  expect(stays.filter((line) => !here.has(line)).map(named), 'gone').toEqual([]);
}

/** What a line is of: enough to find it by. */
const named = (line: string): string => /"id":"([^"]+)"/.exec(line)?.[1] ?? line.slice(0, 200);

/** All that a person is told of a run. */
export const toldIn = ({ reason = '', unread, warnings }: SyncReport): string =>
  [reason, ...unread.map(({ id, reason: why }) => `${id}: ${why}`), ...warnings].join('\n');

export function expectNoSecrets(report: SyncReport): void {
  const all = JSON.stringify(report);
  expect(all).not.toContain(PASSWORD);
  expect(all).not.toContain(btoa(`nightly:${PASSWORD}`));
}
