import { changedFields, serviceOf, type Change, type EdgeChange, type Origin } from '../history/change.js';
import { breachesOf } from '../rules/statement-rules.js';
import { doubledTags } from './doubled-tags.js';
import type { EntityDocument } from '../../model/document.js';
import type { EntityKind } from '../../model/entities.js';
import { documentOf, effectiveDocument, type Claim } from './claims.js';
import type {
  EdgeKey,
  EdgeWrite,
  EndedEdge,
  EntityWrite,
  IngestTransaction,
  StoredEntity,
} from './ingest.store.js';
import { ancestry, attachmentOf } from './mentions.js';

export interface EdgeDifference {
  readonly added: readonly EdgeWrite[];
  /** Edges that stay, with other properties. */
  readonly altered: readonly EdgeWrite[];
  readonly ended: readonly EndedEdge[];
}

export const NO_DIFFERENCE: EdgeDifference = { added: [], altered: [], ended: [] };

export const isEmpty = ({ added, altered, ended }: EdgeDifference): boolean =>
  added.length + altered.length + ended.length === 0;

/** What is said anew of one thing: its claims as they are to be, and what becomes of its edges. */
export interface Statement extends EdgeDifference {
  readonly id: string;
  readonly kind: EntityKind;
  /** The thing as it is kept now; nothing where it is not. */
  readonly stored: StoredEntity | undefined;
  readonly claims: readonly Claim[];
}

/**
 * Writes what is said anew of some things, whoever says it, with the record of the change: the one way by which
 * anything in the catalog changes. The things must be locked. An edge of something that has ended is kept as one that
 * ended with it, so that it is there when the thing is restored.
 */
export async function writeStatements(
  tx: IngestTransaction,
  origin: Origin,
  statements: readonly Statement[],
  now: string,
): Promise<Change[]> {
  const breaches = await doubledTags(tx, statements);
  const planned = statements.map((statement) => plan(statement, origin, breaches, now));
  const edges = statements.flatMap(({ added, altered }) => [...added, ...altered]);
  await tx.writeEntities(
    planned.map(({ write }) => write),
    now,
  );
  const ends = await writePlaces(
    tx,
    planned.map(({ write }) => write),
    edges.map(({ upstream }) => upstream),
    now,
  );
  await tx.writeEdges(edges, now);
  for (const { id, stored } of statements) ends.set(id, stored?.until);
  const endingAtOnce = edges.flatMap((edge): EndedEdge[] => {
    const endedWith = [edge.downstream, edge.upstream].find((end) => ends.get(end) !== undefined);
    return endedWith === undefined ? [] : [{ ...edge, endedWith }];
  });
  await tx.retireEdges([...statements.flatMap(({ ended }) => ended), ...endingAtOnce], now);
  const changes = planned.map(({ change }) => change);
  // A sync's own record is no content, and is never said anew.
  await tx.recordChanges(changes.filter(({ kind }) => kind !== 'SyncRun'));
  return changes;
}

function plan(
  { id, kind, stored, claims, added, altered, ended }: Statement,
  origin: Origin,
  breaches: ReadonlyMap<string, string>,
  now: string,
): { write: EntityWrite; change: Change } {
  const effective = documentOf({ id, claims });
  const known = stored !== undefined && stored.claims.length > 0;
  const before = known ? effectiveDocument(stored.claims) : undefined;
  const revision = (stored?.revision ?? 0) + 1;
  const broken = [
    ...breachesOf(kind, before, effective).map(({ rule, field }) => `${rule}:${field}`),
    ...(breaches.has(id) ? [breaches.get(id) ?? ''] : []),
  ];
  const said = changedFields(kind, wordOf(stored?.claims, origin.source), wordOf(claims, origin.source));
  const fields = changedFields(kind, before, effective);
  const service = serviceOf(effective);
  return {
    write: { id, kind, revision, claims, effective, brokenRules: broken },
    change: {
      ...origin,
      ...{ entity: id, kind, action: known ? 'UPDATED' : 'CREATED', at: now, revision },
      ...(service === undefined ? {} : { service }),
      fields,
      said: JSON.stringify(said) === JSON.stringify(fields) ? [] : said,
      edges: [
        ...added.map(edgeChange('ADDED')),
        ...altered.map(edgeChange('ALTERED')),
        ...ended.map(edgeChange('ENDED')),
      ],
      brokenRules: broken,
    },
  };
}

const wordOf = (claims: readonly Claim[] | undefined, source: string): EntityDocument | undefined =>
  claims?.find((claim) => claim.source === source)?.body;

const edgeChange =
  (change: EdgeChange['change']) =>
  ({ type, upstream }: EdgeKey): EdgeChange => ({ type, upstream, change });

/**
 * Hangs new things where they belong and keeps a place for what is referred to but not known yet. Answers of what was
 * there when it ended, if it has.
 */
async function writePlaces(
  tx: IngestTransaction,
  writes: readonly EntityWrite[],
  upstreams: readonly string[],
  now: string,
): Promise<Map<string, string | undefined>> {
  const own = writes.flatMap(({ id, effective }) => attachmentOf(id, effective) ?? []);
  const wanted = new Set([...upstreams, ...own.map(({ parent }) => parent)]);
  const existing = await tx.existing([...wanted]);
  const missing = [...wanted].filter((id) => !existing.has(id)).map(ancestry);
  const mentions = new Map(
    missing.flatMap((place) => place.mentions.map((mention) => [mention.id, mention] as const)),
  );
  await tx.mention([...mentions.values()], now);
  await tx.attach([...own, ...missing.flatMap(({ attachments }) => attachments)], now);
  return existing;
}
