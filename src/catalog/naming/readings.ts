import { databaseName } from './database-urls.js';
import type { TableName } from './table-name.js';

/** The names that are understood without a rule. */
export const READINGS = ['mlflow', 'delta', 'objectStore', 'database'] as const;
export type Reading = (typeof READINGS)[number];

type Read = (name: TableName) => TableName | undefined;

/** What each makes of a name; nothing where it is not of its kind. */
const READ: Record<Reading, Read> = {
  mlflow: mlflowSource,
  delta: deltaName,
  objectStore: objectName,
  database: databaseName,
};

/** The name that the readings come to, one after the other: a source of MLflow may hold a path of Delta, and so on. */
export function readName(name: TableName, readings: readonly Reading[]): TableName | undefined {
  let read: TableName | undefined;
  for (const reading of READINGS) if (readings.includes(reading)) read = READ[reading](read ?? name) ?? read;
  return read;
}

/** The JSON that MLflow keeps as the source of a dataset, where a name should stand. */
function mlflowSource({ namespace, table }: TableName): TableName | undefined {
  if (!table.startsWith('{')) return undefined;
  const source = object(table);
  const said = ['uri', 'path', 'url', 'delta_table_name', 'table_name', 'name'].map((key) => source[key]);
  const text = said.find((value): value is string => typeof value === 'string' && value !== '');
  return text === undefined ? undefined : { namespace, table: text };
}

function object(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** A path in place of a table, as Spark has it: delta.`s3://lake/orders`. */
function deltaName({ namespace, table }: TableName): TableName | undefined {
  const path = /^(?:delta|parquet|iceberg|csv|json|orc|avro)\.`([^`]+)`$/i.exec(table)?.[1];
  return path === undefined ? undefined : { namespace, table: path };
}

/** s3, s3a and s3n are one; so are gs and gcs. */
const STORES: Readonly<Record<string, string>> = { s3: 's3', s3a: 's3', s3n: 's3', gs: 'gs', gcs: 'gs' };

/** An address in an object store, in the namespace or in place of the name. The bucket is the namespace, the key the name. */
function objectName({ namespace, table }: TableName): TableName | undefined {
  const address = /^[a-z0-9]+:\/\//i.test(table);
  // What is canonical already is kept byte for byte.
  if (!address && /^(s3|gs):\/\/[^/?#@]+$/.test(namespace)) return undefined;
  const whole = address ? table : `${namespace.replace(/\/+$/, '')}/${table}`;
  const [, scheme = '', bucket = '', key = ''] = /^([a-z0-9]+):\/\/([^/?#@]+)\/*([^?#]*)/i.exec(whole) ?? [];
  const store = Object.hasOwn(STORES, scheme.toLowerCase()) ? STORES[scheme.toLowerCase()] : undefined;
  if (store === undefined) return undefined;
  return { namespace: `${store}://${bucket}`, table: key.replace(/\/+$/, '') || '/' };
}
