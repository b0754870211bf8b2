import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { ArtifactPorts } from '../catalog/artifacts/artifact-ports.js';
import type { ByteRange } from '../catalog/artifacts/artifact.store.js';
import { digestOf } from '../catalog/artifacts/checksum.js';
import { findStored, openContent, type StoredArtifact } from '../catalog/artifacts/open-content.js';
import { isHeld } from './is-held.js';
import { servedType } from './served-type.js';

/** Sends the bytes of an artifact, or the one range of them that is asked for. @throws NOT_FOUND */
export async function sendArtifact(
  ports: ArtifactPorts,
  id: string,
  request: Request,
  response: Response,
): Promise<void> {
  const stored = await findStored(ports, id);
  const { size } = stored;
  const range = rangeOf(request, stored);
  const isFresh = isHeld(request, tagOf(stored));
  if (range === 'unsatisfiable' && !isFresh) {
    response.status(416).set('Content-Range', `bytes */${size}`);
    const message = `The file has ${size} bytes; the range lies beyond them.`;
    return void response.json({ code: 'BAD_INPUT', message, size });
  }
  const part = typeof range === 'object' ? range : undefined;
  const isHead = request.method === 'HEAD';
  // Opened before anything is said of it: what is not to be had is then answered in order.
  const bytes = isFresh || isHead ? undefined : await openContent(ports, stored, part);
  describe(response, stored);
  if (isFresh) return void response.status(304).end();
  if (part) response.status(206).set('Content-Range', `bytes ${part.start}-${part.end}/${size}`);
  response.set('Content-Length', String(part ? part.end - part.start + 1 : size));
  if (!bytes) return void response.end();
  try {
    await pipeline(bytes, response);
  } catch (error) {
    // A reader may go at any time.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

const tagOf = ({ checksum }: StoredArtifact): string => `"${checksum}"`;

/** Several ranges at once, or those of another state of the file, are answered with the whole. */
function rangeOf(request: Request, stored: StoredArtifact): ByteRange | 'unsatisfiable' | undefined {
  const condition = request.headers['if-range'];
  if (request.method !== 'GET' || (condition !== undefined && condition !== tagOf(stored))) return undefined;
  const ranges = request.range(stored.size);
  if (ranges === -1) return 'unsatisfiable';
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1)
    return undefined;
  return ranges[0];
}

/** Marks that turn the direction of text around: a name must show its ending where it is. */
const DIRECTIONS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Bytes of strangers: to be saved and not shown, under a type that nothing runs, and if shown then in a sandbox. */
function describe(response: Response, stored: StoredArtifact): void {
  const fileName = stored.record.name.split('/').at(-1) ?? 'artifact';
  response.attachment(fileName.replace(DIRECTIONS, '_'));
  response.set({
    'Content-Type': servedType(stored.mimeType),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-cache',
    'Accept-Ranges': 'bytes',
    ETag: tagOf(stored),
    'Repr-Digest': digestOf(stored.checksum),
  });
}
