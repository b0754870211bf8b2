import { ENTITY_KINDS, type EntityKind } from '../../model/entities.js';
import { kindOf } from '../../model/entity-id.js';
import { PEOPLE } from '../curate/people.js';
import type { Origin } from '../history/change.js';
import { endThings } from '../ingest/end-things.js';
import type { Unread } from './connector.js';
import type { SyncStore } from './sync.store.js';
import type { IngestStore, IngestTransaction, Revised, StoredEntity } from '../ingest/ingest.store.js';
import { NO_DIFFERENCE, writeStatements, type Statement } from '../ingest/write-statements.js';
import { addCounters, NO_WRITES, type WriteCounters } from '../ingest/write-counters.js';

/** Things looked at, at once: no more than their ids. */
const LOT = 20_000;
/** Things ended at once. */
const PAGE = 1000;

/** What a complete listing no longer holds of what its source spoke of before. */
export interface Gone {
  readonly ids: readonly string[];
  /** Of each kind, how many the source spoke of and how many of them are gone. */
  readonly kinds: readonly { readonly kind: EntityKind; readonly known: number; readonly gone: number }[];
}

/** Compares a complete listing with what is kept of its source. Of what could not be read nothing is gone. */
export async function findGone(
  store: SyncStore,
  source: string,
  isThere: (id: string) => boolean,
  unread: readonly Unread[],
): Promise<Gone> {
  const spared = spare(unread);
  const uncertain = new Set(unread.flatMap(({ tellsOf = [] }) => tellsOf));
  const ids: string[] = [];
  const kinds: { kind: EntityKind; known: number; gone: number }[] = [];
  for (const kind of ENTITY_KINDS.filter((one) => !uncertain.has(one))) {
    const counts = { kind, known: 0, gone: 0 };
    for (let after: string | undefined = ''; after !== undefined;) {
      const page: string[] = await store.claimedBy(source, kind, after, LOT);
      const gone = page.filter((id) => !isThere(id) && !spared(id));
      counts.known += page.length;
      counts.gone += gone.length;
      ids.push(...gone);
      after = page.length < LOT ? undefined : page.at(-1);
    }
    if (counts.known > 0) kinds.push(counts);
  }
  return { ids, kinds };
}

/** What lies under something that could not be read: ids that carry its key, whatever kind of thing they are. */
function spare(unread: readonly Unread[]): (id: string) => boolean {
  const keys = [...new Set(unread.map(({ id }) => keyOf(id)))];
  return (id) => keys.some((key) => keyOf(id) === key || keyOf(id).startsWith(`${key}/`));
}

const keyOf = (id: string): string => id.slice(id.indexOf(':') + 1);

/** Why so much is not ended without a person who says so; nothing where it is little enough. */
export function refusalOf({ ids, kinds }: Gone, limit: number): string | undefined {
  if (ids.length === 0) return undefined;
  const known = kinds.reduce((sum, kind) => sum + kind.known, 0);
  const all = { what: 'things', known, gone: ids.length };
  const each = kinds.map(({ kind, ...counts }) => ({ what: kind, ...counts }));
  const tooMany = [all, ...each].filter((one) => one.gone > one.known * limit);
  if (tooMany.length === 0) return undefined;
  const counts = tooMany.map(({ what, gone, known: of }) => `${gone} of ${of} ${what}`).join(', ');
  const named = ids.slice(0, 5).join(', ');
  return `${counts} would be retired, more than ${Math.round(limit * 100)} %, because the listing no longer holds them: ${named}${ids.length > 5 ? ' …' : ''}. Nothing was retired. If that is right, sync once with --accept-removals.`;
}

/**
 * Ends what its source no longer holds, with what hangs on it. What another source speaks of as well stays, without
 * this one's word.
 */
export async function retireGone(
  store: IngestStore,
  origin: Origin,
  ids: readonly string[],
  now: string,
): Promise<WriteCounters> {
  const counters: WriteCounters = { ...NO_WRITES };
  // Parents go with what hangs on them: what a page has ended is not met again by the next.
  for (let begin = 0; begin < ids.length; begin += PAGE) {
    const page = ids.slice(begin, begin + PAGE);
    const written = await store.transact((tx) => retirePage(tx, origin, page, now));
    addCounters(counters, written.counters);
  }
  return counters;
}

async function retirePage(
  tx: IngestTransaction,
  origin: Origin,
  ids: readonly string[],
  now: string,
): Promise<void> {
  const stored = [...(await tx.lock(ids)).values()].filter(({ until }) => until === undefined);
  const shared = stored.filter((thing) => hasOtherSource(thing, origin.source));
  const gone = stored.filter((thing) => !shared.includes(thing));
  await writeStatements(tx, origin, await withoutWord(tx, origin.source, shared), now);
  const held = await currentBelow(
    tx,
    gone.map(({ id }) => id),
    origin.source,
  );
  await endThings(tx, origin, [...gone.map(({ id, revision }) => ({ id, revision })), ...held], now);
}

const hasOtherSource = ({ claims }: StoredEntity, source: string): boolean =>
  claims.some((claim) => claim.source !== source && claim.source !== PEOPLE);

async function withoutWord(
  tx: IngestTransaction,
  source: string,
  things: readonly StoredEntity[],
): Promise<Statement[]> {
  const ids = things.map(({ id }) => id);
  const edges = ids.length > 0 ? await tx.edgesStatedBy(ids, source) : [];
  return things.map((thing): Statement => ({
    ...{ id: thing.id, kind: kindOf(thing.id), stored: thing, ...NO_DIFFERENCE },
    claims: thing.claims.filter((claim) => claim.source !== source),
    ended: edges.filter(({ downstream }) => downstream === thing.id),
  }));
}

/** What hangs on things that go, level by level, but for what another source speaks of. */
async function currentBelow(
  tx: IngestTransaction,
  ids: readonly string[],
  source: string,
): Promise<Revised[]> {
  const known = new Set(ids);
  const held: Revised[] = [];
  for (let level = await tx.contained(ids, 'current'); level.length > 0;) {
    const news = level.map(({ id }) => id).filter((id) => !known.has(id));
    const stored = [...(await tx.lock(news)).values()].filter(
      (thing) => thing.until === undefined && !hasOtherSource(thing, source),
    );
    for (const { id, revision } of stored) {
      known.add(id);
      held.push({ id, revision });
    }
    level =
      stored.length > 0
        ? await tx.contained(
            stored.map(({ id }) => id),
            'current',
          )
        : [];
  }
  return held;
}
