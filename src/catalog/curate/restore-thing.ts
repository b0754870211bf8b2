import type { Change } from '../history/change.js';
import { reviveThings } from '../ingest/end-things.js';
import { parentOf } from '../ingest/mentions.js';
import type { CurateStore, CurateTransaction } from './curate.store.js';
import type { Edited, Editor } from './edit-things.js';
import { heldBy, locked, type Ending } from './ending.js';
import { ruleBroken } from './failures.js';
import { PEOPLE } from './people.js';

/**
 * Gives back what was deleted, with all that ended together with it and the lineage between what is current again.
 *
 * @throws RULE_BROKEN where what it hangs on has ended too.
 */
export async function restoreThing(
  store: CurateStore,
  editor: Editor,
  { id, expectedRevision }: Ending,
  now: string,
): Promise<Edited> {
  return store.transact(async (tx) => {
    const stored = await locked(tx, id, expectedRevision);
    const { until } = stored;
    if (until === undefined) return { id, revision: stored.revision };
    await checkParentCurrent(tx, id);
    const held = await heldBy(tx, id, { endedAt: until });
    const things = [{ id, revision: stored.revision }, ...held].map((thing) => ({ ...thing, until }));
    const changes = await reviveThings(tx, { source: PEOPLE, ...editor }, things, now);
    return { id, revision: stored.revision + 1, change: changes[0] as Change };
  });
}

async function checkParentCurrent(tx: CurateTransaction, id: string): Promise<void> {
  const parent = parentOf(id);
  if (parent === undefined) return;
  const stored = (await tx.lock([parent])).get(parent);
  if (stored?.until === undefined) return;
  throw ruleBroken('ended', `${parent} ended too, on ${stored.until}. Restore it first.`, {
    inTheWay: [parent],
    offer: 'RESTORE',
  });
}
