import { Socket } from 'node:net';
import pRetry from 'p-retry';
import pg from 'pg';
import { namespaceOf, type Address } from './address.js';
import { mayPass, sourceFailure } from './failure.js';
import type { PostgresOptions } from './options.js';
import { tlsSettings } from './tls.js';

const DEFAULT_TIMEOUT_MS = 60_000;
/** The server ends a statement that takes too long; this much later a server that does not even do that is given up. */
const GRACE_MS = 5_000;

/**
 * One connection to one database with one read-only transaction in it, so that all that is read is of one moment.
 * Nothing is ever written, and no lock is taken that anybody would wait for.
 */
export class Session {
  requests = 0;

  private constructor(
    private readonly client: pg.Client,
    private readonly socket: Socket,
    private readonly where: string,
  ) {}

  /** @throws SOURCE_FAILED, CONFIGURATION */
  static async open(options: PostgresOptions, address: Address, signal: AbortSignal): Promise<Session> {
    const where = `${namespaceOf(address)}/${address.database}`;
    const ssl = await tlsSettings(address.host, options.tls);
    const timeout = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const attempt = async (): Promise<Session> => {
      const socket = new Socket();
      const client = new pg.Client({
        host: address.host,
        port: address.port,
        database: address.database,
        user: options.auth?.username ?? address.user,
        // Never from the environment or a file behind the configuration's back.
        password: () => options.auth?.password ?? '',
        ssl,
        stream: () => socket,
        application_name: 'headwater',
        connectionTimeoutMillis: timeout,
        query_timeout: timeout + GRACE_MS,
        keepAlive: true,
      });
      // A connection that breaks while nothing is asked: the next question fails and says so.
      client.on('error', () => {});
      signal.addEventListener('abort', () => socket.destroy(), { once: true });
      await client.connect();
      return new Session(client, socket, where);
    };
    let opened: Session | undefined;
    try {
      opened = await pRetry(attempt, {
        retries: 2,
        minTimeout: 500,
        signal,
        shouldRetry: ({ error }) => mayPass(error),
      });
      await opened.begin(timeout);
      return opened;
    } catch (error) {
      await opened?.close();
      signal.throwIfAborted();
      throw sourceFailure(where, error);
    }
  }

  /** Bytes that the server has sent. */
  get bytes(): number {
    return this.socket.bytesRead;
  }

  /** The rows of one statement. @throws SOURCE_FAILED */
  async rows<R extends object>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    try {
      this.requests += 1;
      return (await this.client.query<R & pg.QueryResultRow>(text, [...values])).rows;
    } catch (error) {
      throw sourceFailure(this.where, error);
    }
  }

  /** The rows of a statement of which there may be many, some at a time. @throws SOURCE_FAILED */
  async *batches<R extends object>(
    text: string,
    values: readonly unknown[],
    size: number,
  ): AsyncGenerator<R[]> {
    await this.rows(`DECLARE batches NO SCROLL CURSOR FOR ${text}`, values);
    for (;;) {
      const rows = await this.rows<R>(`FETCH ${size} FROM batches`);
      if (rows.length > 0) yield rows;
      if (rows.length < size) break;
    }
    await this.rows('CLOSE batches');
  }

  /** What may be refused without harm to the transaction: nothing then. */
  async ifAllowed<R extends object>(text: string): Promise<R[] | undefined> {
    await this.rows('SAVEPOINT attempt');
    try {
      return await this.rows<R>(text);
    } catch {
      await this.rows('ROLLBACK TO SAVEPOINT attempt');
      return undefined;
    }
  }

  /** Ends transaction and connection; nothing was changed, so that nothing can fail. */
  async close(): Promise<void> {
    await this.client.end().catch(() => {});
    this.socket.destroy();
  }

  private async begin(timeout: number): Promise<void> {
    await this.client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // Without a search path, definitions of views name every table in full.
    await this.client.query(
      `SELECT set_config('search_path', '', true), set_config('statement_timeout', $1, true),
              set_config('lock_timeout', $1, true)`,
      [String(timeout)],
    );
    this.requests += 2;
  }
}
