import { compareTexts } from '../../compare-texts.js';
import type { EntityKind } from '../../model/entities.js';
import { kindOf, tableOf } from '../../model/entity-id.js';
import { answerFrom, type Answer } from './answer.js';
import { eachInTurns } from './breather.js';
import { foldHops, shownAs, type FoldedHop, type Level } from './collapse.js';
import { containment } from './containment.js';
import { derived } from './derived.js';
import { withDetailsOfAll } from './edge-details.js';
import { edgeKey } from './edge-key.js';
import { explore, type Exploring } from './explore.js';
import { canGoOn, depthsIn, type Exploration } from './exploration.js';
import {
  readerAt,
  type Direction,
  type Hop,
  type LineageReader,
  type NodeSummary,
} from './lineage.reader.js';
import { compareKeys, pageOf, type PageInfo, type PageRequest } from './page.js';
import { sortInTurns } from './sort-in-turns.js';
import { edgePasses, filtered, isFilter, type ThingFilter } from './thing-filter.js';

export interface LineageRequest extends PageRequest, Omit<Exploring, 'begin'> {
  readonly direction: Direction;
  /** Longest path, in edges; without it the whole lineage. */
  readonly depth?: number | undefined;
  readonly filter?: ThingFilter | undefined;
  readonly collapse?: Level | undefined;
  /** False: edges say only what the walk knows of them. */
  readonly details?: boolean | undefined;
}

export interface LineageNode {
  readonly id: string;
  readonly kind: EntityKind;
  /** Edges on the shortest way to it, or to the nearest of what it stands for. */
  readonly depth: number;
  /** How many things it stands for, itself among them. */
  readonly stands: number;
  /** What came along on the walk. */
  readonly summary?: NodeSummary | undefined;
}

export interface KindTotal {
  readonly kind: EntityKind;
  readonly total: number;
}

export interface Lineage {
  readonly root: string;
  readonly asOf?: string | undefined;
  /** Breadth first, then by id; the root comes first. */
  readonly nodes: readonly LineageNode[];
  /** The edges among the nodes of the whole answer that end or start in this page. */
  readonly edges: readonly FoldedHop[];
  readonly totals: readonly KindTotal[];
  readonly pageInfo: PageInfo;
  readonly answer: Answer;
}

/** All that a thing depends on, or all that depends on it. */
export async function findLineage(
  reader: LineageReader,
  root: string,
  request: LineageRequest,
): Promise<Lineage> {
  const { asOf, limits, depth, walks, direction } = request;
  const then = readerAt(reader, asOf);
  const exploring = { asOf, walks, limits: { ...limits, depth } };
  const begin = request.after === undefined ? 'NEW' : 'HELD';
  let exploration = await explore(reader, root, direction, { ...exploring, begin });
  let whole = await wholeOf(then, exploration, request);
  let page = pageOf(whole.nodes, breadthFirst, request);
  // What was cut goes on where its last page is asked beyond; a walk that is held no longer first comes back to there.
  while (begin === 'HELD' && canGoOn(exploration) && page.items.length < (request.first ?? Infinity)) {
    exploration = await explore(reader, root, direction, { ...exploring, begin: 'FURTHER' });
    whole = await wholeOf(then, exploration, request);
    page = pageOf(whole.nodes, breadthFirst, request);
    if (page.items.length > 0 || !walks || exploration.cuts.some(({ reason }) => reason === 'TIME')) break;
  }
  const { items, pageInfo } = page;
  const answer = answerFrom(then, exploration);
  const edges = await edgesAt(then, whole, items, request.details ?? true);
  const more = canGoOn(exploration);
  return {
    ...{
      root,
      asOf,
      edges,
      nodes: items.map((item) => ({ ...item, summary: exploration.things.get(item.id) })),
      totals: whole.totals,
      answer,
    },
    pageInfo: more ? { endCursor: request.after, ...pageInfo, hasNextPage: true } : pageInfo,
  };
}

/** An answer before it is cut into pages. */
interface Whole {
  readonly nodes: readonly LineageNode[];
  readonly totals: readonly KindTotal[];
  /** By the things at their ends. */
  readonly edges: ReadonlyMap<string, readonly FoldedHop[]>;
}

const wholeOf = (
  reader: LineageReader,
  exploration: Exploration,
  { filter, collapse = 'COLUMN' }: LineageRequest,
): Promise<Whole> =>
  derived(exploration, `lineage ${JSON.stringify([filter, collapse])}`, () =>
    makeWhole(reader, exploration, filter, collapse),
  );

