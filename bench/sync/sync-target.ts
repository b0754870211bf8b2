import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GrafeoDB } from '@grafeo-db/js';
import neo4j, { type Driver } from 'neo4j-driver';
import { startNeo4j } from '../../test/support/neo4j-server.js';
import { temporaryDirectory } from '../../test/support/temp-dir.js';
import { GrafeoExecutor } from '../../src/graph/engines/grafeo.executor.js';
import { Neo4jExecutor } from '../../src/graph/engines/neo4j.executor.js';
import type { GraphExecutor } from '../../src/graph/executor.js';
import { migrate } from '../../src/graph/migrations.js';
import type { Engine } from '../subject.js';

type Row = Record<string, unknown>;

/** The bare engine, open in this process. */
export interface BareEngine {
  /** Runs a text that reads; the rows come one by one. */
  read(text: string): AsyncIterable<Row>;
  /** Runs a text that writes, as a transaction of its own. */
  write(text: string, rows: readonly unknown[]): Promise<void>;
  /** Rows in the form in which the engine takes them, so that this is no part of writing them. */
  prepared(rows: readonly Row[]): readonly unknown[];
  close(): Promise<void>;
}

/** A place for catalogs, one after the other. */
export interface SyncTarget {
  readonly directory: string;
  /** By which the product finds it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Throws away what is there and makes it anew, with the product's own schema and nothing in it. */
  empty(): Promise<void>;
  bare(): Promise<BareEngine>;
  stop(): Promise<void>;
}

export const openTarget = (engine: Engine): Promise<SyncTarget> =>
  engine === 'neo4j' ? neo4jTarget() : embeddedTarget();

async function embeddedTarget(): Promise<SyncTarget> {
  const { path: directory, remove } = await temporaryDirectory('bench-sync');
  const data = join(directory, 'data');
  return {
    directory,
    environment: {},
    async empty() {
      await rm(data, { recursive: true, force: true });
      const executor = GrafeoExecutor.open(data);
      await migrated(executor);
    },
    bare: () => Promise.resolve(bareEmbedded(GrafeoExecutor.open(data))),
    stop: remove,
  };
}

function bareEmbedded(executor: GrafeoExecutor): BareEngine {
  const db = Reflect.get(executor, 'db') as GrafeoDB;
  return {
    async *read(text) {
      const result = await db.executeCypher(text);
      for (let at = 0; at < result.length; at += 1) yield result.get(at);
    },
    async write(text, rows) {
      const tx = db.beginTransaction();
      await tx.executeCypher(text, { rows });
      tx.commit();
    },
    prepared: (rows) => rows,
    close: () => executor.close(),
  };
}

async function neo4jTarget(): Promise<SyncTarget> {
  const { path: directory, remove } = await temporaryDirectory('bench-sync');
  const { uri, user, password, stop } = await startNeo4j();
  const open = (): Driver =>
    neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  return {
    directory,
    environment: {
      HEADWATER_NEO4J_URI: uri,
      HEADWATER_NEO4J_USER: user,
      HEADWATER_NEO4J_PASSWORD: password,
    },
    async empty() {
      const driver = open();
      const session = driver.session();
      await session.run('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS');
      await session.close();
      await driver.close();
      const limits = { poolSize: 10, connectTimeoutMs: 10_000, transactionTimeoutMs: 120_000 };
      await migrated(await Neo4jExecutor.connect({ uri, user, password, database: 'neo4j', ...limits }));
    },
    bare: () => Promise.resolve(bareNeo4j(open())),
    async stop() {
      await stop();
      await remove();
    },
  };
}

function bareNeo4j(driver: Driver): BareEngine {
  return {
    async *read(text) {
      const session = driver.session();
      for await (const record of session.run(text)) yield record.toObject();
      await session.close();
    },
    async write(text, rows) {
      const session = driver.session();
      await session.executeWrite((tx) => tx.run(text, { rows }));
      await session.close();
    },
    prepared: (rows) => rows.map(withIntegers),
    close: () => driver.close(),
  };
}

/** Whole numbers as the integers that they were. */
function withIntegers(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'string') ? value : value.map(withIntegers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withIntegers(item)]));
}

async function migrated(executor: GraphExecutor): Promise<void> {
  await migrate(executor);
  await executor.close();
}
