import { canonicalize } from 'json-canonicalize';
import { groupBy } from '../../group-by.js';
import { notThere } from '../../errors.js';
import { ENTITY_KINDS, type EntityKind } from '../../model/entities.js';
import { entityId, parseId } from '../../model/entity-id.js';
import type { Change } from '../history/change.js';
import { readAhead } from './read-ahead.js';
import { attachmentOf } from '../ingest/mentions.js';
import { briefOf, KnownBriefs } from './brief-record.js';
import type { EntityRecord } from './entity-record.js';
import type {
  ContainedChild,
  ExportReader,
  KeptClaim,
  KeptEntity,
  PastEdge,
  PendingStatement,
  StatedEdge,
} from './export.reader.js';

/** One thing as it is exported. */
export interface ExportedNode {
  readonly record: EntityRecord;
  /** Those that start at it. */
  readonly edges: readonly StatedEdge[];
  readonly children: readonly ContainedChild[];
  /** Of a version: the tables that hold its predictions. */
  readonly predictions: readonly string[];
  readonly parent?: string;
  /** What the catalog keeps of a thing beyond what it shows, where the thing is exported whole. */
  readonly kept?: KeptWords;
}

/** What makes an export of everything one that nothing is lost by. */
export interface KeptWords {
  readonly claims: readonly KeptClaim[];
  readonly past: readonly PastEdge[];
  readonly pending: readonly PendingStatement[];
}

/** What stands in the document of one entity: the entity whole, and in brief all that it refers to. */
export interface EntityExport {
  readonly root: ExportedNode;
  readonly others: ReadonlyMap<string, ExportedNode>;
  /**
   * WHOLE (where it is left out), SHOWN as a part of an answer, BRIEF as one that others refer to, or FURTHER: no more
   * than changes of one told before.
   */
  readonly part?: 'WHOLE' | 'SHOWN' | 'BRIEF' | 'FURTHER';
  /** The moment as of which it stands here. */
  readonly asOf?: string;
  /** What happened to it, in order, where that was asked for. */
  readonly changes?: readonly Change[];
  /** What a change to another thing would do to it. */
  readonly consequence?: ShownConsequence;
}

/** One item of an impact answer. */
export interface ShownConsequence {
  readonly of: string;
  readonly change: string;
  readonly effect: string;
  readonly severity: string;
  readonly state: string;
  readonly certainty: string;
  readonly depth: number;
}

export interface ExportOptions {
  /** Left out: every kind. */
  readonly kinds?: readonly EntityKind[];
  readonly signal?: AbortSignal;
  /** Entities read at once: what is held in memory. */
  readonly pageSize?: number;
  /** Which of them; left out: all. */
  readonly filter?: (entity: KeptEntity) => boolean;
  /** What is added to a page of them before it is given out. */
  readonly extend?: (page: readonly EntityExport[]) => AsyncIterable<EntityExport>;
}

const PAGE_SIZE = 250;
/** The first is small, so that the first thing comes at once. */
const FIRST_PAGE = 20;
const IDS_AT_ONCE = 20_000;
const FIRST_IDS = 1000;

/** @throws NOT_FOUND when nothing has that id; `asOf` is the moment that the reader is at. */
export async function exportEntity(reader: ExportReader, id: string, asOf?: string): Promise<EntityExport> {
  const [entity] = await reader.byIds([id]);
  if (!entity) throw notThere(id, asOf);
  const [exported] = await exportPage(reader, [entity]);
  return exported as EntityExport;
}

/** These, whichever of them are there, in their order. */
export async function exportIds(reader: ExportReader, ids: readonly string[]): Promise<EntityExport[]> {
  const found = new Map((await reader.byIds(ids)).map((entity) => [entity.record.id, entity] as const));
  const page = ids.flatMap((id) => found.get(id) ?? []);
  return page.length > 0 ? exportPage(reader, page) : [];
}

/**
 * Every entity, kind by kind, by id. While a page is taken the next one is read, and no more: a slow reader holds the
 * export back and memory stays bounded.
 */
