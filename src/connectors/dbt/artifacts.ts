import { readFile, stat } from 'node:fs/promises';
import { HeadwaterError } from '../../errors.js';
import { checkOf, type Check } from '../schema-check.js';
import { CATALOG_SCHEMA, MANIFEST_SCHEMA } from './artifact.schema.js';

type Optional = string | null | undefined;

export interface DependsOn {
  readonly depends_on?: { readonly nodes?: readonly string[] };
}

export interface WrittenOwner {
  readonly name?: Optional;
  readonly email?: string | readonly string[] | null;
}

export interface Node extends DependsOn {
  readonly unique_id: string;
  readonly resource_type: string;
  readonly name: string;
  readonly package_name: string;
  readonly database?: Optional;
  readonly schema?: Optional;
  readonly relation_name?: Optional;
  readonly description?: Optional;
  readonly compiled_code?: Optional;
  readonly language?: Optional;
  readonly original_file_path?: Optional;
  readonly group?: Optional;
  readonly tags?: readonly string[];
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly config?: { readonly materialized?: Optional; readonly meta?: Readonly<Record<string, unknown>> };
  readonly columns?: Readonly<
    Record<string, { name: string; description?: Optional; data_type?: Optional; tags?: readonly string[] }>
  >;
}

export interface Exposure extends DependsOn {
  readonly name: string;
  readonly type: string;
  readonly label?: Optional;
  readonly description?: Optional;
  readonly url?: Optional;
  readonly maturity?: Optional;
  readonly tags?: readonly string[];
  readonly owner?: WrittenOwner | null;
}

export interface Manifest {
  readonly metadata: {
    readonly dbt_schema_version: string;
    readonly dbt_version?: Optional;
    readonly adapter_type?: Optional;
    readonly project_name?: Optional;
    readonly project_id?: Optional;
  };
  /** Not checked yet: one that is wrong is refused alone. */
  readonly nodes: Readonly<Record<string, unknown>>;
  readonly sources: Readonly<Record<string, unknown>>;
  readonly exposures?: Readonly<Record<string, unknown>>;
  readonly groups?: Readonly<
    Record<string, { name: string; package_name?: Optional; owner?: WrittenOwner | null }>
  >;
  readonly metrics?: Readonly<Record<string, DependsOn>>;
  readonly semantic_models?: Readonly<Record<string, DependsOn>>;
  readonly saved_queries?: Readonly<Record<string, DependsOn>>;
}

export interface CatalogTable {
  readonly metadata?: { readonly type?: Optional };
  readonly columns: Readonly<
    Record<string, { name: string; type?: Optional; index?: number; comment?: Optional }>
  >;
}

export interface Catalog {
  readonly metadata: { readonly dbt_schema_version: string };
  readonly nodes: Readonly<Record<string, CatalogTable>>;
  readonly sources: Readonly<Record<string, CatalogTable>>;
}

const isManifest = checkOf(MANIFEST_SCHEMA);
const isCatalog = checkOf(CATALOG_SCHEMA);
/** Beyond it the text of the file would not fit into one string. */
const MAX_BYTES = 500 * 1024 * 1024;

export interface ReadManifest {
  readonly manifest: Manifest;
  /** The size of its file. */
  readonly bytes: number;
}

/** @throws SOURCE_FAILED for what is no manifest of version 12. */
export async function readManifest(path: string): Promise<ReadManifest> {
  const { value, bytes } = await readJson(path, isManifest);
  const manifest = value as Manifest;
  const version = manifest.metadata.dbt_schema_version;
  if (!/\/manifest\/v12\.json$/.test(version))
    throw failed(
      path,
      `it says to be ${JSON.stringify(version.slice(0, 200))}; version 12 is read, which dbt 1.8 and newer write`,
    );
  return { manifest, bytes };
}

/** @throws SOURCE_FAILED for what is no catalog of version 1. */
export async function readCatalog(path: string): Promise<{ catalog: Catalog; bytes: number }> {
  const { value, bytes } = await readJson(path, isCatalog);
  const catalog = value as Catalog;
  const version = catalog.metadata.dbt_schema_version;
  if (!/\/catalog\/v1\.json$/.test(version))
    throw failed(path, `it says to be ${JSON.stringify(version.slice(0, 200))}; version 1 is read`);
  return { catalog, bytes };
}

async function readJson(path: string, check: Check): Promise<{ value: unknown; bytes: number }> {
  let text: string;
  let bytes: number;
  try {
    bytes = (await stat(path)).size;
    if (bytes > MAX_BYTES) throw failed(path, 'it is larger than 500 MB');
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof HeadwaterError) throw error;
    throw failed(path, error instanceof Error ? error.message : String(error));
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw failed(path, 'it is not JSON; was dbt writing it at that moment?');
  }
  const problem = check(value, '');
  if (problem) throw failed(path, `${problem.pointer || 'it'} ${problem.reason}`);
  return { value, bytes };
}

const failed = (path: string, reason: string): HeadwaterError =>
  new HeadwaterError('SOURCE_FAILED', `${path} cannot be read: ${reason.replace(/\p{C}/gu, '\uFFFD')}.`, {
    path,
  });
