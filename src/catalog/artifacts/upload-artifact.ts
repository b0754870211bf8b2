import { randomUUID } from 'node:crypto';
import type { EntityRecord } from '../browse/entity-record.js';
import { acceptedType, tooLarge } from './artifact-limits.js';
import { artifactPath, artifactPlace } from './artifact-path.js';
import type { ArtifactPorts } from './artifact-ports.js';
import { findArtifact, findVersion } from './find-artifact.js';
import { dropContent, keepContent } from './keep-content.js';
import { receiveContent } from './receive-content.js';
import { checkedArtifact, recordArtifact } from './record-artifact.js';
import { presentArtifact, requireReplaceable, type Replace } from './replace-rules.js';

export interface ArtifactUpload {
  /** The version it belongs to, by id or name. */
  readonly version: unknown;
  /** Its path below the version. */
  readonly path: unknown;
  /** Its media type; left out: unknown bytes. */
  readonly type: string | undefined;
  /** What the caller knows the checksum to be, as `sha256:<hex>`. */
  readonly checksum: string | undefined;
  /** What the caller says of the size, in bytes. */
  readonly size: number | undefined;
  readonly replace: Replace;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly actor: string;
}

export interface Uploaded {
  readonly artifact: EntityRecord;
  readonly outcome: 'created' | 'replaced' | 'unchanged';
}

/**
 * Stores some bytes as an artifact of a version. What breaks off leaves nothing; the same upload again changes nothing.
 * @throws BAD_INPUT, NOT_FOUND (the version), CONFLICT (the path is taken), TOO_LARGE, UNSUPPORTED_TYPE,
 * CHECKSUM_MISMATCH: all but the last and the size before any of the bytes are read.
 */
export async function uploadArtifact(ports: ArtifactPorts, request: ArtifactUpload): Promise<Uploaded> {
  const { store, limits, turns } = ports;
  const mimeType = acceptedType(request.type, limits);
  if (request.size !== undefined && request.size > limits.maxBytes) throw tooLarge(limits.maxBytes);
  const path = artifactPath(request.path);
  const version = await findVersion(ports.entities, request.version);
  const place = artifactPlace(version, path);
  const { id } = checkedArtifact(place);
  const present = await presentArtifact(ports, id);
  // Where it can be told already, it is told before the bytes are sent.
  const isOther = request.checksum !== undefined && present?.['checksum'] !== request.checksum;
  if (isOther || (request.checksum === undefined && typeof request.replace === 'object'))
    requireReplaceable(present, request.replace);

  const upload = randomUUID();
  try {
    const received = await receiveContent(store, upload, request.bytes, {
      maxBytes: limits.maxBytes,
      expected: request.checksum,
    });
    const statement = { ...place, mimeType, ...received, uploaded: true };
    return await turns.take(id, () => settle(ports, { ...request, id, upload, statement }));
  } finally {
    await store.discard(upload);
  }
}

interface Settling extends Pick<ArtifactUpload, 'replace' | 'actor'> {
  readonly id: string;
  readonly upload: string;
  readonly statement: {
    readonly kind: 'Artifact';
    readonly mimeType: string;
    readonly checksum: string;
    readonly size: number;
  };
}

/** Makes the artifact of what has arrived, while nobody else in this process does at that path. */
async function settle(
  ports: ArtifactPorts,
  { id, upload, statement, replace, actor }: Settling,
): Promise<Uploaded> {
  const { checksum, mimeType } = statement;
  const present = await presentArtifact(ports, id);
  const before = present?.['uploaded'] === true ? String(present['checksum']) : undefined;
  if (present && before === checksum && present['mimeType'] === mimeType)
    return { artifact: present, outcome: 'unchanged' };
  if (before !== checksum) requireReplaceable(present, replace);

  const createdAt = ports.clock().toISOString();
  await keepContent(ports, { upload, checksum, artifact: id, actor }, () =>
    recordArtifact(ports, { ...statement, createdAt }, { editor: { actor }, seen: present }),
  );
  if (before !== undefined && before !== checksum) await dropContent(ports, before, id);
  return { artifact: await findArtifact(ports.entities, id), outcome: present ? 'replaced' : 'created' };
}
