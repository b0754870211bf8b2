import type { HttpSettings } from '../http/http-options.js';

/** The systems whose tables a registry names without saying where they are. */
export const STORES = [
  'file',
  'bigquery',
  'snowflake',
  'redshift',
  'spark',
  'postgres',
  'trino',
  'athena',
  'clickhouse',
  'mssql',
  'oracle',
  'custom',
] as const;
export type Store = (typeof STORES)[number];

/** Where the tables of one system are. */
export interface TablePlace {
  /** The OpenLineage namespace. */
  readonly namespace?: string;
  /** Put before names that leave it out. */
  readonly database?: string;
  readonly schema?: string;
}

export interface FeastOptions extends HttpSettings {
  /** The service's name in the configuration. */
  readonly service: string;
  /** The address of the registry's REST server, without `/api/v1`. */
  readonly url: string;
  /** The projects to read. Left out: all. */
  readonly projects?: readonly string[];
  readonly tables?: Partial<Readonly<Record<Store, TablePlace>>>;
  /** What features are read from for predictions; the registry does not say. */
  readonly onlineStore?: string;
  /** What features are read from for training; left out: the system of each view's source. */
  readonly offlineStore?: string;
}
