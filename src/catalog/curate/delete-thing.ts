import { kindOf } from '../../model/entity-id.js';
import { LIVE_DEPLOYMENT_STATES } from '../../model/states.js';
import type { Change } from '../history/change.js';
import { effectiveDocument } from '../ingest/claims.js';
import { endThings } from '../ingest/end-things.js';
import type { StoredEntity } from '../ingest/ingest.store.js';
import { checkNotServed } from '../rules/served-version.rule.js';
import type { CurateStore } from './curate.store.js';
import type { Edited, Editor } from './edit-things.js';
import { heldBy, locked, type Ending } from './ending.js';
import { ruleBroken } from './failures.js';
import { PEOPLE } from './people.js';

/**
 * Ends a thing and all that it holds. Nothing is lost: people's words, history and id stay, the lineage moves to the
 * past, and `restoreThing` gives it all back.
 *
 * @throws RULE_BROKEN naming the deployments in service that stand against it.
 */
export async function deleteThing(
  store: CurateStore,
  editor: Editor,
  { id, expectedRevision }: Ending,
  now: string,
): Promise<Edited> {
  return store.transact(async (tx) => {
    const stored = await locked(tx, id, expectedRevision);
    if (stored.until !== undefined) return { id, revision: stored.revision };
    checkStopped(id, stored);
    const held = await heldBy(tx, id, 'current');
    await checkNotServed(
      tx,
      id,
      held.map((thing) => thing.id),
    );
    const things = [{ id, revision: stored.revision }, ...held];
    const changes = await endThings(tx, { source: PEOPLE, ...editor }, things, now);
    return { id, revision: stored.revision + 1, change: changes[0] as Change };
  });
}

function checkStopped(id: string, { claims }: StoredEntity): void {
  if (kindOf(id) !== 'Deployment' || claims.length === 0) return;
  const state = String(effectiveDocument(claims)['state']);
  if (LIVE_DEPLOYMENT_STATES.includes(state))
    throw ruleBroken('deployment-in-service', `${id} is ${state}. Stop it before you delete it.`, {
      inTheWay: [id],
      offer: 'STOP',
    });
}
