import { Readable } from 'node:stream';
import type { ArtifactPorts } from '../catalog/artifacts/artifact-ports.js';
import { deleteArtifact } from '../catalog/artifacts/delete-artifact.js';
import { findStored, openContent } from '../catalog/artifacts/open-content.js';
import { trackArtifact, type ArtifactTracking } from '../catalog/artifacts/track-artifact.js';
import { uploadArtifact } from '../catalog/artifacts/upload-artifact.js';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { HeadwaterError } from '../errors.js';
import { idToPath } from '../model/entity-id.js';
import type { HttpClient } from './catalog-client.js';
import { serverFailure } from './server-failure.js';
import type { Session } from './session.js';

export interface FileUpload {
  readonly version: string;
  readonly path: string;
  readonly type: string | undefined;
  readonly checksum: string;
  readonly size: number;
  /** Whether another file at that path is replaced. */
  readonly replace: boolean;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface FileDownload {
  readonly bytes: Readable;
  readonly size: number;
  readonly checksum: string;
}

/** Files of versions: of a catalog that is opened here, or of the server that holds it. */
export interface ArtifactClient {
  upload(file: FileUpload, signal: AbortSignal): Promise<EntityRecord>;
  track(tracking: ArtifactTracking, options: { replace: boolean }): Promise<EntityRecord>;
  download(id: string, signal: AbortSignal): Promise<FileDownload>;
  remove(id: string): Promise<void>;
}

export async function artifactClient(session: Session): Promise<ArtifactClient> {
  if (session.kind === 'server') return new ServerArtifacts(session.client);
  const { createLog } = await import('../main.js');
  const { artifacts } = session.catalog;
  artifacts.sweep(createLog('error'));
  return new LocalArtifacts(await artifacts.ports(), session.principal.actor);
}

class LocalArtifacts implements ArtifactClient {
  constructor(
    private readonly ports: ArtifactPorts,
    private readonly actor: string,
  ) {}

  async upload({ replace, ...file }: FileUpload): Promise<EntityRecord> {
    const request = { ...file, replace: replace ? ('any' as const) : undefined, actor: this.actor };
    return (await uploadArtifact(this.ports, request)).artifact;
  }

  track(tracking: ArtifactTracking, { replace }: { replace: boolean }): Promise<EntityRecord> {
    return trackArtifact(this.ports, tracking, { replace: replace ? 'any' : undefined, actor: this.actor });
  }

  async download(id: string): Promise<FileDownload> {
    const stored = await findStored(this.ports, id);
    return { ...stored, bytes: await openContent(this.ports, stored) };
  }

  remove(id: string): Promise<void> {
    return deleteArtifact(this.ports, id, { actor: this.actor });
  }
}

const PATH = '/api/v1/artifacts';

class ServerArtifacts implements ArtifactClient {
  constructor(private readonly client: HttpClient) {}

  async upload(file: FileUpload, signal: AbortSignal): Promise<EntityRecord> {
    const { version, path, checksum, replace, type = 'application/octet-stream' } = file;
    const query = new URLSearchParams({ version, path, checksum, ...(replace ? { replace: 'true' } : {}) });
    // Node's fetch wants `duplex` for a body that streams; the types do not know it.
    const init = {
      body: Readable.toWeb(Readable.from(file.bytes)),
      duplex: 'half',
    } as unknown as RequestInit;
    const headers = { 'content-type': type };
    const response = await this.ask(`?${query.toString()}`, { ...init, method: 'POST', headers, signal });
    return (await response.json()) as EntityRecord;
  }

  async track(tracking: ArtifactTracking, { replace }: { replace: boolean }): Promise<EntityRecord> {
    const response = await this.ask(`/tracked${replace ? '?replace=true' : ''}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(tracking),
    });
    return (await response.json()) as EntityRecord;
  }

  async download(id: string, signal: AbortSignal): Promise<FileDownload> {
    const { body, headers } = await this.ask(`/${idToPath(id)}`, { signal });
    const checksum = headers.get('etag')?.replace(/^"(.*)"$/, '$1');
    if (!body || checksum === undefined)
      throw new HeadwaterError('UNAVAILABLE', 'What answers there is no Headwater server.');
    const size = Number(headers.get('content-length'));
    return { bytes: Readable.fromWeb(body as never), size, checksum };
  }

  async remove(id: string): Promise<void> {
    await this.ask(`/${idToPath(id)}`, { method: 'DELETE' });
  }

  private async ask(path: string, init: RequestInit): Promise<Response> {
    const response = await this.client.request(`${PATH}${path}`, init);
    if (!response.ok) throw await serverFailure(response);
    return response;
  }
}
