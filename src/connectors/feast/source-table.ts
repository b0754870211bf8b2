import { text } from '../filled-text.js';
import type { FeastOptions, Store, TablePlace } from './options.js';
import { fields, type Fields } from './values.js';

/** The identity of the table that a data source reads, by OpenLineage's naming of datasets. */
export interface SourceTable {
  readonly namespace: string;
  readonly table: string;
  readonly datasetType: 'TABLE' | 'FILE' | 'TOPIC' | 'QUERY';
  /** The system it lies in. */
  readonly store: string;
}

export interface Naming {
  readonly options: FeastOptions;
  readonly project: string;
}

const STORE_OF_TYPE: Readonly<Record<string, Store>> = {
  BATCH_FILE: 'file',
  BATCH_BIGQUERY: 'bigquery',
  BATCH_SNOWFLAKE: 'snowflake',
  BATCH_REDSHIFT: 'redshift',
  BATCH_SPARK: 'spark',
  BATCH_TRINO: 'trino',
  BATCH_ATHENA: 'athena',
};

/** By the class of a source that Feast has no type for. */
const STORE_OF_CLASS: readonly (readonly [RegExp, Store])[] = [
  [/PostgreSQLSource$/, 'postgres'],
  [/ClickhouseSource$/i, 'clickhouse'],
  [/MsSqlServerSource$/i, 'mssql'],
  [/OracleSource$/, 'oracle'],
];

/** How many parts the full name of a table has there: database (or catalog), schema, table. */
const NAME_PARTS: Partial<Record<Store, number>> = {
  bigquery: 3,
  snowflake: 3,
  redshift: 3,
  postgres: 3,
  trino: 3,
  athena: 3,
  mssql: 3,
  oracle: 3,
  spark: 2,
  clickhouse: 2,
};

/** Stores of which there is one in the world. */
const KNOWN_NAMESPACES: Partial<Record<Store, string>> = { bigquery: 'bigquery', file: 'file' };

/**
 * Which table a data source reads: that of its batch source, where it is one that is pushed to. Nothing for a source
 * that has no data of its own, such as what a request brings.
 */
export function sourceTable(source: Fields, naming: Naming): SourceTable | undefined {
  switch (source['type']) {
    case 'REQUEST_SOURCE':
      return undefined;
    case 'PUSH_SOURCE':
      return source['batchSource'] === undefined
        ? undefined
        : sourceTable(fields(source['batchSource']), naming);
    case 'STREAM_KAFKA':
      return topic(source, 'kafka', fields(source['kafkaOptions']), naming);
    case 'STREAM_KINESIS':
      return topic(source, 'kinesis', fields(source['kinesisOptions']), naming);
    default:
      return batchTable(source, naming);
  }
}

function batchTable(source: Fields, naming: Naming): SourceTable {
  const store = storeOf(source);
  const said = optionsOf(source);
  const address = text(said['uri']) ?? text(said['path']);
  if (address !== undefined) return fileTable(address, store, naming);
  const table = text(said['table']);
  if (table === undefined) return ownTable(source, naming, store, 'QUERY');
  const place = naming.options.tables?.[store] ?? {};
  const namespace = place.namespace ?? KNOWN_NAMESPACES[store];
  const name = fullName(table, said, place, NAME_PARTS[store] ?? 1);
  if (namespace === undefined) return { ...own(naming), table: name, datasetType: 'TABLE', store };
  return { namespace, table: name, datasetType: 'TABLE', store };
}

function storeOf(source: Fields): Store {
  const named = text(source['type']) ?? '';
  const known = Object.hasOwn(STORE_OF_TYPE, named) ? STORE_OF_TYPE[named] : undefined;
  const type = text(source['dataSourceClassType']) ?? '';
  return known ?? STORE_OF_CLASS.find(([pattern]) => pattern.test(type))?.[1] ?? 'custom';
}

/** What a source says of where it reads; that of a class of its own is JSON in base64. */
function optionsOf(source: Fields): Fields {
  const kind = Object.keys(source).find((key) => /Options$/.test(key) && key !== 'customOptions');
  if (kind !== undefined) return fields(source[kind]);
  const configuration = text(fields(source['customOptions'])['configuration']);
  if (configuration === undefined) return {};
  try {
    return fields(JSON.parse(Buffer.from(configuration, 'base64').toString('utf8')));
  } catch {
    // Some classes write something else there; then only the source's own name is known.
    return {};
  }
}

/** A name with the parts before it that the source says apart, or the configuration knows. */
function fullName(table: string, said: Fields, place: TablePlace, length: number): string {
  const parts = table.replace(/[`"[\]]/g, '').split('.');
  const before = [text(said['database']) ?? place.database, text(said['schema']) ?? place.schema];
  const lacking = before.slice(0, Math.max(0, length - parts.length));
  // Of two parts the first is the one that a source calls its database or its schema, whichever it has.
  const known = length === 2 && parts.length === 1 ? [before[0] ?? before[1]] : lacking;
  // A hole in the middle would make another name of it: what is put before has to reach to the table.
  const reaching = known.slice(known.lastIndexOf(undefined) + 1);
  return [...reaching, ...parts].join('.');
}

/** Object stores: OpenLineage drops the slash before a key, and calls s3, s3a and s3n the same. */
const OBJECT_STORE = /^(s3|gs)[a-z]?$/;

function fileTable(address: string, store: Store, naming: Naming): SourceTable {
  const of = { datasetType: 'FILE', store } as const;
  const [, scheme = '', authority = '', path = ''] =
    /^(?:([a-z][a-z0-9+.-]*):\/\/([^/?#]*))?([^?#]*)/i.exec(address) ?? [];
  const host = authority.replace(/^[^@]*:[^@]*@/, '');
  const bucket = OBJECT_STORE.exec(scheme.toLowerCase())?.[1];
  const trimmed = path.replace(/\/+$/, '') || '/';
  if (bucket && host)
    return { ...of, namespace: `${bucket}://${host}`, table: trimmed.replace(/^\/(?=.)/, '') };
  if (scheme !== '' && scheme.toLowerCase() !== 'file')
    return { ...of, namespace: `${scheme.toLowerCase()}://${host}`, table: trimmed };
  if (!trimmed.startsWith('/')) return { ...of, ...own(naming), table: trimmed };
  return { ...of, namespace: naming.options.tables?.file?.namespace ?? 'file', table: trimmed };
}

function topic(
  source: Fields,
  store: 'kafka' | 'kinesis',
  said: Fields,
  naming: Naming,
): SourceTable | undefined {
  const name = text(said['topic']) ?? text(said['streamName']);
  const place = text(said['kafkaBootstrapServers'])?.split(',')[0]?.trim() ?? text(said['region']);
  if (name === undefined || place === undefined) return ownTable(source, naming, store, 'TOPIC');
  return { namespace: `${store}://${place}`, table: name, datasetType: 'TOPIC', store };
}

/** What has no name that means the same elsewhere is named below this service. */
const own = ({ options }: Naming): { namespace: string } => ({ namespace: `feast://${options.service}` });

const ownTable = (
  source: Fields,
  naming: Naming,
  store: string,
  datasetType: SourceTable['datasetType'],
): SourceTable => ({
  ...own(naming),
  table: `${naming.project}.${text(source['name']) ?? 'source'}`,
  datasetType,
  store,
});

/** Which column of the source a feature, key or timestamp is read from. */
export function sourceColumn(source: Fields, name: string): string {
  const mapped = Object.entries(fields(source['fieldMapping'])).find(([, feature]) => feature === name);
  return mapped?.[0] ?? name;
}
