import pc from 'picocolors';
import { groupBy } from '../group-by.js';
import { ANSWER_FIELDS, answerLines, type AnswerData } from './answer-lines.js';
import { EDGE_FIELDS, edgeNote, type EdgeData } from './edge.js';
import { counted, label, labelOf } from './text.js';
import { treeLines, type TreeNode } from './tree.js';

export const LINEAGE_QUERY = `query Lineage($id: ID!, $direction: Direction!, $depth: Int, $filter: LineageFilter, $first: Int, $after: String) {
  lineage(id: $id, direction: $direction, depth: $depth, filter: $filter, first: $first, after: $after) {
    root { id kind name }
    nodes { depth entity { id kind name ... on MLModelVersion { deployedBy { name state } } } }
    edges { ${EDGE_FIELDS} }
    totals { kind total }
    pageInfo { hasNextPage endCursor }
    ${ANSWER_FIELDS}
  }
}`;

export interface LineageEntity {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly deployedBy?: readonly { readonly name: string; readonly state: string | null }[];
}

export interface LineageData {
  readonly root: { readonly id: string; readonly kind: string };
  readonly nodes: readonly { readonly depth: number; readonly entity: LineageEntity }[];
  readonly edges: readonly EdgeData[];
  readonly totals: readonly { readonly kind: string; readonly total: number }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly answer: AnswerData;
}

export function lineageLines(lineage: LineageData, direction: 'UPSTREAM' | 'DOWNSTREAM'): string[] {
  const { root, totals, pageInfo, answer } = lineage;
  const all = totals.reduce((sum, { total }) => sum + total, 0);
  const does = direction === 'UPSTREAM' ? 'depends on' : 'is depended on by';
  const heading = pc.bold(`${label(root.id)} ${does} ${counted(all, 'thing')}`);
  if (all === 0) {
    const unknown =
      direction === 'UPSTREAM'
        ? 'Nothing is known of where it comes from.'
        : 'Nothing is known to depend on it.';
    return [heading, unknown, '', ...answerLines(answer)];
  }
  const more = pageInfo.hasNextPage ? [`… and more: --after ${pageInfo.endCursor ?? ''}`] : [];
  return [
    heading,
    pc.dim(totals.map(({ kind, total }) => `${total} ${kind}`).join(', ')),
    '',
    ...treeLines(lineageTree(lineage, direction)),
    ...more,
    '',
    ...answerLines(answer),
  ];
}

/** Each thing once, where it is nearest to the root; a second way to it is named, not drawn again. */
export function lineageTree(
  { root, nodes, edges }: LineageData,
  direction: 'UPSTREAM' | 'DOWNSTREAM',
): TreeNode {
  const depths = new Map(nodes.map(({ entity, depth }) => [entity.id, depth] as const));
  const entities = new Map(nodes.map(({ entity }) => [entity.id, entity] as const));
  const shown = (id: string): string => {
    const entity = entities.get(id);
    return entity ? `${pc.bold(labelOf(entity))} ${pc.dim(entity.kind)}` : pc.bold(label(id));
  };
  const near = ({ downstream, upstream }: EdgeData): string =>
    direction === 'UPSTREAM' ? downstream : upstream;
  const far = ({ downstream, upstream }: EdgeData): string =>
    direction === 'UPSTREAM' ? upstream : downstream;
  const below = groupBy(edges, near);

  const drawn = new Set([root.id]);
  const node = (id: string, note: string): TreeNode => {
    const depth = depths.get(id) ?? 0;
    const next = (below.get(id) ?? []).filter(
      (edge) => depths.get(far(edge)) === depth + 1 && !drawn.has(far(edge)),
    );
    const children = next.filter(
      (edge, index) => next.findIndex((other) => far(other) === far(edge)) === index,
    );
    for (const edge of children) drawn.add(far(edge));
    return {
      text: `${shown(id)}${note ? `  ${note}` : ''}`,
      children: children.map((edge) => node(far(edge), edgeNote(edge, far(edge)))),
    };
  };
  return node(root.id, '');
}
