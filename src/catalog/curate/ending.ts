import { notFound } from '../../errors.js';
import type { Contained, Revised, StoredEntity } from '../ingest/ingest.store.js';
import type { CurateTransaction } from './curate.store.js';
import { stale } from './failures.js';

export interface Ending {
  readonly id: string;
  readonly expectedRevision?: number | undefined;
}

/** A thing as it is kept, locked. @throws NOT_FOUND, CONFLICT where it is at another revision than was seen. */
export async function locked(
  tx: CurateTransaction,
  id: string,
  expectedRevision: number | undefined,
): Promise<StoredEntity> {
  const stored = (await tx.lock([id])).get(id);
  if (!stored) throw notFound(id);
  if (expectedRevision !== undefined && expectedRevision !== stored.revision)
    throw stale(id, expectedRevision, stored.revision);
  return stored;
}

/** Everything below a thing, level by level; it is locked too, parents before what they hold. */
export async function heldBy(tx: CurateTransaction, id: string, which: Contained): Promise<Revised[]> {
  const held: Revised[] = [];
  for (let level: Revised[] = await tx.contained([id], which); level.length > 0;) {
    const ids = level.map((thing) => thing.id);
    const stored = await tx.lock(ids);
    held.push(...ids.map((thing) => ({ id: thing, revision: stored.get(thing)?.revision ?? 0 })));
    level = await tx.contained(ids, which);
  }
  return held;
}
