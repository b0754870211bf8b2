import { kindOf } from '../../model/entity-id.js';
import { lifeChange } from '../ingest/end-things.js';
import type { CurateStore } from './curate.store.js';
import type { Editor } from './edit-things.js';
import { heldBy, locked } from './ending.js';
import { ruleBroken } from './failures.js';
import { PEOPLE } from './people.js';

/** What a purge removes, or would remove. */
export interface Purged {
  readonly id: string;
  readonly removed: readonly { readonly kind: string; readonly count: number }[];
}

/** Removes for good what was deleted before, with its history. With `dryRun` it only says what would go. */
export async function purgeThing(
  store: CurateStore,
  editor: Editor,
  { id, dryRun = false }: { readonly id: string; readonly dryRun?: boolean },
  now: string,
): Promise<Purged> {
  return store.transact(async (tx) => {
    const stored = await locked(tx, id, undefined);
    if (stored.until === undefined)
      throw ruleBroken(
        'delete-before-purge',
        `${id} is current. Delete it first; only what has ended is purged.`,
        {
          offer: 'DELETE',
        },
      );
    const ids = [id, ...(await heldBy(tx, id, 'all')).map((thing) => thing.id)];
    const counts = new Map<string, number>();
    for (const thing of ids) counts.set(kindOf(thing), (counts.get(kindOf(thing)) ?? 0) + 1);
    const removed = [...counts]
      .map(([kind, count]) => ({ kind, count }))
      .sort((a, b) => (a.kind < b.kind ? -1 : 1));
    if (!dryRun) {
      await tx.purge(ids);
      await tx.recordChanges([
        lifeChange(
          { id, revision: stored.revision + 1 },
          'PURGED',
          { source: PEOPLE, ...editor },
          [],
          [],
          now,
        ),
      ]);
    }
    return { id, removed };
  });
}
