import pc from 'picocolors';
import { groupBy } from '../group-by.js';
import { parseId } from '../model/entity-id.js';
import { answerLines } from './answer-lines.js';
import type { EdgeData } from './edge.js';
import type { LineageData, LineageEntity } from './lineage.view.js';
import { counted, label, printable } from './text.js';
import { treeLines, type TreeNode } from './tree.js';

/**
 * Where a thing comes from, told from its end: the versions that made it, for each its training data, its
 * features and the columns behind them, back to columns of which nothing earlier is known.
 */
export function provenanceLines(lineage: LineageData): string[] {
  const { root, nodes, edges, answer } = lineage;
  const byDownstream = groupBy(edges, ({ downstream }) => downstream);
  const upstream = (id: string, type: string, kind: string): EdgeData[] =>
    distinct(
      (byDownstream.get(id) ?? []).filter(
        (edge) => edge.type === type && parseId(edge.upstream).kind === kind,
      ),
    );

  const columnTree = (id: string, edge: EdgeData | undefined, above: readonly string[]): TreeNode => ({
    text: `${pc.bold(label(id))}${edge ? pc.dim(sourceNote(edge)) : ''}`,
    children: above.includes(id)
      ? []
      : upstream(id, 'DERIVED_FROM', 'Column').map((next) => columnTree(next.upstream, next, [...above, id])),
  });
  const versionTree = ({ id, deployedBy = [] }: LineageEntity): TreeNode => ({
    text: `${pc.bold(label(id))} ${pc.dim('MLModelVersion')}${serviceNote(deployedBy)}`,
    children: [
      ...upstream(id, 'TRAINED_ON', 'Table').map(({ upstream: table, digest }) => ({
        text: `trained on ${pc.bold(label(table))}${digest ? pc.dim(`  digest ${printable(digest)}`) : ''}`,
        children: [],
      })),
      ...upstream(id, 'USES_FEATURE', 'MLFeature').map(({ upstream: feature }) => ({
        text: `feature ${pc.bold(label(feature).split(' · ').at(-1) ?? '')}`,
        children: upstream(feature, 'DERIVED_FROM', 'Column').map((edge) =>
          columnTree(edge.upstream, edge, [feature]),
        ),
      })),
    ],
  });
  const versions = nodes.map(({ entity }) => entity).filter(({ kind }) => kind === 'MLModelVersion');
  const roots =
    versions.length > 0
      ? versions.map(versionTree)
      : ownColumns(lineage).map((id) => columnTree(id, undefined, []));
  const { sources, unknown } = firstColumns(lineage);
  return [
    pc.bold(`Where ${label(root.id)} comes from`),
    ...(roots.length === 0
      ? ['Nothing is known of it.']
      : treeLines({ text: label(root.id), children: roots })),
    '',
    `${counted(sources.length, 'source column')}: ${sources.map(label).join(', ') || 'none known'}`,
    ...(unknown.length > 0 ? [pc.yellow(`Of unknown origin: ${unknown.map(label).join(', ')}`)] : []),
    ...answerLines(answer),
  ];
}

/**
 * Columns of which nothing earlier is known. Elsewhere that is where data enters the catalog; among the
 * thing's own columns it means that nobody has said where they come from.
 */
function firstColumns(lineage: LineageData): { sources: string[]; unknown: string[] } {
  const { nodes, edges } = lineage;
  const derived = new Set(
    edges.filter(({ type }) => type !== 'HAS_COLUMN').map(({ downstream }) => downstream),
  );
  const own = new Set(ownColumns(lineage));
  const first = nodes
    .map(({ entity }) => entity)
    .filter(({ id, kind }) => kind === 'Column' && !derived.has(id))
    .map(({ id }) => id)
    .sort();
  return { sources: first.filter((id) => !own.has(id)), unknown: first.filter((id) => own.has(id)) };
}

function serviceNote(deployedBy: readonly { name: string; state: string | null }[]): string {
  const inService = deployedBy
    .filter(({ state }) => state === 'IN_SERVICE')
    .map(({ name }) => printable(name));
  return inService.length > 0
    ? pc.green(`  in service as ${inService.join(', ')}`)
    : pc.dim('  not in service');
}

const ownColumns = ({ root, edges }: LineageData): string[] =>
  root.kind === 'Column'
    ? [root.id]
    : edges
        .filter(({ type, downstream }) => type === 'HAS_COLUMN' && downstream === root.id)
        .map(({ upstream }) => upstream);

function distinct(edges: readonly EdgeData[]): EdgeData[] {
  return [...new Map(edges.map((edge) => [edge.upstream, edge])).values()].sort((a, b) =>
    a.upstream < b.upstream ? -1 : 1,
  );
}

function sourceNote({ stated, rule, transformations }: EdgeData): string {
  const how =
    stated === 'RECORDED' ? (transformations ?? []).join(', ') : `${stated.toLowerCase()}: ${rule ?? ''}`;
  return how ? `  ${how}` : '';
}
