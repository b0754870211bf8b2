import neo4j, { type Driver, type Integer, type ManagedTransaction, type QueryResult } from 'neo4j-driver';
import { HeadwaterError } from '../../errors.js';
import {
  addCounters,
  NO_WRITES,
  type EngineInfo,
  type GraphExecutor,
  type ReadOptions,
  type Transaction,
  type WriteCounters,
} from '../executor.js';
import type { Query } from '../query.js';

export interface Neo4jSettings {
  /** `bolt://` or `neo4j://`, with `+s` or `+ssc` for TLS. */
  readonly uri: string;
  readonly user?: string;
  readonly password?: string;
  readonly database: string;
  readonly poolSize: number;
  readonly connectTimeoutMs: number;
  /** Longest time the server may spend on one transaction. */
  readonly transactionTimeoutMs: number;
  /** How long a transaction that failed in passing is tried again; left out: the driver's 30 seconds. */
  readonly retryMs?: number;
}

/**
 * Neo4j with retries of what is transient, and with bookmarks, which make a write visible to the next read, on a
 * cluster too.
 */
export class Neo4jExecutor implements GraphExecutor {
  writes = 0;
  private readonly bookmarks = neo4j.bookmarkManager();

  private constructor(
    private readonly driver: Driver,
    private readonly settings: Neo4jSettings,
    readonly info: EngineInfo,
  ) {}

  /** Connects and asks for the version, so that a wrong address or password is said at start. */
  static async connect(settings: Neo4jSettings): Promise<Neo4jExecutor> {
    const auth = settings.user ? neo4j.auth.basic(settings.user, settings.password ?? '') : undefined;
    const driver = neo4j.driver(settings.uri, auth, {
      disableLosslessIntegers: true,
      maxConnectionPoolSize: settings.poolSize,
      connectionAcquisitionTimeout: settings.connectTimeoutMs,
      connectionTimeout: settings.connectTimeoutMs,
      userAgent: 'headwater',
      ...(settings.retryMs === undefined ? {} : { maxTransactionRetryTime: settings.retryMs }),
    });
    try {
      const { agent, address } = await driver.getServerInfo({ database: settings.database });
      // The server's greeting does not tell whether the database is there.
      await driver.executeQuery('RETURN 1', {}, { database: settings.database, routing: 'READ' });
      const version = agent ?? 'Neo4j';
      return new Neo4jExecutor(driver, settings, {
        engine: 'neo4j',
        version,
        location: address ?? settings.uri,
      });
    } catch (error) {
      await driver.close();
      throw cannotConnect(error, settings);
    }
  }

  /**
   * Sent for the server to begin and commit by itself, which is one round trip; what fails in passing is asked again
   * as a managed transaction, with the driver's retries.
   */
  async read<Params extends object, Row extends object>(
    query: Query<Params, Row>,
    params: Params,
    { signal }: ReadOptions = {},
  ): Promise<Row[]> {
    signal?.throwIfAborted();
    try {
      return await this.readOnce<Row>(query.text, wrap(params), signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (!neo4j.isRetryableError(error)) throw translate(error);
    }
    return this.readAgain<Row>(query.text, wrap(params), signal);
  }

  private async readOnce<Row extends object>(
    text: string,
    params: Record<string, unknown>,
    signal: AbortSignal | undefined,
  ): Promise<Row[]> {
    const session = this.driver.session({
      database: this.settings.database,
      bookmarkManager: this.bookmarks,
      defaultAccessMode: 'READ',
    });
    const stop = (): void => void session.close();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      // A row is made when its record comes in, so that a long answer does not block the process at its end.
      const rows: Row[] = [];
      await new Promise<void>((resolve, reject) => {
        session.run(text, params, this.transactionConfig()).subscribe({
          onNext: (record) => void rows.push(record.toObject()),
          onCompleted: () => resolve(),
          onError: reject,
        });
      });
      signal?.throwIfAborted();
      return rows;
    } finally {
      signal?.removeEventListener('abort', stop);
      await session.close();
    }
  }

