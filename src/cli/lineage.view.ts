import pc from 'picocolors';
import { ANSWER_FIELDS, answerLines, type AnswerData, type GoingOn } from './answer-lines.js';
import { EDGE_FIELDS, type EdgeData } from './edge.js';
import { lineageTrees, type Direction } from './lineage.tree.js';
import { counted, label } from './text.js';
import { treeLines } from './tree.js';

/** `opened`: what collapsed edges stand for comes along. */
export const LINEAGE_QUERY = `query Lineage($id: ID!, $direction: Direction!, $depth: Int, $collapse: Level! = COLUMN, $opened: Boolean! = false, $filter: LineageFilter, $asOf: DateTime, $seconds: Float, $first: Int, $after: String) {
  lineage(id: $id, direction: $direction, depth: $depth, collapse: $collapse, filter: $filter, asOf: $asOf, seconds: $seconds, first: $first, after: $after) {
    root { id kind name }
    asOf
    nodes { depth stands entity { id kind name ... on MLModelVersion { deployedBy { name state } } } }
    edges { ${EDGE_FIELDS} stands standsFor @include(if: $opened) { ${EDGE_FIELDS} } }
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

export interface LineageEdgeData extends EdgeData {
  /** How many edges it stands for; null: for itself. */
  readonly stands: number | null;
}

export interface LineageData {
  readonly root: { readonly id: string; readonly kind: string };
  readonly asOf: string | null;
  readonly nodes: readonly {
    readonly depth: number;
    readonly stands: number;
    readonly entity: LineageEntity;
  }[];
  readonly edges: readonly LineageEdgeData[];
  readonly totals: readonly { readonly kind: string; readonly total: number }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly answer: AnswerData;
}

/** The commands that go on: behind the page, and behind a cut. */
export interface LineageCommands {
  readonly next?: (cursor: string) => string;
  readonly goingOn?: GoingOn;
}

export function lineageLines(
  lineage: LineageData,
  direction: Direction,
  { next = (cursor) => `--after ${cursor}`, goingOn }: LineageCommands = {},
): string[] {
  const { root, asOf, totals, pageInfo, answer } = lineage;
  const all = totals.reduce((sum, { total }) => sum + total, 0);
  const does = direction === 'UPSTREAM' ? 'depends on' : 'is depended on by';
  const when = asOf === null ? '' : `, as of ${asOf}`;
  const least = answer.complete || all === 0 ? '' : 'at least ';
  const heading = pc.bold(`${label(root.id)} ${does} ${least}${counted(all, 'thing')}${when}`);
  const self = answerLines(answer, goingOn);
  if (all === 0) return [heading, nothingLine(answer, direction), '', ...self];
  const cursor = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  return [
    heading,
    pc.dim(totals.map(({ kind, total }) => `${total.toLocaleString('en')} ${kind}`).join(', ')),
    '',
    ...forestLines(lineage, direction),
    ...(cursor === null ? [] : [`… and more: ${next(cursor)}`]),
    '',
    ...self,
  ];
}

/** Nothing found is one thing, nothing known another. */
function nothingLine({ complete, unknown }: AnswerData, direction: Direction): string {
  if (!complete) return 'Nothing was found so far.';
  const what = direction === 'UPSTREAM' ? 'where it comes from' : 'what depends on it';
  return unknown.length > 0
    ? `Nothing is known of ${what}, which does not mean that there is nothing.`
    : `Nothing such is known of ${what}.`;
}

function forestLines(lineage: LineageData, direction: Direction): string[] {
  const trees = lineageTrees(lineage, direction);
  const [first] = trees;
  const isFirstPage = lineage.nodes.some(({ entity }) => entity.id === lineage.root.id);
  const others = isFirstPage ? trees.slice(1) : trees;
  return [
    ...(isFirstPage && first ? treeLines(first) : []),
    ...(others.length > 0 ? [pc.dim('Reached by way of things that are not shown here:')] : []),
    ...others.flatMap((tree) => treeLines(tree)),
  ];
}
