import { notFound } from '../../errors.js';
import { kindOf } from '../../model/entity-id.js';
import {
  serviceOf,
  type Change,
  type ChangeAction,
  type FieldChange,
  type Origin,
} from '../history/change.js';
import type { EdgeKey, StoredEntity } from '../ingest/ingest.store.js';
import { mentionOf } from '../ingest/mentions.js';
import type { Contained, CurateTransaction, Revised } from './curate.store.js';
import type { Editor } from './edit-things.js';
import { stale } from './failures.js';
import { PEOPLE } from './people.js';

export interface Ending {
  readonly id: string;
  readonly expectedRevision?: number;
}

export const next = ({ id, revision }: Revised): Revised => ({ id, revision: revision + 1 });

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

/** The record of an end, or of a return. */
export function lifeChange(
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
    ...{ entity: id, kind: kindOf(id), action, at, revision, fields, said: [], brokenRules: [] },
    ...(service === undefined ? {} : { service }),
    edges: own.map(({ type, upstream }) => ({ type, upstream, change })),
  };
}
