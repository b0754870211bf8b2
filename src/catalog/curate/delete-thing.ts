import { kindOf } from '../../model/entity-id.js';
import { LIVE_DEPLOYMENT_STATES } from '../../model/states.js';
import type { Change } from '../history/change.js';
import { effectiveDocument } from '../ingest/claims.js';
import type { EdgeKey, StoredEntity } from '../ingest/ingest.store.js';
import { NO_DIFFERENCE, writeStatements, type Statement } from '../ingest/write-statements.js';
import { checkNotServed } from '../rules/served-version.rule.js';
import type { CurateStore, CurateTransaction } from './curate.store.js';
import type { Edited, Editor } from './edit-things.js';
import { heldBy, lifeChange, locked, next, type Ending } from './ending.js';
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
  const { result } = await store.transact(async (tx) => {
    const stored = await locked(tx, id, expectedRevision);
    if (stored.until !== undefined) return { id, revision: stored.revision };
    checkStopped(id, stored);
    const held = await heldBy(tx, id, 'current');
    await checkNotServed(
      tx,
      id,
      held.map((thing) => thing.id),
    );
    const ending = [{ id, revision: stored.revision }, ...held].map(next);
    const own = new Set(ending.map((thing) => thing.id));
    const edges = await tx.edgesTouching([...own]);
    const ended = edges.map((edge) => ({ ...edge, endedWith: id }));
    const [outgoing, incoming] = [
      ended.filter(({ downstream }) => own.has(downstream)),
      ended.filter(({ downstream }) => !own.has(downstream)),
    ];
    await writeStatements(tx, { source: PEOPLE, ...editor }, await losing(tx, incoming), now);
    await tx.retireEdges(outgoing, now);
    await tx.setEnd(ending, { at: now, by: PEOPLE });
    const changes = ending.map((thing) =>
      lifeChange(thing, 'DELETED', editor, [{ name: 'until', after: now }], outgoing, now),
    );
    await tx.recordChanges(changes);
    return { id, revision: stored.revision + 1, change: changes[0] as Change };
  });
  return result;
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

/** What others lose when what they depend on ends. */
async function losing(
  tx: CurateTransaction,
  edges: readonly (EdgeKey & { endedWith: string })[],
): Promise<Statement[]> {
  const ids = [...new Set(edges.map(({ downstream }) => downstream))];
  const stored = ids.length > 0 ? await tx.lock(ids) : new Map<string, StoredEntity>();
  return ids.map((id): Statement => {
    const before = stored.get(id);
    const ended = edges.filter(({ downstream }) => downstream === id);
    return { id, kind: kindOf(id), stored: before, claims: before?.claims ?? [], ...NO_DIFFERENCE, ended };
  });
}