  private async readAgain<Row extends object>(
    text: string,
    params: Record<string, unknown>,
    signal: AbortSignal | undefined,
  ): Promise<Row[]> {
    try {
      const result = await this.driver.executeQuery(text, params, {
        database: this.settings.database,
        routing: 'READ',
        bookmarkManager: this.bookmarks,
        transactionConfig: this.transactionConfig(),
        ...(signal ? { signal } : {}),
      });
      return rows<Row>(result);
    } catch (error) {
      signal?.throwIfAborted();
      throw translate(error);
    }
  }

  async write<Result>(
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<{ result: Result; counters: WriteCounters }> {
    this.writes += 1;
    return this.inSession((session) =>
      session.executeWrite(async (tx) => {
        const transaction = new CountingTransaction(tx);
        const result = await work(transaction);
        return { result, counters: transaction.counters };
      }, this.transactionConfig()),
    );
  }

  async runSchema(text: string): Promise<void> {
    await this.inSession((session) => session.run(text));
  }

  async close(): Promise<void> {
    await this.driver.close();
  }

  private transactionConfig(): { timeout: Integer } {
    return { timeout: neo4j.int(this.settings.transactionTimeoutMs) };
  }

  private async inSession<Result>(
    work: (session: ReturnType<Driver['session']>) => Promise<Result>,
  ): Promise<Result> {
    const session = this.driver.session({
      database: this.settings.database,
      bookmarkManager: this.bookmarks,
    });
    try {
      return await work(session);
    } catch (error) {
      throw translate(error);
    } finally {
      await session.close();
    }
  }
}

class CountingTransaction implements Transaction {
  counters: WriteCounters = { ...NO_WRITES };

  constructor(private readonly tx: ManagedTransaction) {}

  async run<Params extends object, Row extends object>(
    query: Query<Params, Row>,
    params: Params,
  ): Promise<Row[]> {
    const result = await this.tx.run(query.text, wrap(params));
    addCounters(this.counters, result.summary.counters.updates());
    return rows<Row>(result);
  }
}

function rows<Row extends object>(result: Pick<QueryResult, 'records'>): Row[] {
  return result.records.map((record) => record.toObject() as Row);
}

/**
 * Whole numbers become Cypher integers, lists of numbers stay of one type: without this every JavaScript
 * number would arrive as a float, and `LIMIT $n` would fail.
 */
function wrap(value: object): Record<string, unknown>;
function wrap(value: unknown): unknown;
function wrap(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (Array.isArray(value)) {
    const list = value as unknown[];
    return list.every((item) => typeof item === 'number') && !list.every(Number.isSafeInteger)
      ? list
      : list.map(wrap);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, wrap(item)]));
  }
  return value;
}

interface DriverError extends Error {
  code?: string;
}

function translate(error: unknown): unknown {
  const { code = '', message } = error as DriverError;
  if (code === 'ServiceUnavailable' || code === 'SessionExpired') {
    return new HeadwaterError('UNAVAILABLE', `Neo4j cannot be reached: ${message}`, {}, { cause: error });
  }
  if (code.includes('TransactionTimedOut')) {
    return new HeadwaterError(
      'UNAVAILABLE',
      'Neo4j stopped the question: it took longer than allowed.',
      {},
      { cause: error },
    );
  }
  return error;
}

function cannotConnect(error: unknown, { uri, user, database }: Neo4jSettings): HeadwaterError {
  const { code = '', message } = error as DriverError;
  const because = code.includes('Unauthorized')
    ? `it refuses the user "${user ?? ''}" with the password given (HEADWATER_NEO4J_USER, HEADWATER_NEO4J_PASSWORD)`
    : code.includes('DatabaseNotFound')
      ? `it has no database "${database}" (HEADWATER_NEO4J_DATABASE)`
      : message;
  return new HeadwaterError('UNAVAILABLE', `Neo4j at ${uri}: ${because}`, { uri }, { cause: error });
}
