import { text } from '../filled-text.js';
import type { WireDataset } from './wire-types.js';

/** The identity of the table that a logged dataset is, by OpenLineage's naming of datasets. */
export interface TableName {
  readonly namespace: string;
  readonly table: string;
  /** What it is, where its source makes that plain. */
  readonly datasetType?: 'TABLE' | 'FILE';
}

export interface TableNaming {
  readonly service: string;
  /** Where table names are to be found; without it they stay apart from those of other sources. */
  readonly namespace?: string;
}

/** Object stores: OpenLineage drops the slash before a key, and names all of `s3`, `s3a` and `s3n` s3. */
const OBJECT_STORE = /^(s3|gs)[a-z]?$/;
const FILE_SYSTEM = /^(hdfs|abfss?|wasbs?|dbfs)$/;
const URI = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)/i;

/** Which table a dataset is. `malformed` is called when its source is not the JSON that MLflow writes. */
export function datasetTable(dataset: WireDataset, naming: TableNaming, malformed: () => void): TableName {
  const own = `mlflow://${naming.service}`;
  const source = parseSource(dataset, malformed);
  const name = text(source['table_name']) ?? text(source['delta_table_name']);
  if (name !== undefined) return { namespace: naming.namespace ?? own, table: name, datasetType: 'TABLE' };
  const address = text(source['uri']) ?? text(source['path']) ?? text(source['url']);
  const file = address === undefined ? undefined : tableOfAddress(address);
  if (file) return { ...file, datasetType: 'FILE' };
  return { namespace: own, table: text(dataset.name) ?? 'dataset' };
}

/** The name of what lies at an address that means the same everywhere; nothing for paths of one machine. */
function tableOfAddress(address: string): TableName | undefined {
  const [, rawScheme = '', authority = '', path = ''] = URI.exec(address) ?? [];
  const scheme = rawScheme.toLowerCase();
  const store = OBJECT_STORE.exec(scheme)?.[1];
  if (store && authority)
    return { namespace: `${store}://${withoutPassword(authority)}`, table: trimmed(path, true) };
  if (FILE_SYSTEM.test(scheme)) {
    const namespace = authority ? `${scheme}://${withoutPassword(authority)}` : scheme;
    return { namespace, table: trimmed(path, false) };
  }
  if (/^https?$/.test(scheme) && URL.canParse(address)) {
    // What follows the path (a query) may be a signature that opens the file; it is no part of the name.
    const { protocol, host, pathname } = new URL(address);
    return { namespace: `${protocol}//${host}`, table: trimmed(pathname, false) };
  }
  return undefined;
}

/** A key as OpenLineage writes it; the root of a store or file system is `/`. */
function trimmed(path: string, key: boolean): string {
  const end = path.replace(/\/+$/, '');
  return (key ? end.replace(/^\/+/, '') : end) || '/';
}

/** `container@account` is a name of Azure's; `user:password@host` is a secret. */
const withoutPassword = (authority: string): string => authority.replace(/^[^@]*:[^@]*@/, '');

function parseSource(dataset: WireDataset, malformed: () => void): Record<string, unknown> {
  if (text(dataset.source) === undefined) return {};
  try {
    const source: unknown = JSON.parse(String(dataset.source));
    if (typeof source === 'object' && source !== null) return source as Record<string, unknown>;
  } catch {
    // Told below, with what is no object.
  }
  malformed();
  return {};
}