export async function* exportAll(
  reader: ExportReader,
  { kinds = ENTITY_KINDS, signal, pageSize = PAGE_SIZE, filter = () => true, extend }: ExportOptions = {},
): AsyncGenerator<EntityExport, void, undefined> {
  const known = new KnownBriefs();
  const read = async (ids: readonly string[]): Promise<EntityExport[]> => {
    signal?.throwIfAborted();
    const found = new Map((await reader.byIds(ids)).map((entity) => [entity.record.id, entity] as const));
    const wanted = ids.flatMap((id) => found.get(id) ?? []).filter(filter);
    return wanted.length > 0 ? exportPage(reader, wanted, known) : [];
  };
  for await (const page of readAhead(pagesOfIds(reader, kinds, pageSize), read))
    yield* extend && page.length > 0 ? extend(page) : page;
}

/** Ids are read many at once, but for the first, for each lot is looked for among all there is. */
async function* pagesOfIds(
  reader: ExportReader,
  kinds: readonly EntityKind[],
  pageSize: number,
): AsyncGenerator<readonly string[], void, undefined> {
  let size = Math.min(FIRST_PAGE, pageSize);
  let lot = FIRST_IDS;
  for (const kind of kinds) {
    for (let after: string | undefined = ''; after !== undefined;) {
      const ids: string[] = await reader.idsOf(kind, after, lot);
      for (let start = 0; start < ids.length; start += size, size = pageSize)
        yield ids.slice(start, start + size);
      after = ids.length < lot ? undefined : ids.at(-1);
      if (ids.length > 0) lot = IDS_AT_ONCE;
    }
  }
}

/** Five questions for a page, and two more where deployments are in it. */
async function exportPage(
  reader: ExportReader,
  page: readonly KeptEntity[],
  known = new KnownBriefs(),
): Promise<EntityExport[]> {
  const records = page.map(({ record }) => record);
  const ids = records.map(({ id }) => id);
  const [own, kept] = await Promise.all([wholeSurroundings(reader, ids), pendingOf(reader, ids)]);
  const served = [...own.edges.values()].flat().filter(({ type }) => type === 'SERVES');
  const evidence = await surroundings(reader, distinct(served.map(({ upstream }) => upstream)));
  const predictions = await predictionsOf(reader, records);
  const roots = page.map(({ record, claims }): ExportedNode => {
    const parent = parentOf(record);
    const past = own.past.get(record.id) ?? [];
    return {
      record,
      edges: own.edges.get(record.id) ?? [],
      children: own.children.get(record.id) ?? [],
      predictions: predictions.get(record.id) ?? [],
      ...(reader.at !== undefined ? {} : { kept: { claims, past, pending: kept.get(record.id) ?? [] } }),
      ...(parent ? { parent } : {}),
    };
  });
  const wanted = [...roots.flatMap(referredIn), ...evidenceIn(evidence)];
  known.add(records.map(briefOf));
  const briefs = await known.of(distinct(wanted), (missing) => reader.briefs(missing));
  const { at } = reader;
  if (at === undefined) return roots.map((root) => assemble(root, briefs, evidence));
  // Containment does not say since when: what a thing held then is what was there then.
  return roots.map((root) => {
    const children = root.children.filter(({ child }) => briefs.has(child));
    return { ...assemble({ ...root, children }, briefs, evidence), asOf: at };
  });
}

interface Surroundings {
  readonly edges: ReadonlyMap<string, StatedEdge[]>;
  readonly children: ReadonlyMap<string, ContainedChild[]>;
}

async function wholeSurroundings(
  reader: ExportReader,
  ids: readonly string[],
): Promise<Surroundings & { readonly past: ReadonlyMap<string, PastEdge[]> }> {
  const [{ current, past }, children] = await Promise.all([reader.everFrom(ids), reader.children(ids)]);
  return { ...groupedSurroundings(current, children), past: groupBy(inOrder(past, pastKey), downstreamOf) };
}

