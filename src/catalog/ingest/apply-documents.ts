import { canonicalize } from 'json-canonicalize';
import { groupBy } from '../../group-by.js';
import type { EdgeStatement, EntityDocument } from '../../model/document.js';
import type { EntityKind } from '../../model/entities.js';
import { kindOf } from '../../model/entity-id.js';
import { PEOPLE } from '../curate/people.js';
import type { Change, Origin } from '../history/change.js';
import { edgeKey } from '../lineage/edge-key.js';
import { bodyOf, documentHash, withClaim, type Claim } from './claims.js';
import { reviveThings } from './end-things.js';
import type { EdgeWrite, IngestStore, IngestTransaction, PendingEdge, StoredEntity } from './ingest.store.js';
import { isModelUri, ModelReferences } from './model-reference.js';
import { NO_WRITES, type WriteCounters } from './write-counters.js';
import {
  isEmpty,
  NO_DIFFERENCE,
  writeStatements,
  type EdgeDifference,
  type Statement,
} from './write-statements.js';

/** Who says it. */
export interface Source {
  readonly name: string;
  /** The kinds of which it is the system of record. */
  readonly masters: readonly EntityKind[];
  /** Who had it say so; left out: the source itself. */
  readonly actor?: string;
  /** The sync run that it speaks in. */
  readonly run?: string;
}

export interface IdentifiedDocument {
  readonly id: string;
  readonly document: EntityDocument;
}

export interface Applied {
  readonly created: number;
  readonly updated: number;
  /** Those that had ended and are there again. */
  readonly restored: number;
  /** Those of which nothing new was said. */
  readonly unchanged: readonly IdentifiedDocument[];
  /** Edges towards versions that nothing answers to yet; they are kept and tried again after each sync. */
  readonly pending: readonly PendingEdge[];
  /** Changes that break a rule of the catalog: recorded as the source says, and flagged. */
  readonly flagged: readonly Change[];
  readonly counters: WriteCounters;
}

/** A document that says something new, with the edges that it states. */
interface News extends IdentifiedDocument {
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
  const unchanged = hashed.filter(({ id, hash }) => said.get(id) === hash);
  if (changed.length === 0)
    return { created: 0, updated: 0, restored: 0, unchanged, pending: [], flagged: [], counters: NO_WRITES };

  const references = new ModelReferences(store);
  const news: News[] = [];
  for (const entry of changed) news.push({ ...entry, ...(await edgesOf(entry, source.name, references)) });

  const { result, counters } = await store.transact((tx) => writeNews(tx, source, news, now));
  return { ...result, unchanged, pending: news.flatMap(({ pending }) => pending), counters };
}

async function writeNews(
  tx: IngestTransaction,
  source: Source,
  news: readonly News[],
  now: string,
): Promise<Pick<Applied, 'created' | 'updated' | 'restored' | 'flagged'>> {
  const ids = news.map(({ id }) => id);
  const origin = originOf(source);
  const stored = await tx.lock(ids);
  const restored = await restoreEnded(tx, origin, stored, now);
  const edges = await edgeDifferences(tx, source.name, news);
  const statements = news.flatMap(({ id, document, hash }): Statement[] => {
    const rank = source.masters.includes(document.kind) ? 0 : 1;
    const claim: Claim = { source: source.name, rank, hash, body: bodyOf(document) };
    const before = stored.get(id);
    const claims = withClaim(before?.claims ?? [], claim);
    const difference = edges(id);
    const saidBefore = before?.claims.find((other) => other.source === source.name)?.hash === hash;
    // What only came back says nothing new.
    if (restored.has(id) && saidBefore && isEmpty(difference)) return [];
    return [{ id, kind: document.kind, stored: before, claims, ...difference }];
  });
  const written = await writeStatements(tx, origin, statements, now);
  await tx.replacePending(
    ids,
    source.name,
    news.flatMap(({ pending }) => pending),
  );
  const created = written.filter(({ action }) => action === 'CREATED').length;
  const flagged = written.filter(({ brokenRules }) => brokenRules.length > 0);
  return { created, updated: written.length - created, restored: restored.size, flagged };
}

