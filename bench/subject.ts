import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { GrafeoDB } from '@grafeo-db/js';
import neo4j, { type Driver } from 'neo4j-driver';
import { startNeo4j } from '../test/support/neo4j-server.js';
import { temporaryDirectory } from '../test/support/temp-dir.js';
import { artifactSettings } from '../src/artifacts/settings.js';
import type { Config } from '../src/config.js';
import type { SyncStore } from '../src/catalog/sync/sync.store.js';
import { GrafeoExecutor } from '../src/graph/engines/grafeo.executor.js';
import { Neo4jExecutor } from '../src/graph/engines/neo4j.executor.js';
import type { GraphExecutor } from '../src/graph/executor.js';
import { migrate } from '../src/graph/migrations.js';
import { catalogOn, createLog, startServer } from '../src/main.js';
import { CountingExecutor } from './counting-executor.js';
import { dbHitsOn, type DbHits } from './db-hits.js';
import { GraphqlClient } from './graphql-client.js';
import { RoundTrips } from './round-trips.js';
import { StatementLog } from './statement-log.js';

export const ENGINES = ['neo4j', 'embedded'] as const;
export type Engine = (typeof ENGINES)[number];

/** Runs a text on the bare driver, or on the bare engine in this process; one list of plain rows comes back. */
export type RawCypher = (text: string, params: Record<string, unknown>) => Promise<Record<string, unknown>[]>;

/** An empty catalog on one engine, served over HTTP, with the engine itself beside it. */
export interface Subject {
  readonly engine: Engine;
  readonly store: SyncStore;
  readonly graphql: GraphqlClient;
  /** Where the server answers. */
  readonly url: string;
  readonly raw: RawCypher;
  /** The same for a text that writes, retried by whatever means the engine has for it. */
  readonly rawWrite: RawCypher;
  /** A client with a connection of its own; ended with the subject. */
  newClient(): GraphqlClient;
  /** The statements that the product sends, and those of raw. */
  readonly statements: StatementLog;
  readonly rawStatements: StatementLog;
  /** What only Neo4j has. */
  readonly neo4j?: Neo4jSide;
  /** For what a work starts on its own: it is ended with the subject, the last first. */
  atEnd(end: End): void;
  close(): Promise<void>;
}

export interface Neo4jSide {
  /** Between this process and the server, whoever asks. */
  readonly roundTrips: RoundTrips;
  readonly dbHits: DbHits;
  /** Of the raw arm. */
  readonly driver: Driver;
}

type End = () => Promise<void> | void;

/** Starts everything; what was started is ended again when a later part fails. */
export async function openSubject(engine: Engine): Promise<Subject> {
  const ends: End[] = [];
  const close = async (): Promise<void> => {
    for (let end = ends.pop(); end; end = ends.pop()) await end();
  };
  try {
    return { ...(await open(engine, ends)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(engine: Engine, ends: End[]): Promise<Omit<Subject, 'close'>> {
  const directory = (await temporaryDirectory('bench')).path;
  ends.push(() => rmSync(directory, { recursive: true, force: true }));
  const config: Config = {
    directory,
    data: join(directory, 'data'),
    server: { host: '127.0.0.1', port: 0 },
    baseIri: 'http://localhost',
    logLevel: 'error',
    import: { maxBytes: 1024 ** 3 },
    artifacts: artifactSettings({}, { data: join(directory, 'data'), resolve: (path) => path }),
    services: [],
  };
  const opened = engine === 'neo4j' ? await openNeo4j(ends) : openEmbedded(config, ends);
  const { executor, ...engineSide } = opened;
  await migrate(executor);

  // Around an executor that counts and that the raw arm can be had from.
  const counting = new CountingExecutor(executor);
  const catalog = catalogOn(counting, config);
  const server = await startServer(config, catalog, { orAnotherPort: false, log: createLog('error') });
  ends.push(() => server.close());
  const newClient = (): GraphqlClient => {
    const client = new GraphqlClient(server.url);
    ends.push(() => client.close());
    return client;
  };
  const rawStatements = new StatementLog();
  const raw: RawCypher = (text, params) => {
    rawStatements.note('raw', text, params);
    return engineSide.raw(text, params);
  };
  return {
    ...{ engine, store: catalog.store, url: server.url, graphql: newClient(), newClient, ...engineSide, raw },
    ...{ statements: counting.log, rawStatements, atEnd: (end) => void ends.push(end) },
  };
}

type Opened = Pick<Subject, 'raw' | 'rawWrite' | 'neo4j'> & { executor: GraphExecutor };

async function openNeo4j(ends: End[]): Promise<Opened> {
  const { uri, user, password, stop } = await startNeo4j();
  ends.push(stop);
  const roundTrips = new RoundTrips(Number(new URL(uri).port));
  const executor = await Neo4jExecutor.connect({
    ...{ uri, user, password, database: 'neo4j', poolSize: 100 },
    ...{ connectTimeoutMs: 10_000, transactionTimeoutMs: 120_000 },
  });
  ends.push(() => executor.close());
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  ends.push(() => driver.close());
  const raw: RawCypher = async (text, params) => {
    const session = driver.session({ database: 'neo4j', defaultAccessMode: 'READ' });
    try {
      const { records } = await session.executeRead((tx) => tx.run(text, params));
      return records.map((record) => record.toObject());
    } finally {
      await session.close();
    }
  };
  const rawWrite: RawCypher = async (text, params) => {
    const session = driver.session({ database: 'neo4j' });
    try {
      const { records } = await session.executeWrite((tx) => tx.run(text, params));
      return records.map((record) => record.toObject());
    } finally {
      await session.close();
    }
  };
  return { executor, raw, rawWrite, neo4j: { roundTrips, dbHits: dbHitsOn(driver), driver } };
}

function openEmbedded({ data }: Config, ends: End[]): Opened {
  const executor = GrafeoExecutor.open(data);
  ends.push(() => executor.close());
  // One process holds one database: the raw arm asks the very one that the product has opened.
  const db = Reflect.get(executor, 'db') as GrafeoDB;
  const raw: RawCypher = async (text, params) => (await db.executeCypher(text, params)).toArray();
  // Two writers of one thing would race there: they go one after the other, as the product has them do.
  let queue: Promise<unknown> = Promise.resolve();
  const rawWrite: RawCypher = (text, params) => {
    const turn = queue.then(() => raw(text, params));
    queue = turn.catch(() => undefined);
    return turn;
  };
  return { executor, raw, rawWrite };
}
