import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Listing } from '../../../../src/catalog/sync/connector.js';
import {
  documentId,
  validateDocument,
  type Rejection,
} from '../../../../src/catalog/ingest/document-validator.js';
import {
  createOpenLineageConnector,
  type OpenLineageOptions,
} from '../../../../src/connectors/openlineage/openlineage.connector.js';
import type { EdgeStatement, EntityDocument } from '../../../../src/model/document.js';
import '../../../../src/model/entities.js';
import { temporaryDirectory } from '../../../support/temp-dir.js';

type Json = Record<string, unknown>;

const PRODUCER = 'https://sender.example/jobs';
const SCHEMA_URL = 'https://openlineage.io/spec/2-0-2/OpenLineage.json';
const WAREHOUSE = 'postgres://warehouse:5432';

export const facet = (content: Json): Json => ({ _producer: PRODUCER, _schemaURL: SCHEMA_URL, ...content });

export const schema = (...names: string[]): Json => ({
  schema: facet({ fields: names.map((name) => ({ name, type: 'text' })) }),
});

/** `orders.total` as an input field: `DIRECT/IDENTITY` unless told otherwise. */
export function from(path: string, transformation = 'DIRECT/IDENTITY', masking = false): Json {
  const [name, field] = path.split('.');
  const [type, subtype] = transformation.split('/');
  return { namespace: WAREHOUSE, name, field, transformations: [{ type, subtype, masking }] };
}

export function columnLineage(columns: Record<string, Json[]>, dataset?: Json[]): Json {
  const fields = Object.entries(columns).map(([column, inputFields]) => [column, { inputFields }] as const);
  return { columnLineage: facet({ fields: Object.fromEntries(fields), ...(dataset ? { dataset } : {}) }) };
}

export const table = (name: string, facets: Json = {}): Json => ({ namespace: WAREHOUSE, name, facets });

export const champion: Json = {
  namespace: 'mlflow://mlflow-prod',
  name: 'models:/churn@champion',
  facets: { datasetType: facet({ datasetType: 'MODEL' }) },
};

interface Parts {
  job?: string;
  jobFacets?: Json;
  inputs?: Json[];
  outputs?: Json[];
  at?: string;
}

const base = (at: string): Json => ({
  eventTime: at.includes('T') ? at : `2026-11-20T${at}Z`,
  producer: PRODUCER,
  schemaURL: SCHEMA_URL,
});

const parts = ({
  job = 'build',
  jobFacets = {},
  inputs = [],
  outputs = [],
  at = '04:00:00',
}: Parts): Json => ({
  ...base(at),
  job: { namespace: 'airflow://shop', name: job, facets: jobFacets },
  inputs,
  outputs,
});

/** A run is known by a number; its id is made from it. */
export const runEvent = (run: number, eventType: string, of: Parts = {}): Json => ({
  ...parts(of),
  eventType,
  run: { runId: `00000000-0000-4000-8000-${String(run).padStart(12, '0')}` },
});

export const jobEvent = (of: Parts = {}): Json => parts(of);

export const datasetEvent = (dataset: Json, at = '04:00:00'): Json => ({ ...base(at), dataset });

export interface Reading {
  readonly documents: readonly EntityDocument[];
  readonly rejections: readonly Rejection[];
  readonly warnings: readonly string[];
  readonly listing: Listing;
  document(id: string): EntityDocument | undefined;
  /** The edges of a thing, short: `TYPE upstream`, with what else is stated. */
  edges(id: string): string[];
}

/** Reads what stands at the paths; every document that comes must be one that the catalog takes, and once. */
export const readPaths = (paths: string[], modelService?: string): Promise<Reading> =>
  readAll({ paths, ...(modelService === undefined ? {} : { modelService }) });

/** Reads events that were received. */
export const readSpool = (spool: string): Promise<Reading> => readAll({ paths: [], spool });

async function readAll(options: Omit<OpenLineageOptions, 'service'>): Promise<Reading> {
  const connector = createOpenLineageConnector({ service: 'warehouse', ...options });
  const byId = new Map<string, EntityDocument>();
  const rejections: Rejection[] = [];
  const warnings: string[] = [];
  const sink = {
    put: (document: EntityDocument) => {
      expect(validateDocument(document)).toMatchObject({ ok: true });
      expect(byId.has(documentId(document))).toBe(false);
      byId.set(documentId(document), document);
      return Promise.resolve();
    },
    reject: (rejection: Rejection) => void rejections.push(rejection),
    warn: (message: string) => void warnings.push(message),
    unread: () => undefined,
    checkpoint: () => Promise.resolve(),
    progress: () => undefined,
  };
  const listing = await connector.read(sink, new AbortController().signal, { first: [] });
  const document = (id: string): EntityDocument | undefined => byId.get(id);
  const edges = (id: string): string[] => (document(id)?.edges ?? []).map(inShort);
  return { documents: [...byId.values()], rejections, warnings, listing, document, edges };
}

/** Reads events, each as it is or as the text of its line. */
export async function readEvents(
  events: readonly (Json | string)[],
  modelService?: string,
): Promise<Reading> {
  const path = await writeFiles({ 'events.ndjson': linesOf(events) });
  return readPaths([join(path, 'events.ndjson')], modelService);
}

export const linesOf = (events: readonly (Json | string)[]): string =>
  events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event))).join('\n');

/** A folder with these files; it goes when the test ends. */
export async function writeFiles(files: Record<string, string | Buffer>): Promise<string> {
  const { path, remove } = await temporaryDirectory('openlineage');
  onTestFinished(remove);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return path;
}

export const tableId = (name: string): string => `Table:${encodeURIComponent(WAREHOUSE)}/${name}`;
export const columnId = (path: string): string =>
  `Column:${encodeURIComponent(WAREHOUSE)}/${path.replace('.', '/')}`;
export const pipelineId = (job = 'build'): string =>
  `Pipeline:${encodeURIComponent('airflow://shop')}/${job}`;

function inShort({ type, upstream, service, via, transformations, masked }: EdgeStatement): string {
  const end = upstream
    .replaceAll(encodeURIComponent(WAREHOUSE), 'w')
    .replaceAll(encodeURIComponent('airflow://shop'), 's');
  return [
    `${type} ${end}`,
    service && `of ${service}`,
    transformations?.join('+'),
    masked && 'masked',
    via && `via ${decodeURIComponent(via).split('/').at(-1)}`,
  ]
    .filter(Boolean)
    .join(' ');
}
