import type { Readable } from 'node:stream';
import { HeadwaterError } from '../../errors.js';
import type { EntityRecord } from '../browse/entity-record.js';
import type { ArtifactPorts } from './artifact-ports.js';
import type { ByteRange } from './artifact.store.js';
import { findArtifact } from './find-artifact.js';

export interface StoredArtifact {
  readonly record: EntityRecord;
  readonly checksum: string;
  /** In bytes. */
  readonly size: number;
  readonly mimeType: string;
}

/** An artifact whose bytes are here. @throws NOT_FOUND, saying where they are if that is known. */
export async function findStored(
  { entities }: Pick<ArtifactPorts, 'entities'>,
  id: string,
): Promise<StoredArtifact> {
  const record = await findArtifact(entities, id);
  const { checksum, size, mimeType, uri } = record;
  if (record['uploaded'] !== true) {
    const where = typeof uri === 'string' ? `: it is recorded where it lies, at ${uri}` : '';
    throw new HeadwaterError('NOT_FOUND', `The bytes of "${record.name}" are not kept here${where}.`, {
      id,
      ...(typeof uri === 'string' ? { uri } : {}),
    });
  }
  return { record, checksum: String(checksum), size: Number(size), mimeType: String(mimeType) };
}

/** The bytes of an artifact. @throws NOT_FOUND when it was deleted just now, UNAVAILABLE when they are lost. */
export async function openContent(
  ports: Pick<ArtifactPorts, 'entities' | 'ledger' | 'store'>,
  { record, checksum }: StoredArtifact,
  range?: ByteRange,
): Promise<Readable> {
  const { key } = await ports.ledger.state(checksum);
  try {
    if (key !== undefined) return await ports.store.read(key, range);
  } catch (error) {
    // Between the look at it and the reading it may have been deleted; then it is no loss.
    await findArtifact(ports.entities, record.id);
    throw error;
  }
  await findArtifact(ports.entities, record.id);
  throw new HeadwaterError('UNAVAILABLE', `The content of "${record.name}" is not in ${ports.store.place}.`, {
    id: record.id,
    checksum,
  });
}
