import { kindOf } from '../../model/entity-id.js';
import {
  serviceOf,
  type Change,
  type ChangeAction,
  type FieldChange,
  type Origin,
} from '../history/change.js';
import type { EdgeKey, EndedEdge, IngestTransaction, Revised, StoredEntity } from './ingest.store.js';
import { keyDocument } from './mentions.js';
import { NO_DIFFERENCE, writeStatements, type Statement } from './write-statements.js';

/**
 * Ends things, which must be locked: their lineage moves to the past, what depends on them says that it lost it, and
 * people's words, history and ids stay for when they come back.
 */
export async function endThings(
  tx: IngestTransaction,
  origin: Origin,
  things: readonly Revised[],
  now: string,
): Promise<Change[]> {
  if (things.length === 0) return [];
  const ending = things.map(next);
  const own = new Set(ending.map(({ id }) => id));
  const edges = (await tx.edgesTouching([...own])).map((edge): EndedEdge => ({
    ...edge,
    endedWith: own.has(edge.downstream) ? edge.downstream : edge.upstream,
  }));
  const outgoing = edges.filter(({ downstream }) => own.has(downstream));
  const incoming = edges.filter(({ downstream }) => !own.has(downstream));
  await writeStatements(tx, origin, await losing(tx, incoming), now);
  await tx.retireEdges(outgoing, now);
  await tx.setEnd(ending, { at: now, by: origin.source });
  const until: FieldChange[] = [{ name: 'until', after: now }];
  const changes = ending.map((thing) => lifeChange(thing, 'DELETED', origin, until, outgoing, now));
  await tx.recordChanges(changes);
  return changes;
}

/** Gives back things that have ended, locked, with the lineage between what is current again. */
export async function reviveThings(
  tx: IngestTransaction,
  origin: Origin,
  things: readonly (Revised & { readonly until: string })[],
  now: string,
): Promise<Change[]> {
  if (things.length === 0) return [];
  await tx.setEnd(things.map(next));
  const edges = await tx.takeUpEndedEdges(things.map(({ id }) => id));
  await tx.writeEdges(edges, now);
  const changes = things.map((thing) =>
    lifeChange(next(thing), 'RESTORED', origin, [{ name: 'until', before: thing.until }], edges, now),
  );
  await tx.recordChanges(changes);
  return changes;
}

/** The record of an end, of a return or of a purge. */
export function lifeChange(
  { id, revision }: Revised,
  action: ChangeAction,
  origin: Origin,
  fields: readonly FieldChange[],
  edges: readonly EdgeKey[],
  at: string,
): Change {
  const service = serviceOf(keyDocument(id));
  const own = edges.filter(({ downstream }) => downstream === id);
  const change = action === 'DELETED' ? ('ENDED' as const) : ('ADDED' as const);
  return {
    ...origin,
    ...{ entity: id, kind: kindOf(id), action, at, revision, fields, said: [], brokenRules: [] },
    ...(service === undefined ? {} : { service }),
    edges: own.map(({ type, upstream }) => ({ type, upstream, change })),
  };
}

const next = ({ id, revision }: Revised): Revised => ({ id, revision: revision + 1 });

/** What others lose when what they depend on ends. */
async function losing(tx: IngestTransaction, edges: readonly EndedEdge[]): Promise<Statement[]> {
  const ids = [...new Set(edges.map(({ downstream }) => downstream))];
  const stored = ids.length > 0 ? await tx.lock(ids) : new Map<string, StoredEntity>();
  return ids.map((id): Statement => {
    const before = stored.get(id);
    const ended = edges.filter(({ downstream }) => downstream === id);
    return { id, kind: kindOf(id), stored: before, claims: before?.claims ?? [], ...NO_DIFFERENCE, ended };
  });
}