async function pendingOf(
  reader: ExportReader,
  ids: readonly string[],
): Promise<Map<string, PendingStatement[]>> {
  const pending = await reader.pending(ids);
  return groupBy(
    inOrder(pending, ({ by, statement }) => `${by} ${canonicalize(statement)}`),
    downstreamOf,
  );
}

async function surroundings(reader: ExportReader, ids: readonly string[]): Promise<Surroundings> {
  if (ids.length === 0) return { edges: new Map(), children: new Map() };
  const [edges, children] = await Promise.all([reader.edgesFrom(ids), reader.children(ids)]);
  return groupedSurroundings(edges, children);
}

const groupedSurroundings = (
  edges: readonly StatedEdge[],
  children: readonly ContainedChild[],
): Surroundings => ({
  edges: groupBy(inOrder(edges, edgeKey), downstreamOf),
  children: groupBy(inOrder(children, childKey), ({ parent }) => parent),
});

const downstreamOf = ({ downstream }: { readonly downstream: string }): string => downstream;

/** Equal catalogs give equal documents, whatever the engine and the order in which it answers. */
function inOrder<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item);
}

const edgeKey = ({ type, upstream, by, via }: StatedEdge): string => [type, upstream, by, via].join(' ');
const pastKey = (edge: PastEdge): string => [edgeKey(edge), edge.since, edge.until].join(' ');
const childKey = ({ relation, child }: ContainedChild): string => `${relation} ${child}`;

async function predictionsOf(
  reader: ExportReader,
  records: readonly EntityRecord[],
): Promise<Map<string, string[]>> {
  const versions = records.filter(({ kind }) => kind === 'MLModelVersion').map(({ id }) => id);
  const rows = versions.length > 0 ? await reader.predictions(versions) : [];
  const groups = groupBy(rows, ({ version }) => version);
  return new Map([...groups].map(([version, group]) => [version, group.map(({ table }) => table)]));
}

/** What hangs above a thing. A feature hangs on the version whose key it carries, though by another edge. */
function parentOf(record: EntityRecord): string | undefined {
  if (record.kind === 'MLFeature') return entityId('MLModelVersion', ...parseId(record.id).key.slice(0, 3));
  return attachmentOf(record.id, record)?.parent;
}

const referredIn = ({ edges, children, predictions, parent }: ExportedNode): string[] => [
  ...(parent ? [parent] : []),
  ...edges.map(({ upstream }) => upstream),
  ...children.map(({ child }) => child),
  ...predictions,
];

/** What makes a served version a model by the profile's terms: its training data and its files. */
const isEvidenceEdge = ({ type }: StatedEdge): boolean => type === 'TRAINED_ON';
const isEvidenceChild = ({ relation }: ContainedChild): boolean => relation === 'HAS_ARTIFACT';

const evidenceIn = ({ edges, children }: Surroundings): string[] => [
  ...[...edges.values()]
    .flat()
    .filter(isEvidenceEdge)
    .map(({ upstream }) => upstream),
  ...[...children.values()]
    .flat()
    .filter(isEvidenceChild)
    .map(({ child }) => child),
];

/** The root with what it refers to and, where versions are served, what these rest on. */
function assemble(
  root: ExportedNode,
  briefs: ReadonlyMap<string, EntityRecord>,
  evidence: Surroundings,
): EntityExport {
  const others = new Map<string, ExportedNode>();
  const add = (id: string): void => {
    const record = briefs.get(id);
    if (!record || others.has(id)) return;
    const rests = root.record.kind === 'Deployment';
    const edges = rests ? (evidence.edges.get(id) ?? []).filter(isEvidenceEdge) : [];
    const children = rests ? (evidence.children.get(id) ?? []).filter(isEvidenceChild) : [];
    others.set(id, { record, edges, children, predictions: [] });
    for (const { upstream } of edges) add(upstream);
    for (const { child } of children) add(child);
  };
  for (const id of referredIn(root)) add(id);
  return { root, others };
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];
