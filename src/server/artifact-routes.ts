import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { requireRight } from '../catalog/access/principal.js';
import type { ArtifactPorts } from '../catalog/artifacts/artifact-ports.js';
import { checksumOf, checksumOfDigest } from '../catalog/artifacts/checksum.js';
import { deleteArtifact } from '../catalog/artifacts/delete-artifact.js';
import type { Replace } from '../catalog/artifacts/replace-rules.js';
import { trackArtifact, type ArtifactTracking } from '../catalog/artifacts/track-artifact.js';
import { uploadArtifact } from '../catalog/artifacts/upload-artifact.js';
import { badInput, HeadwaterError } from '../errors.js';
import { idToPath } from '../model/entity-id.js';
import { sendArtifact } from './artifact-download.js';
import { principalOf } from './authentication.js';
import { allowAnyDuration } from './body-deadline.js';
import { answerBeforeEnd } from './early-answer.js';
import { idOfPath, rawPath } from './request-path.js';

const PATH = '/api/v1/artifacts';
/** A sender that says nothing for so long is taken to be gone. */
const IDLE_MS = 120_000;

/** The store is opened by the first that needs it. */
type Ports = () => Promise<ArtifactPorts>;

/**
 * Files of versions: `POST /api/v1/artifacts?version=…&path=…` takes the bytes of one, `POST …/tracked` records one
 * where it lies; `GET`, `HEAD` and `DELETE` are of `/api/v1/artifacts/<path of its id>`.
 */
export function mountArtifactRoutes(app: Express, ports: Ports): void {
  app.post(PATH, editing, (request, response) => receive(ports, request, response));
  app.post(`${PATH}/tracked`, editing, express.json({ limit: '64kb' }), async (request, response) => {
    const options = { replace: replaceOf(request), actor: principalOf(response).actor };
    const artifact = await trackArtifact(await ports(), bodyOf(request), options);
    response.status(201).location(pathOf(artifact.id)).json(artifact);
  });
  app.get(`${PATH}/*path`, async (request, response) =>
    sendArtifact(await ports(), idOf(request), request, response),
  );
  app.delete(`${PATH}/*path`, editing, async (request, response) => {
    await deleteArtifact(await ports(), idOf(request), { actor: principalOf(response).actor });
    response.status(204).end();
  });
}

const editing: RequestHandler = (request, response, next) => {
  try {
    requireRight(principalOf(response), 'edit');
  } catch (error) {
    answerBeforeEnd(request, response);
    throw error;
  }
  next();
};

async function receive(ports: Ports, request: Request, response: Response): Promise<void> {
  allowAnyDuration(request, { idleMs: IDLE_MS });
  try {
    requireUnencoded(request);
    const { version, path } = request.query;
    const { artifact, outcome } = await uploadArtifact(await ports(), {
      ...{ version, path, type: request.headers['content-type'] },
      ...{ checksum: announcedChecksum(request), size: announcedSize(request) },
      replace: replaceOf(request),
      // Breaking off must leave the connection, on which the answer goes.
      bytes: request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>,
      actor: principalOf(response).actor,
    });
    const status = outcome === 'unchanged' ? 200 : 201;
    response.status(status).location(pathOf(artifact.id)).json(artifact);
  } catch (error) {
    // Whoever broke off is not there to be answered.
    if (request.destroyed && !request.complete) return;
    answerBeforeEnd(request, response);
    throw error;
  }
}

const pathOf = (id: string): string => `${PATH}/${idToPath(id)}`;

const idOf = (request: Request): string => idOfPath(rawPath(request).slice(PATH.length + 1));

/** What is sent is what is kept: bytes that are wrapped in a transport's compression would be kept so. */
function requireUnencoded({ headers }: Request): void {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() === 'identity') return;
  throw new HeadwaterError(
    'UNSUPPORTED_TYPE',
    `Send the file as it is, without Content-Encoding: ${encoding.slice(0, 100)}.`,
  );
}

/** @throws BAD_INPUT for one that is not to be read, or for two that are not the same. */
function announcedChecksum({ query, headers }: Request): string | undefined {
  const digests = ['repr-digest', 'content-digest', 'digest'].map((name) => headers[name]);
  const announced = [
    ...(query['checksum'] === undefined ? [] : [checksumOf(String(query['checksum']))]),
    ...digests.flatMap((digest) => (typeof digest === 'string' ? [checksumOfDigest(digest)] : [])),
  ];
  if (new Set(announced).size > 1)
    throw badInput('The request announces two checksums that are not the same.', { field: 'checksum' });
  return announced[0];
}

const announcedSize = ({ headers }: Request): number | undefined =>
  headers['content-length'] === undefined ? undefined : Number(headers['content-length']);

/** `If-Match` with the ETag of what is to be replaced, or `?replace=true` for whatever is there. */
function replaceOf({ headers, query }: Request): Replace {
  const tag = headers['if-match'];
  if (tag === '*' || query['replace'] === 'true') return 'any';
  return tag === undefined ? undefined : { checksum: checksumOf(tag.replace(/^"(.*)"$/, '$1')) };
}

function bodyOf({ body }: Request): ArtifactTracking {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as ArtifactTracking;
  throw badInput('Send a JSON object with version, path and uri, as application/json.');
}