const originOf = ({ name, actor = name, run }: Source): Origin => ({
  ...{ source: name, actor },
  ...(run === undefined ? {} : { run }),
});

/**
 * What its source holds again comes back, with its people's words, its history and its lineage; `stored` is brought up
 * to date. What people deleted stays deleted: theirs is the last word on it.
 */
async function restoreEnded(
  tx: IngestTransaction,
  origin: Origin,
  stored: Map<string, StoredEntity>,
  now: string,
): Promise<Set<string>> {
  const ended = [...stored.values()].flatMap(({ until, endedBy, ...thing }) =>
    until === undefined || endedBy === PEOPLE ? [] : [{ ...thing, until }],
  );
  await reviveThings(tx, origin, ended, now);
  for (const { id, revision, claims } of ended) stored.set(id, { id, revision: revision + 1, claims });
  return new Set(ended.map(({ id }) => id));
}

/** What the source states of edges beside what it stated before, for each thing. */
async function edgeDifferences(
  tx: IngestTransaction,
  by: string,
  news: readonly News[],
): Promise<(id: string) => EdgeDifference> {
  const stated = await tx.edgesStatedBy(
    news.map(({ id }) => id),
    by,
  );
  const present = groupBy(stated, ({ downstream }) => downstream);
  const differences = new Map(
    news.map(({ id, edges }) => [id, edgeDifference(present.get(id) ?? [], edges)]),
  );
  return (id) => differences.get(id) ?? NO_DIFFERENCE;
}

/** What a source states now beside what it stated before, of one thing's edges. */
export function edgeDifference(before: readonly EdgeWrite[], after: readonly EdgeWrite[]): EdgeDifference {
  const present = new Map(before.map((edge) => [edgeKey(edge), edge] as const));
  const wanted = new Map(after.map((edge) => [edgeKey(edge), edge] as const));
  const news = [...wanted].filter(([key, edge]) => !sameProperties(edge, present.get(key)));
  return {
    added: news.filter(([key]) => !present.has(key)).map(([, edge]) => edge),
    altered: news.filter(([key]) => present.has(key)).map(([, edge]) => edge),
    ended: [...present].filter(([key]) => !wanted.has(key)).map(([, edge]) => edge),
  };
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
  const { type, stated = 'RECORDED', via = '', rule, reason, transformations, masked, digest } = statement;
  return {
    type,
    downstream,
    upstream,
    by,
    via,
    properties: { stated, rule, reason, transformations, masked, digest },
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
  await store.transact((tx) => joinEdges(tx, found, left, now));
  return found.length;
}

async function joinEdges(
  tx: IngestTransaction,
  found: readonly EdgeWrite[],
  left: readonly PendingEdge[],
  now: string,
): Promise<void> {
  const stored = await tx.lock([...new Set(found.map(({ downstream }) => downstream))]);
  for (const by of new Set(found.map((edge) => edge.by))) {
    const own = found.filter((edge) => edge.by === by);
    const downstreams = [...new Set(own.map(({ downstream }) => downstream))];
    const statements = downstreams.map((id): Statement => {
      const before = stored.get(id);
      const added = own.filter(({ downstream }) => downstream === id);
      return { id, kind: kindOf(id), stored: before, claims: before?.claims ?? [], ...NO_DIFFERENCE, added };
    });
    await writeStatements(tx, { source: by, actor: by }, statements, now);
    await tx.replacePending(
      downstreams,
      by,
      left.filter((edge) => edge.by === by && downstreams.includes(edge.downstream)),
    );
  }
}

const sameProperties = (a: EdgeWrite, b: EdgeWrite | undefined): boolean =>
  b !== undefined && canonicalize(a.properties) === canonicalize(b.properties);