async function makeWhole(
  reader: LineageReader,
  exploration: Exploration,
  filter: ThingFilter | undefined,
  collapse: Level,
): Promise<Whole> {
  const { start } = exploration;
  const passing = isFilter(filter) ? await filtered(reader, exploration, filter) : undefined;
  const reached = [...depthsIn(exploration)].filter(([id]) => id === start || (passing?.has(id) ?? true));
  const shown = await shownThings(
    reader,
    reached.map(([id]) => id),
    collapse,
  );
  const inside = new Set(reached.map(([id]) => id));
  const hops = new Map<string, Hop>();
  await eachInTurns(edgesIn(exploration), (hop) => {
    if (inside.has(hop.downstream) && inside.has(hop.upstream) && edgePasses(hop.stated, filter ?? {}))
      hops.set(edgeKey(hop), hop);
  });
  const nodes = await sortInTurns(await nodesOf(reached, shown), breadthFirst);
  const edges = await byEnd(await foldHops(hops.values(), shown));
  return { nodes, totals: totalsOf(nodes, shown(start)), edges };
}

/** That a table has a column is said from both sides. */
function* edgesIn(exploration: Exploration): Generator<Hop, void, undefined> {
  yield* exploration.hops;
  for (const { hop } of exploration.arcs) if (hop.type === 'HAS_COLUMN') yield hop;
  yield* containedAtCut(exploration);
}

/** At a cut there can be columns from which the walk has not come back to their tables yet. */
function containedAtCut({ places, arcs, direction, cuts }: Exploration): Hop[] {
  if (cuts.length === 0) return [];
  const followed = new Set(arcs.flatMap(({ from, hop }) => (hop.type === 'HAS_COLUMN' ? [from] : [])));
  return [...places.values()].flatMap((place) =>
    place.kind === 'Column' && !followed.has(place.id)
      ? [containment(direction, place, { id: tableOf(place.id), kind: 'Table' })]
      : [],
  );
}

async function byEnd(hops: readonly FoldedHop[]): Promise<Map<string, FoldedHop[]>> {
  const edges = new Map<string, FoldedHop[]>();
  const add = (end: string, hop: FoldedHop): void => {
    const known = edges.get(end);
    if (known) known.push(hop);
    else edges.set(end, [hop]);
  };
  await eachInTurns(hops, (hop) => {
    add(hop.downstream, hop);
    if (hop.upstream !== hop.downstream) add(hop.upstream, hop);
  });
  return edges;
}

/** What shows each thing. Where the catalog has nothing to show a part as, it shows itself. */
async function shownThings(
  reader: LineageReader,
  ids: readonly string[],
  level: Level,
): Promise<(id: string) => string> {
  if (level === 'COLUMN') return (id) => id;
  const shown = new Map(ids.map((id) => [id, shownAs(id, level)] as const));
  const there = new Set(ids);
  const others = [...new Set(shown.values())].filter((id) => !there.has(id));
  for (const { id } of others.length > 0 ? await reader.summaries(others) : []) there.add(id);
  return (id) => {
    const as = shown.get(id) ?? id;
    return there.has(as) ? as : id;
  };
}

async function nodesOf(
  reached: readonly (readonly [string, number])[],
  shown: (id: string) => string,
): Promise<LineageNode[]> {
  const nodes = new Map<string, { id: string; kind: EntityKind; depth: number; stands: number }>();
  await eachInTurns(reached, ([member, depth]) => {
    const id = shown(member);
    const known = nodes.get(id);
    if (known) {
      known.depth = Math.min(depth, known.depth);
      known.stands += 1;
    } else nodes.set(id, { id, kind: kindOf(id), depth, stands: 1 });
  });
  return [...nodes.values()];
}

async function edgesAt(
  reader: LineageReader,
  { edges }: Whole,
  nodes: readonly LineageNode[],
  details: boolean,
): Promise<FoldedHop[]> {
  const here = [...new Set(nodes.flatMap(({ id }) => edges.get(id) ?? []))].sort(byKey);
  if (!details) return here;
  const [plain = [], ...folded] = await withDetailsOfAll<FoldedHop>(reader, [
    here.filter(({ standsFor }) => !standsFor),
    ...here.flatMap(({ standsFor }) => (standsFor ? [standsFor] : [])),
  ]);
  let next = 0;
  let alone = 0;
  return here.map((hop) => {
    if (!hop.standsFor) return plain[alone++] ?? hop;
    return { ...hop, standsFor: folded[next++] ?? hop.standsFor };
  });
}

const breadthFirst = ({ depth, id }: LineageNode): (string | number)[] => [depth, id];

/** By what tells edges apart, compared part by part: keys of pages of edges would take longer to make than to compare. */
const byKey = (a: Hop, b: Hop): number =>
  compareTexts(a.type, b.type) ||
  compareTexts(a.downstream, b.downstream) ||
  compareTexts(a.upstream, b.upstream) ||
  compareTexts(a.by ?? '', b.by ?? '') ||
  compareTexts(a.via ?? '', b.via ?? '');

export function totalsOf(things: readonly { id: string; kind: EntityKind }[], root: string): KindTotal[] {
  const totals = new Map<EntityKind, number>();
  for (const { id, kind } of things) if (id !== root) totals.set(kind, (totals.get(kind) ?? 0) + 1);
  return [...totals]
    .map(([kind, total]) => ({ kind, total }))
    .sort((a, b) => compareKeys([a.kind], [b.kind]));
}
