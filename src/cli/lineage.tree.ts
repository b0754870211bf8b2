import pc from 'picocolors';
import { groupBy } from '../group-by.js';
import { edgeNote, type EdgeData } from './edge.js';
import type { LineageData, LineageEdgeData } from './lineage.view.js';
import { counted, label, labelOf } from './text.js';
import type { TreeNode } from './tree.js';

export type Direction = 'UPSTREAM' | 'DOWNSTREAM';

/** Where a thing is drawn: below which other, and by which edge. */
type Drawn = ReadonlyMap<string, readonly LineageEdgeData[]>;

/**
 * Each thing of the page once, below the nearest that leads to it; where a way comes to it again, its name says where
 * it is drawn. The first tree is that of the root; the others are of things to which nothing that is shown leads.
 */
export function lineageTrees(lineage: LineageData, direction: Direction): TreeNode[] {
  const { root, nodes, edges } = lineage;
  const far = (edge: EdgeData): string => (direction === 'UPSTREAM' ? edge.upstream : edge.downstream);
  const near = (edge: EdgeData): string => (direction === 'UPSTREAM' ? edge.downstream : edge.upstream);
  const leaving = groupBy(edges, near);
  const byId = new Map(nodes.map((node) => [node.entity.id, node] as const));

  const placed = new Set<string>();
  const below = new Map<string, LineageEdgeData[]>();
  const roots = [...nodes]
    .sort((a, b) => Number(b.entity.id === root.id) - Number(a.entity.id === root.id) || a.depth - b.depth)
    .map(({ entity }) => entity.id)
    .filter((id) => place(id));

  /** Breadth first, so that each thing comes as near to the root as it is. */
  function place(start: string): boolean {
    if (placed.has(start)) return false;
    placed.add(start);
    const queue = [start];
    for (const id of queue) {
      for (const edge of leaving.get(id) ?? []) {
        if (placed.has(far(edge)) || !byId.has(far(edge))) continue;
        placed.add(far(edge));
        below.set(id, [...(below.get(id) ?? []), edge]);
        queue.push(far(edge));
      }
    }
    return true;
  }

  const name = (id: string): string => {
    const node = byId.get(id);
    if (!node) return pc.bold(label(id));
    const stands = node.stands > 1 ? `  ${pc.dim(`stands for ${counted(node.stands, 'thing')}`)}` : '';
    return `${pc.bold(labelOf(node.entity))} ${pc.dim(node.entity.kind)}${stands}`;
  };
  const drawn = new Set<string>();
  const draw = (id: string, note: string): TreeNode => {
    drawn.add(id);
    const children = (below.get(id) ?? []).map((edge) => draw(far(edge), `  ${noteOf(edge, far(edge))}`));
    const again = againAt(id, below, leaving, far).map((edge): TreeNode => {
      const where = drawn.has(far(edge)) ? '↑ shown above' : '↓ shown below';
      return { text: `${name(far(edge))}  ${noteOf(edge, far(edge))}  ${pc.cyan(where)}`, children: [] };
    });
    return { text: `${name(id)}${note}`, children: [...children, ...again] };
  };
  return roots
    .filter((id) => byId.has(id))
    .map((id) =>
      draw(id, id === root.id ? '' : pc.dim(`  ${counted(byId.get(id)?.depth ?? 0, 'step')} away`)),
    );

  /** Edges to what is drawn elsewhere; that a column is in its table, and a table has it, is said once. */
  function againAt(id: string, tree: Drawn, all: Drawn, end: (edge: EdgeData) => string): LineageEdgeData[] {
    const children = new Set((tree.get(id) ?? []).map(end));
    const others = (all.get(id) ?? []).filter((edge) => edge.type !== 'HAS_COLUMN' && byId.has(end(edge)));
    return [...groupBy(others, end).entries()].flatMap(([other, same]) =>
      children.has(other) ? [] : same.slice(0, 1),
    );
  }
}

function noteOf(edge: LineageEdgeData, far: string): string {
  const stands = (edge.stands ?? 1) > 1 ? pc.dim(`  stands for ${counted(edge.stands ?? 1, 'edge')}`) : '';
  return `${edgeNote(edge, far)}${stands}`;
}
