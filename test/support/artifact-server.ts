import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ArtifactSettings } from '../../src/artifacts/settings.js';
import { loadConfig } from '../../src/config.js';
import type { GraphExecutor } from '../../src/graph/executor.js';
import { catalogOn, createLog, startServer, type Catalog } from '../../src/main.js';
import type { EntityDocument } from '../../src/model/document.js';
import { syncInto } from './documents.js';
import { temporaryDirectory } from './temp-dir.js';

export const VERSION = { service: 'own', model: 'churn', version: '3' };

/** A model with one version, as a registry tells of it. */
export const VERSION_DOCUMENTS: EntityDocument[] = [
  { kind: 'MLModelService', service: 'own', name: 'own' },
  { kind: 'MLModel', service: 'own', model: 'churn', name: 'churn' },
  { kind: 'MLModelVersion', ...VERSION },
];

export interface ArtifactJson {
  readonly id: string;
  readonly path: string;
  readonly parent?: string;
  readonly mimeType: string;
  readonly checksum: string;
  readonly size: number;
  readonly uploaded: boolean;
  readonly uri?: string;
  readonly revision: number;
}

export interface UploadOptions {
  readonly headers?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly version?: string;
}

export interface ArtifactServer {
  readonly url: string;
  readonly catalog: Catalog;
  /** Where the directory store keeps its files. */
  readonly directory: string;
  /** Uploads these bytes to `churn@3`; `options` go into the request and the address. */
  upload(
    path: string,
    body: string | Uint8Array | ReadableStream<Uint8Array>,
    options?: UploadOptions,
  ): Promise<Response>;
  /** The files of the directory store, relative to it. */
  files(): string[];
  close(): Promise<void>;
}

/** A server on that graph, in which there is `churn@3` and a store for its files. */
export async function startArtifactServer(
  executor: GraphExecutor,
  settings: Partial<ArtifactSettings> = {},
): Promise<ArtifactServer> {
  const { path: data, remove } = await temporaryDirectory('artifacts');
  const loaded = loadConfig({ data, port: 0 }, {});
  const config = { ...loaded, artifacts: { ...loaded.artifacts, ...settings } as ArtifactSettings };
  await syncInto(executor, { service: 'own', documents: VERSION_DOCUMENTS });
  const catalog = catalogOn(executor, config);
  const server = await startServer(config, catalog, { orAnotherPort: false, log: createLog('silent') });
  const directory = join(data, 'artifacts');
  return {
    url: server.url,
    catalog,
    directory,
    upload: (path, body, { headers = {}, query = {}, version = 'churn@3' } = {}) =>
      fetch(`${server.url}/api/v1/artifacts?${new URLSearchParams({ version, path, ...query }).toString()}`, {
        method: 'POST',
        headers,
        body: body as BodyInit,
        // @ts-expect-error: what Node's fetch wants for a body that streams, and its types do not know.
        duplex: 'half',
      }),
    files: () => filesIn(directory),
    async close() {
      await server.close();
      await catalog.artifacts.close();
      await remove();
    },
  };
}

export const checksumOf = (bytes: string | Uint8Array): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

export const someBytes = (size: number): Buffer => randomBytes(size);

function filesIn(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
}
