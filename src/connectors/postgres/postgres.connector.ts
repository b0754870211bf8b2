import type { Connector, Listing, Sink } from '../../catalog/sync/connector.js';
import { HeadwaterError } from '../../errors.js';
import { nameFilter } from '../name-filter.js';
import { addressOf, namespaceOf, type Address } from './address.js';
import { DATABASE_OID, DATABASES, SYSTEM_IDENTIFIER, type DatabaseRow } from './catalog-queries.js';
import { DatabaseReading } from './database-reading.js';
import type { PostgresOptions } from './options.js';
import { Session } from './session.js';
import { TableNames } from './table-names.js';

/** Reads what PostgreSQL's own catalogs tell of tables, views and columns, and what views are made from. */
export function createPostgresConnector(options: PostgresOptions): Connector {
  return new PostgresConnector(options, addressOf(options.service, options.url));
}

class PostgresConnector implements Connector {
  readonly type = 'postgres';
  readonly service: string;
  readonly masters = ['Table', 'Column'] as const;

  constructor(
    private readonly options: PostgresOptions,
    private readonly address: Address,
  ) {
    this.service = options.service;
  }

  /** The cluster's own identifier, where the user may ask for it, and the database's. */
  async identity(signal: AbortSignal): Promise<string | undefined> {
    const session = await Session.open(this.options, this.address, signal);
    try {
      const cluster = await session.ifAllowed<{ system: string }>(SYSTEM_IDENTIFIER);
      const [own] = await session.rows<{ database: string }>(DATABASE_OID);
      const system = cluster?.[0]?.system;
      return system === undefined || !own ? undefined : `${system}/${own.database}`;
    } finally {
      await session.close();
    }
  }

  read(sink: Sink, signal: AbortSignal): Promise<Listing> {
    return new ServerReading(this.options, this.address, sink, signal).toEnd();
  }
}

/** One reading of all databases that are wanted. */
class ServerReading {
  private readonly doubts: string[] = [];
  private readonly namespace: string;
  private tables = 0;
  private requests = 0;
  private bytes = 0;

  constructor(
    private readonly options: PostgresOptions,
    private readonly address: Address,
    private readonly sink: Sink,
    private readonly signal: AbortSignal,
  ) {
    this.namespace = options.namespace ?? namespaceOf(address);
  }

  async toEnd(): Promise<Listing> {
    const databases = await this.begin();
    for (const database of databases) {
      try {
        await this.readDatabase(database);
      } catch (error) {
        this.signal.throwIfAborted();
        // The only database there is, or the first: nothing was read, and the run says so itself.
        if (!(error instanceof HeadwaterError) || (this.tables === 0 && databases.length === 1)) throw error;
        this.doubts.push(error.message);
      }
    }
    if (this.tables === 0 && this.doubts.length === 0)
      this.doubts.push(
        'No table was found: check `databases` and `schemas`, and that this is the right server.',
      );
    const { requests, bytes } = this;
    if (this.doubts.length === 0) return { complete: true, requests, bytes };
    return { complete: false, reason: this.doubts.join(' '), requests, bytes };
  }

  /** Tells of the service and finds the databases to read. */
  private begin(): Promise<string[]> {
    return this.within(this.address.database, async (session) => {
      const [own] = await session.rows<{ version: string }>(DATABASE_OID);
      await this.sink.put({
        kind: 'MLModelService',
        service: this.options.service,
        platform: 'PostgreSQL',
        endpoint: this.namespace,
        ...(own ? { softwareVersion: own.version } : {}),
      });
      if (!this.options.databases) return [this.address.database];
      const all = await session.rows<DatabaseRow>(DATABASES);
      const wanted = nameFilter(this.options.databases);
      return all.flatMap(({ name, allowed }) => {
        if (!wanted(name)) return [];
        if (!allowed) this.doubts.push(`The user may not connect to the database ${name}.`);
        return allowed ? [name] : [];
      });
    });
  }

  private async readDatabase(database: string): Promise<void> {
    const partitions = this.options.partitions ?? false;
    const names = new TableNames(this.namespace, database, partitions);
    await this.within(database, async (session) => {
      const reading = new DatabaseReading(session, names, this.sink, this.signal);
      try {
        await reading.toEnd(nameFilter(this.options.schemas), partitions);
      } finally {
        this.tables += reading.tables;
      }
    });
  }

  private async within<T>(database: string, use: (session: Session) => Promise<T>): Promise<T> {
    const session = await Session.open(this.options, { ...this.address, database }, this.signal);
    try {
      return await use(session);
    } finally {
      await session.close();
      this.requests += session.requests;
      this.bytes += session.bytes;
    }
  }
}
