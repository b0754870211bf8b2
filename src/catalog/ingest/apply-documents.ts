import { canonicalize } from 'json-canonicalize';
import type { EdgeStatement, EntityDocument } from '../../model/document.js';
import type { EntityKind } from '../../model/entities.js';
import { bodyOf, documentHash, effectiveDocument, withClaim, type Claim } from './claims.js';
import type { EdgeWrite, EntityWrite, IngestStore, IngestTransaction, PendingEdge } from './ingest.store.js';
import { ancestry, attachmentOf } from './mentions.js';
import { isModelUri, ModelReferences } from './model-reference.js';
import { NO_WRITES, type WriteCounters } from './write-counters.js';

/** Who says it. */
export interface Source {
  readonly name: string;
  /** The kinds of which it is the system of record. */
  readonly masters: readonly EntityKind[];
}

export interface IdentifiedDocument {
  readonly id: string;
  readonly document: EntityDocument;
}

export interface Applied {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Edges towards versions that nothing answers to yet; they are kept and tried again after each sync. */
  readonly pending: readonly PendingEdge[];
  readonly counters: WriteCounters;
}

/** A document that says something new, with all that its writing takes. */
interface Change extends IdentifiedDocument {
  readonly hash: string;
  readonly edges: readonly EdgeWrite[];
  readonly pending: readonly PendingEdge[];
}

/**
 * Writes what a source says of some things, as one transaction, and only what it says anew. Ids must be
 * unique within a call. Applying the same again writes nothing.
 */
export async function applyDocuments(
  store: IngestStore,
  source: Source,
  documents: readonly IdentifiedDocument[],
  now: string,
): Promise<Applied> {
  const hashed = documents.map((entry) => ({ ...entry, hash: documentHash(entry.document) }));
  const said = await store.hashesBy(
    source.name,
    hashed.map(({ id }) => id),
  );
  const changed = hashed.filter(({ id, hash }) => said.get(id) !== hash);
  const unchanged = documents.length - changed.length;
  if (changed.length === 0) return { created: 0, updated: 0, unchanged, pending: [], counters: NO_WRITES };

  const references = new ModelReferences(store);
  const changes: Change[] = [];
  for (const entry of changed) changes.push({ ...entry, ...(await edgesOf(entry, source.name, references)) });

  const { result, counters } = await store.transact((tx) => writeChanges(tx, source, changes, now));
  return { ...result, unchanged, pending: changes.flatMap(({ pending }) => pending), counters };
}

async function writeChanges(
  tx: IngestTransaction,
  source: Source,
  changes: readonly Change[],
  now: string,
): Promise<{ created: number; updated: number }> {
  const ids = changes.map(({ id }) => id);
  const stored = await tx.lock(ids);
  const writes = changes.map((change): EntityWrite => {
    const { id, document, hash } = change;
    const rank = source.masters.includes(document.kind) ? 0 : 1;
    const claim: Claim = { source: source.name, rank, hash, body: bodyOf(document) };
    const claims = withClaim(stored.get(id)?.claims ?? [], claim);
    const revision = (stored.get(id)?.revision ?? 0) + 1;
    return { id, kind: document.kind, revision, claims, effective: effectiveDocument(claims) };
  });
  await tx.writeEntities(writes, now);
  await writePlaces(
    tx,
    writes,
    changes.flatMap(({ edges }) => edges.map(({ upstream }) => upstream)),
    now,
  );
  await writeEdgeChanges(tx, source.name, changes, now);

  const created = writes.filter(({ id }) => (stored.get(id)?.claims.length ?? 0) === 0).length;
  return { created, updated: writes.length - created };
}

/** Hangs new things where they belong and keeps a place for what is referred to but not known yet. */
async function writePlaces(
  tx: IngestTransaction,
  writes: readonly EntityWrite[],
  upstreams: readonly string[],
  now: string,
): Promise<void> {
  const own = writes.flatMap(({ id, effective }) => attachmentOf(id, effective) ?? []);
  const wanted = new Set([...upstreams, ...own.map(({ parent }) => parent)]);
  const existing = await tx.existing([...wanted]);
  const missing = [...wanted].filter((id) => !existing.has(id)).map(ancestry);
  const mentions = new Map(
    missing.flatMap((place) => place.mentions.map((mention) => [mention.id, mention] as const)),
  );
  await tx.mention([...mentions.values()], now);
  await tx.attach([...own, ...missing.flatMap(({ attachments }) => attachments)], now);
}

async function writeEdgeChanges(
  tx: IngestTransaction,
  by: string,
  changes: readonly Change[],
  now: string,
): Promise<void> {
  const ids = changes.map(({ id }) => id);
  const wanted = new Map(changes.flatMap(({ edges }) => edges.map((edge) => [keyOf(edge), edge] as const)));
  const present = new Map((await tx.edgesStatedBy(ids, by)).map((edge) => [keyOf(edge), edge] as const));
  const news = [...wanted].filter(([key, edge]) => !sameProperties(edge, present.get(key)));
  const gone = [...present].filter(([key]) => !wanted.has(key));
  await tx.writeEdges(
    news.map(([, edge]) => edge),
    now,
  );
  await tx.retireEdges(
    gone.map(([, edge]) => edge),
    now,
  );
  await tx.replacePending(
    ids,
    by,
    changes.flatMap(({ pending }) => pending),
  );
}

/** The edges a document states, with `models:/` URIs resolved as far as something answers to them. */
async function edgesOf(
  { id, document }: IdentifiedDocument,
  by: string,
  references: ModelReferences,
): Promise<{ edges: EdgeWrite[]; pending: PendingEdge[] }> {
  const edges: EdgeWrite[] = [];
  const pending: PendingEdge[] = [];
  for (const statement of document.edges ?? []) {
    const upstream = isModelUri(statement.upstream)
      ? await references.resolve(statement)
      : statement.upstream;
    if (upstream === undefined) pending.push({ downstream: id, by, statement });
    else edges.push(edgeWrite(id, upstream, by, statement));
  }
  return { edges, pending };
}

function edgeWrite(downstream: string, upstream: string, by: string, statement: EdgeStatement): EdgeWrite {
  const { type, stated = 'RECORDED', via = '', rule, transformations, masked, digest } = statement;
  return {
    type,
    downstream,
    upstream,
    by,
    via,
    properties: { stated, rule, transformations, masked, digest },
  };
}

/** Tries again what was pending: after a registry was read, models may have appeared. Answers how many were joined. */
export async function resolvePending(store: IngestStore, now: string): Promise<number> {
  const references = new ModelReferences(store);
  const pending = await store.pendingEdges();
  const found: EdgeWrite[] = [];
  const left: PendingEdge[] = [];
  for (const edge of pending) {
    const upstream = await references.resolve(edge.statement);
    if (upstream === undefined) left.push(edge);
    else found.push(edgeWrite(edge.downstream, upstream, edge.by, edge.statement));
  }
  if (found.length === 0) return 0;
  await store.transact(async (tx) => {
    await tx.writeEdges(found, now);
    for (const { downstream, by } of found) {
      await tx.replacePending(
        [downstream],
        by,
        left.filter((edge) => edge.downstream === downstream && edge.by === by),
      );
    }
  });
  return found.length;
}

const keyOf = ({ type, downstream, upstream, by, via }: EdgeWrite): string =>
  JSON.stringify([type, downstream, upstream, by, via]);

const sameProperties = (a: EdgeWrite, b: EdgeWrite | undefined): boolean =>
  b !== undefined && canonicalize(a.properties) === canonicalize(b.properties);
