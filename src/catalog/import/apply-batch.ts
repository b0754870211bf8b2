import { effectiveDocument } from '../ingest/claims.js';
import { reviveThings } from '../ingest/end-things.js';
import { ancestry, attachmentOf } from '../ingest/mentions.js';
import type { Attachment, Mention, StoredEntity } from '../ingest/ingest.store.js';
import { NO_DIFFERENCE, writeStatements, type Statement } from '../ingest/write-statements.js';
import { claimsAfter, decide, type Decision, type SaidAnew } from './decide.js';
import type { ImportedEntity } from './imported-entity.js';
import type { ImportTransaction, StoredThing, Wanted } from './import.store.js';

/** Why changes that an import makes were made. */
export const IMPORT_REASON = 'import';

export interface Importer {
  /** Who imports. */
  readonly actor: string;
}

export const wantedOf = (entities: readonly ImportedEntity[]): Wanted => ({
  ids: entities.map(({ id }) => id),
  withChanges: entities.filter(({ changes }) => changes.length > 0).map(({ id }) => id),
});

interface Decided {
  readonly entity: ImportedEntity;
  readonly stored: StoredThing | undefined;
  readonly decision: Decision;
}

/**
 * Writes what a batch of an import brings, in one transaction. What is there is compared anew, so that nothing that was
 * written since the import was planned is lost, and a batch that was written already writes nothing.
 */
export async function applyBatch(
  tx: ImportTransaction,
  entities: readonly ImportedEntity[],
  { actor }: Importer,
  now: string,
): Promise<void> {
  await tx.lock(entities.map(({ id }) => id));
  const things = await tx.things(wantedOf(entities));
  const decided = entities.map((entity): Decided => {
    const stored = things.get(entity.id);
    return { entity, stored, decision: decide(entity, stored) };
  });
  await restore(tx, decided, now);
  await say(tx, decided, actor, now);
}

async function restore(tx: ImportTransaction, decided: readonly Decided[], now: string): Promise<void> {
  const restored = decided.flatMap(({ entity, decision }) =>
    decision.action === 'RESTORE' ? [{ entity, ...decision }] : [],
  );
  if (restored.length === 0) return;
  const nodes = restored.filter(({ node }) => node).map(({ entity }) => entity);
  await tx.restoreEntities(
    nodes.map(({ document, ...entity }) => ({
      ...entity,
      // The claims know the order of what is written as a set.
      effective: entity.claims.length > 1 ? effectiveDocument(entity.claims) : document,
    })),
  );
  const edges = restored.flatMap(({ missing }) => missing.edges);
  const past = restored.flatMap(({ missing }) => missing.past);
  const places = restored.flatMap(({ entity }) => {
    const attachment = attachmentOf(entity.id, entity.document);
    return attachment ? [{ ...attachment, since: entity.since }] : [];
  });
  await mentionMissing(
    tx,
    [...[...edges, ...past].map(({ upstream }) => upstream), ...places.map(({ parent }) => parent)],
    now,
  );
  await tx.restorePlaces(places);
  await tx.restoreEdges(edges);
  await tx.restorePastEdges(past);
  await tx.addPending(restored.flatMap(({ missing }) => missing.pending));
  await tx.recordChanges(restored.flatMap(({ missing }) => missing.changes));
}

/** Keeps a place for what edges lead to and has not come yet, or never will. */
async function mentionMissing(tx: ImportTransaction, ids: readonly string[], now: string): Promise<void> {
  const wanted = [...new Set(ids)];
  const existing = await tx.existing(wanted);
  const missing = wanted.filter((id) => !existing.has(id)).map(ancestry);
  const mentions = new Map<string, Mention>();
  const attachments = new Map<string, Attachment>();
  for (const place of missing) {
    for (const mention of place.mentions) mentions.set(mention.id, mention);
    for (const attachment of place.attachments) attachments.set(attachment.child, attachment);
  }
  await tx.mention([...mentions.values()], now);
  await tx.attach([...attachments.values()], now);
}

/** Says anew what the document says otherwise, source by source, by the way by which everything changes. */
async function say(
  tx: ImportTransaction,
  decided: readonly Decided[],
  actor: string,
  now: string,
): Promise<void> {
  const saying = decided.flatMap(({ entity, stored, decision }) =>
    decision.action === 'SAY' && stored ? [{ entity, stored, decision }] : [],
  );
  const current = new Map<string, StoredEntity>();
  for (const { entity, stored, decision } of saying) {
    const { id, revision, claims, until } = stored;
    if (decision.revives && until !== undefined) {
      const origin = { source: entity.claims[0]?.source ?? actor, actor, reason: IMPORT_REASON };
      await reviveThings(tx, origin, [{ id, revision, until }], now);
      current.set(id, { id, revision: revision + 1, claims });
    } else current.set(id, { id, revision, claims });
  }
  const sources = new Set(saying.flatMap(({ decision }) => decision.said.map(({ source }) => source)));
  for (const source of [...sources].sort()) {
    const statements: Statement[] = [];
    for (const { entity, decision } of saying) {
      const anew = decision.said.find((one) => one.source === source);
      const stored = current.get(entity.id);
      if (!anew || !stored) continue;
      const statement = statementOf(entity, stored, anew);
      if (statement) {
        statements.push(statement);
        current.set(entity.id, { ...stored, revision: stored.revision + 1, claims: statement.claims });
      }
      if (anew.pending) await tx.replacePending([entity.id], source, anew.pending);
    }
    if (statements.length > 0)
      await writeStatements(tx, { source, actor, reason: IMPORT_REASON }, statements, now);
  }
}

function statementOf(entity: ImportedEntity, stored: StoredEntity, anew: SaidAnew): Statement | undefined {
  const { added, altered, ended } = anew.edges;
  if (anew.claim === undefined && added.length + altered.length + ended.length === 0) return undefined;
  const claims = claimsAfter(stored.claims, anew);
  const { id, kind } = entity;
  return { id, kind, stored, claims, ...NO_DIFFERENCE, ...anew.edges };
}

/** What an import would change of a thing that is there: the names of its properties, and its edges. */
export function edgesChanged(
  said: readonly SaidAnew[],
): { type: string; upstream: string; change: string }[] {
  return said
    .flatMap(({ edges }) => [
      ...edges.added.map((edge) => ({ edge, change: 'ADDED' })),
      ...edges.altered.map((edge) => ({ edge, change: 'ALTERED' })),
      ...edges.ended.map((edge) => ({ edge, change: 'ENDED' })),
    ])
    .map(({ edge: { type, upstream }, change }) => ({ type, upstream, change }));
}
