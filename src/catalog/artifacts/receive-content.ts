import { createHash } from 'node:crypto';
import { HeadwaterError } from '../../errors.js';
import { tooLarge } from './artifact-limits.js';
import type { ArtifactStore } from './artifact.store.js';

export interface Received {
  /** `sha256:<hex>` */
  readonly checksum: string;
  readonly size: number;
}

/**
 * Stages the bytes of an upload, measures them on the way and holds them against the checksum that was given.
 * @throws TOO_LARGE as soon as they are, CHECKSUM_MISMATCH; what was staged by then is discarded by the caller.
 */
export async function receiveContent(
  store: ArtifactStore,
  upload: string,
  bytes: AsyncIterable<Uint8Array>,
  { maxBytes, expected }: { maxBytes: number; expected: string | undefined },
): Promise<Received> {
  const hash = createHash('sha256');
  let size = 0;
  async function* measured(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge(maxBytes);
      hash.update(chunk);
      yield chunk;
    }
  }
  await store.stage(upload, measured());
  const checksum = `sha256:${hash.digest('hex')}`;
  if (expected === undefined || expected === checksum) return { checksum, size };
  throw new HeadwaterError(
    'CHECKSUM_MISMATCH',
    `What arrived is not what was sent: its checksum is ${checksum}, and ${expected} was announced. Send it again.`,
    { expected, checksum, size },
  );
}
