import 'reflect-metadata';
import { rmSync, writeFileSync, readFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { AccessControl } from './catalog/access/access-control.js';
import type { ExportReader } from './catalog/browse/export.reader.js';
import type { ImportStore } from './catalog/import/import.store.js';
import type { SyncReport } from './catalog/sync/sync-report.js';
import type { SyncStore } from './catalog/sync/sync.store.js';
import type { Config } from './config.js';
import { GrafeoExecutor } from './graph/engines/grafeo.executor.js';
import { Neo4jExecutor } from './graph/engines/neo4j.executor.js';
import type { EngineInfo, GraphExecutor } from './graph/executor.js';
import { GraphCurateStore } from './graph/graph-curate.store.js';
import { GraphContentLedger } from './graph/graph-content.ledger.js';
import { GraphEdgeReader } from './graph/graph-edge.reader.js';
import { GraphEntityReader } from './graph/graph-entity.reader.js';
import { GraphExportReader } from './graph/graph-export.reader.js';
import { GraphGapsReader } from './graph/graph-gaps.reader.js';
import { GraphHistoryReader } from './graph/graph-history.reader.js';
import { GraphSyncStore } from './graph/graph-sync.store.js';
import { HeldWalks } from './catalog/lineage/held-walks.js';
import { GraphImportStore } from './graph/graph-import.store.js';
import { GraphLineageReader } from './graph/graph-lineage.reader.js';
import { GraphSearchIndex } from './graph/graph-search.index.js';
import { GraphTokenStore } from './graph/graph-token.store.js';
import { GraphStatementReader } from './graph/graph-statement.reader.js';
import { GraphVersionTableReader } from './graph/graph-version-table.reader.js';
import { migrate } from './graph/migrations.js';
import { readSchemaVersion } from './graph/queries/schema-version.js';
import type { CatalogPorts } from './resolvers/context.js';
import { createSchema } from './resolvers/schema.js';
import { mountArtifactRoutes } from './server/artifact-routes.js';
import { mountHookRoutes } from './server/hook-routes.js';
import { mountLineageRoutes } from './server/lineage-routes.js';
import { mountCardRoutes } from './server/card-routes.js';
import { mountContextRoute, mountExportRoutes } from './server/export-routes.js';
import { mountImportRoute } from './server/import-routes.js';
import { LOG_SAFETY } from './server/log-safety.js';
import { mountSchemaRoutes } from './server/schema-routes.js';
import { startHttpServer, type RunningServer } from './server/http-server.js';
import { ConfiguredArtifacts } from './configured-artifacts.js';
import { ScheduledSyncs } from './scheduled-syncs.js';
import { ConfiguredHooks } from './configured-hooks.js';
import type { ReceiverOptions } from './configured-receiver.js';
import { ConfiguredSyncs } from './configured-syncs.js';

/** The catalog on one engine, wired. */
export interface Catalog {
  readonly engine: EngineInfo;
  readonly ports: CatalogPorts;
  readonly exports: ExportReader;
  readonly imports: ImportStore;
  readonly store: SyncStore;
  readonly syncs: ConfiguredSyncs;
  readonly artifacts: ConfiguredArtifacts;
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Opens the catalog that the configuration names, and brings its schema up to date.
 * @throws IN_USE when another process holds the embedded directory, UNAVAILABLE when the engine cannot be had.
 */
export async function openCatalog(config: Config): Promise<Catalog> {
  const executor = await openExecutor(config);
  await migrate(executor);
  return catalogOn(executor, config);
}

/** The catalog on an engine that is open and whose schema is up to date. */
export function catalogOn(executor: GraphExecutor, config: Config): Catalog {
  const store = new GraphSyncStore(executor);
  const syncs = new ConfiguredSyncs(config, store);
  const ports = {
    entities: new GraphEntityReader(executor),
    edges: new GraphEdgeReader(executor),
    versionTables: new GraphVersionTableReader(executor),
    lineage: new GraphLineageReader(executor),
    walks: new HeldWalks(),
    gaps: new GraphGapsReader(executor),
    search: new GraphSearchIndex(executor),
    curation: new GraphCurateStore(executor),
    history: new GraphHistoryReader(executor),
    statements: new GraphStatementReader(executor),
    syncs,
    access: new AccessControl(new GraphTokenStore(executor), { adminToken: config.adminToken }),
  };
  const ledger = new GraphContentLedger(executor);
  const { entities, curation } = ports;
  const artifacts = new ConfiguredArtifacts(config.artifacts, { entities, curation, ledger });
  return {
    engine: executor.info,
    ports,
    exports: new GraphExportReader(executor),
    imports: new GraphImportStore(executor),
    store,
    syncs,
    artifacts,
    isReady: async () => (await executor.read(readSchemaVersion, {})).length > 0,
    async close() {
      await artifacts.close();
      await executor.close();
    },
  };
}

async function openExecutor(config: Config): Promise<GraphExecutor> {
  return config.neo4j ? Neo4jExecutor.connect(config.neo4j) : GrafeoExecutor.open(config.data);
}

export interface ServerOptions {
  readonly orAnotherPort: boolean;
  readonly log: Logger;
  /** How received events are taken up, other than by default. */
  readonly receiving?: Omit<ReceiverOptions, 'log'>;
}

/** Starts the server on an open catalog, and leaves word in an embedded directory of where it answers. */
export async function startServer(
  config: Config,
  catalog: Catalog,
  { orAnotherPort, log, receiving }: ServerOptions,
): Promise<RunningServer> {
  const { ConfiguredReceiver } = await import('./configured-receiver.js');
  const receiver = await ConfiguredReceiver.open(config, catalog.syncs, { ...receiving, log });
  const hooks = new ConfiguredHooks(config, catalog.syncs, log, receiving?.timing);
  const server = await startHttpServer({
    schema: createSchema(),
    ports: catalog.ports,
    host: config.server.host,
    port: config.server.port,
    orAnotherPort,
    log,
    isReady: () => catalog.isReady(),
    mountPublic: (app) => {
      mountContextRoute(app);
      mountSchemaRoutes(app);
      mountHookRoutes(app, hooks);
    },
    mount: (app) => {
      mountLineageRoutes(app, receiver);
      mountImportRoute(app, {
        ...{ imports: catalog.imports, maxBytes: config.import.maxBytes },
        foreign: { store: catalog.store, synced: config.services.map(({ name }) => name) },
      });
      mountArtifactRoutes(app, () => catalog.artifacts.ports());
      mountCardRoutes(app, { ...catalog.ports, baseIri: config.baseIri });
      mountExportRoutes(app, { ...catalog.ports, exports: catalog.exports, baseIri: config.baseIri });
    },
  }).catch(async (error: unknown) => {
    await receiver?.close();
    throw error;
  });
  catalog.artifacts.sweep(log);
  const scheduled = new ScheduledSyncs({
    services: config.services,
    start: (service, options) => catalog.syncs.start(service, options),
    onEnd: (service, outcome) => logOutcome(log, service, outcome),
  });
  for (const { service, at } of scheduled.next()) log.info({ service, next: at }, 'scheduled');
  const word = config.neo4j ? undefined : holderFile(config.data);
  if (word !== undefined) {
    mkdirSync(config.data, { recursive: true });
    writeFileSync(word, JSON.stringify({ url: server.url, pid: process.pid }));
  }
  return {
    ...server,
    async close() {
      if (word !== undefined) rmSync(word, { force: true });
      await scheduled.close();
      await server.close();
      await hooks.close();
      await receiver?.close();
    },
  };
}

function logOutcome(log: Logger, service: string, outcome: SyncReport | Error): void {
  if (outcome instanceof Error) return log.error({ service, reason: outcome.message }, 'sync failed');
  const { run, state, reason, read, created, updated, retired, restored, rejected, seconds } = outcome;
  const said = { service, run, state, reason, read, created, updated, retired, restored, rejected, seconds };
  if (state === 'COMPLETE') log.info(said, 'synced');
  else log.warn(said, 'synced, but not all of it');
}

/** The address of the server that holds an embedded directory, as it left it there. */
export function holderOf(directory: string): string | undefined {
  try {
    const { url } = JSON.parse(readFileSync(holderFile(directory), 'utf8')) as { url?: string };
    return url;
  } catch {
    return undefined;
  }
}

const holderFile = (directory: string): string => join(directory, 'server.json');

export const createLog = (level: string): Logger => pino({ ...LOG_SAFETY, level }, pino.destination(2));
