import type { EntityKind } from '../../model/entities.js';
import { answerFrom, type Answer } from './answer.js';
import { edgeKey } from './edge-key.js';
import { DEFAULT_NODE_LIMIT, explore } from './explore.js';
import type { Direction, Hop, LineageReader } from './lineage.reader.js';
import { compareKeys, pageOf, sortedBy, type PageInfo, type PageRequest } from './page.js';
import { rank } from './rank.js';

export interface LineageRequest extends PageRequest {
  readonly direction: Direction;
  /** Longest path, in edges; without it the whole lineage. */
  readonly depth?: number;
  /** Only things of these kinds are answered; the walk passes through the others. */
  readonly kinds?: readonly EntityKind[];
}

export interface LineageNode {
  readonly id: string;
  readonly kind: EntityKind;
  /** Edges on the shortest way to it. */
  readonly depth: number;
}

export interface KindTotal {
  readonly kind: EntityKind;
  readonly total: number;
}

export interface Lineage {
  readonly root: string;
  /** Breadth first, then by id; the root comes first. */
  readonly nodes: readonly LineageNode[];
  /** The edges among the nodes of the whole answer that end or start in this page. */
  readonly edges: readonly Hop[];
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
  const { direction, depth, kinds } = request;
  const exploration = await explore(reader, root, direction, { depth, nodes: DEFAULT_NODE_LIMIT });
  const { depths } = rank(exploration);
  const kindOf = new Map([...exploration.places.values()].map(({ id, kind }) => [id, kind] as const));
  const all = [...depths]
    .map(([id, depth]): LineageNode => ({ id, depth, kind: kindOf.get(id) as EntityKind }))
    .filter(({ id, kind }) => id === root || !kinds || kinds.includes(kind));
  const { items, pageInfo } = pageOf(sortedBy(all, breadthFirst), breadthFirst, request);

  const shown = new Set(all.map(({ id }) => id));
  const inPage = new Set(items.map(({ id }) => id));
  const contained = exploration.arcs.map(({ hop }) => hop).filter(({ type }) => type === 'HAS_COLUMN');
  const edges = distinct([...exploration.hops, ...contained])
    .filter(({ downstream, upstream }) => shown.has(downstream) && shown.has(upstream))
    .filter(({ downstream, upstream }) => inPage.has(downstream) || inPage.has(upstream));
  const answer = await answerFrom(reader, exploration.hops, exploration.cuts);
  return { root, nodes: items, edges, totals: totalsOf(all, root), pageInfo, answer };
}

const breadthFirst = ({ depth, id }: LineageNode): (string | number)[] => [depth, id];

function distinct(hops: readonly Hop[]): Hop[] {
  const byKey = new Map(hops.map((hop) => [edgeKey(hop), hop] as const));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, hop]) => hop);
}

export function totalsOf(things: readonly { id: string; kind: EntityKind }[], root: string): KindTotal[] {
  const totals = new Map<EntityKind, number>();
  for (const { id, kind } of things) if (id !== root) totals.set(kind, (totals.get(kind) ?? 0) + 1);
  return [...totals]
    .map(([kind, total]) => ({ kind, total }))
    .sort((a, b) => compareKeys([a.kind], [b.kind]));
}
