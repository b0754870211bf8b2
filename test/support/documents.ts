import type { Connector, Listing } from '../../src/catalog/sync/connector.js';
import { runSync } from '../../src/catalog/sync/run-sync.js';
import type { SyncReport } from '../../src/catalog/sync/sync-report.js';
import type { GraphExecutor } from '../../src/graph/executor.js';
import { GraphSyncStore } from '../../src/graph/graph-sync.store.js';
import type { EntityDocument } from '../../src/model/document.js';
import type { EntityKind } from '../../src/model/entities.js';
import { canonicalGraph, type CanonicalGraph } from './canonical-graph.js';

export interface TestSource {
  readonly service: string;
  readonly masters?: readonly EntityKind[];
  readonly documents: readonly EntityDocument[];
  readonly listing?: Partial<Listing>;
  /** Thrown after the documents. */
  readonly failure?: Error;
}

/** A source that says what it is told to say: what connectors do, without a system behind it. */
export const connectorOf = ({
  service,
  masters = [],
  documents,
  listing = {},
  failure,
}: TestSource): Connector => ({
  type: 'test',
  service,
  masters,
  read: async (sink) => {
    for (const document of documents) await sink.put(document);
    if (failure) throw failure;
    return { complete: true, requests: 1, ...listing };
  },
});

/** Reads the source into the graph. The clock stands still, unless the test moves it, and what is gone is retired. */
export const syncInto = (
  executor: GraphExecutor,
  source: TestSource,
  at = '2026-11-01T12:00:00.000Z',
): Promise<SyncReport> =>
  runSync(new GraphSyncStore(executor), connectorOf(source), {
    clock: () => new Date(at),
    acceptRemovals: true,
  });

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** The whole graph but for the records of the runs themselves, which are never twice the same. */
export async function catalogContent(executor: GraphExecutor): Promise<CanonicalGraph> {
  const { nodes, edges } = await canonicalGraph(executor);
  return { nodes: nodes.filter((line) => !UUID.test(line)), edges: edges.filter((line) => !UUID.test(line)) };
}

/** What is in the one and not in the other. */
export function difference(before: CanonicalGraph, after: CanonicalGraph): CanonicalGraph {
  const [nodes, edges] = [new Set(before.nodes), new Set(before.edges)];
  return {
    nodes: after.nodes.filter((line) => !nodes.has(line)),
    edges: after.edges.filter((line) => !edges.has(line)),
  };
}
