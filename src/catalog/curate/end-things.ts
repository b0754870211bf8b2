import { notFound } from '../../errors.js';
import { kindOf, parseId } from '../../model/entity-id.js';
import { LIVE_DEPLOYMENT_STATES } from '../../model/states.js';
import {
  serviceOf,
  type Change,
  type ChangeAction,
  type FieldChange,
  type Origin,
} from '../history/change.js';
import { effectiveDocument } from '../ingest/claims.js';
import type { EdgeKey, StoredEntity } from '../ingest/ingest.store.js';
import { attachmentOf, mentionOf } from '../ingest/mentions.js';
import { NO_DIFFERENCE, writeStatements, type Statement } from '../ingest/write-statements.js';
import { checkNotServed } from '../rules/served-version.rule.js';
import type { Contained, CurateStore, CurateTransaction, Revised } from './curate.store.js';
import type { Edited, Editor } from './edit-things.js';
import { ruleBroken, stale } from './failures.js';
import { PEOPLE } from './people.js';

export interface Ending {
  readonly id: string;
  readonly expectedRevision?: number;
}

/**
 * Ends a thing and all that it holds. Nothing is lost: people's words, history and id stay, the lineage moves to the
 * past, and {@link restoreThing} gives it all back.
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
  const { result } = await store.transact(async (tx) => {
    const stored = await locked(tx, id, expectedRevision);
    const { until } = stored;
    if (until === undefined) return { id, revision: stored.revision };
    await checkParentCurrent(tx, id);
    const restored = [{ id, revision: stored.revision }, ...(await heldBy(tx, id, { endedAt: until }))].map(
      next,
    );
    await tx.setEnd(restored);
    const edges = await tx.takeUpEndedEdges(restored.map((thing) => thing.id));
    await tx.writeEdges(edges, now);
    const changes = restored.map((thing) =>
      lifeChange(thing, 'RESTORED', editor, [{ name: 'until', before: until }], edges, now),
    );
    await tx.recordChanges(changes);
    return { id, revision: stored.revision + 1, change: changes[0] as Change };
  });
  return result;
}

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
  const { result } = await store.transact(async (tx) => {
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
        lifeChange({ id, revision: stored.revision + 1 }, 'PURGED', editor, [], [], now),
      ]);
    }
    return { id, removed };
  });
  return result;
}

const next = ({ id, revision }: Revised): Revised => ({ id, revision: revision + 1 });

async function locked(
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
async function heldBy(tx: CurateTransaction, id: string, which: Contained): Promise<Revised[]> {
  const held: Revised[] = [];
  for (let level: Revised[] = await tx.contained([id], which); level.length > 0;) {
    const ids = level.map((thing) => thing.id);
    const stored = await tx.lock(ids);
    held.push(...ids.map((thing) => ({ id: thing, revision: stored.get(thing)?.revision ?? 0 })));
    level = await tx.contained(ids, which);
  }
  return held;
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

async function checkParentCurrent(tx: CurateTransaction, id: string): Promise<void> {
  const { kind, keyProperties } = mentionOf(id);
  const parent = attachmentOf(id, { kind, ...keyProperties })?.parent;
  if (parent === undefined) return;
  const stored = (await tx.lock([parent])).get(parent);
  if (stored?.until === undefined) return;
  throw ruleBroken('ended', `${parent} ended too, on ${stored.until}. Restore it first.`, {
    inTheWay: [parent],
    offer: 'RESTORE',
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

function lifeChange(
  { id, revision }: Revised,
  action: ChangeAction,
  editor: Editor,
  fields: readonly FieldChange[],
  edges: readonly EdgeKey[],
  at: string,
): Change {
  const origin: Origin = { source: PEOPLE, ...editor };
  const { kind, keyProperties } = mentionOf(id);
  const service = serviceOf({ kind, ...keyProperties });
  const own = edges.filter(({ downstream }) => downstream === id);
  const change = action === 'DELETED' ? ('ENDED' as const) : ('ADDED' as const);
  return {
    ...origin,
    ...{ entity: id, kind: parseId(id).kind, action, at, revision, fields, said: [], brokenRules: [] },
    ...(service === undefined ? {} : { service }),
    edges: own.map(({ type, upstream }) => ({ type, upstream, change })),
  };
}
