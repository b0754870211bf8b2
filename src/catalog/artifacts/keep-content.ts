import { HeadwaterError } from '../../errors.js';
import type { ArtifactPorts } from './artifact-ports.js';
import { contentKey } from './artifact.store.js';
import {
  dropped,
  held,
  isHeld,
  kept,
  referred,
  released,
  removed,
  type ContentState,
  type Hold,
} from './content-state.js';
import { removeArtifactRecord } from './remove-artifact-record.js';

/** An upload, a move of bytes and the record of an artifact together take less. */
export const STALE_AFTER_MS = 24 * 60 * 60 * 1000;

type Keeping = Pick<ArtifactPorts, 'ledger' | 'store' | 'curation' | 'clock'>;

interface Kept {
  readonly upload: string;
  readonly checksum: string;
  /** The id of the artifact that is made of it. */
  readonly artifact: string;
  readonly actor: string;
}

/**
 * Keeps the staged bytes, unless the same are kept already, while `record` makes an artifact of them. Nobody can free
 * them in between: the hold, and then the reference, stand where those look who would.
 */
export async function keepContent(
  ports: Keeping,
  { upload, checksum, artifact, actor }: Kept,
  record: () => Promise<void>,
): Promise<void> {
  const { ledger, store, clock } = ports;
  const until = new Date(clock().getTime() + STALE_AFTER_MS).toISOString();
  const hold: Hold = { artifact, key: contentKey(checksum, upload), until };
  const { key } = await ledger.change(checksum, ({ state }) => held(state, hold));
  let isRecorded = false;
  try {
    if (key === undefined) {
      await store.keep(upload, hold.key);
      await removeFreed(ports, checksum, await ledger.change(checksum, ({ state }) => kept(state, hold)));
    }
    await record();
    isRecorded = true;
  } finally {
    let wasHeld = false;
    const state = await ledger.change(checksum, ({ state: before, artifacts }) => {
      wasHeld = isHeld(before, hold);
      // By now somebody may have replaced the artifact.
      const refers = isRecorded && wasHeld && artifacts.get(artifact) === checksum;
      return (refers ? referred : released)(before, hold);
    });
    await removeFreed(ports, checksum, state);
    if (isRecorded && !wasHeld) await takeBack(ports, checksum, { artifact, actor });
  }
}

/** The artifact has this content no more. What nothing else refers to is freed. */
export async function dropContent(ports: Keeping, checksum: string, artifact: string): Promise<void> {
  const state = await ports.ledger.change(checksum, ({ state: before, artifacts }) =>
    // By now somebody may have made the artifact of this content once more.
    artifacts.get(artifact) === checksum ? before : dropped(before, [artifact]),
  );
  await removeFreed(ports, checksum, state);
}

/** Removes the bytes that were freed. Broken off, the next sweep does it. */
export async function removeFreed(
  { ledger, store }: Keeping,
  checksum: string,
  { removing }: ContentState,
): Promise<void> {
  if (removing.length === 0) return;
  for (const key of removing) await store.remove(key);
  await ledger.change(checksum, ({ state }) => removed(state, removing));
}

/** Only a process that slept for a day gets here. */
async function takeBack(
  ports: Keeping,
  checksum: string,
  { artifact, actor }: { artifact: string; actor: string },
): Promise<never> {
  await removeArtifactRecord(ports, artifact, { actor });
  throw new HeadwaterError(
    'UNAVAILABLE',
    `The upload took so long that its content (${checksum}) was taken for abandoned. Send it again.`,
    { checksum },
  );
}
