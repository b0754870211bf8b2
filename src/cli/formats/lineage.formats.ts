import type { LineageData } from '../lineage.view.js';
import { csvLines, markdownRows, markdownText } from '../table-formats.js';
import { counted, label, labelOf } from '../text.js';
import { dotLines } from './dot.js';
import type { Format } from './format-option.js';
import { markdownName, whatItRestsOn } from './markdown.js';
import { mermaidLines } from './mermaid.js';
import { stepOf } from './pictured-edge.js';
import type { Picture } from './picture.js';

export type Directed = 'UPSTREAM' | 'DOWNSTREAM';

/** A lineage as a table or a picture. */
export function lineageAs(format: Format, direction: Directed): (lineage: LineageData) => string[] {
  switch (format) {
    case 'csv':
      return lineageCsv;
    case 'markdown':
      return (lineage) => lineageMarkdown(lineage, direction);
    case 'dot':
      return (lineage) => dotLines(lineagePicture(lineage, direction));
    case 'mermaid':
      return (lineage) => mermaidLines(lineagePicture(lineage, direction));
  }
}

/** Things beside the root. */
const found = ({ root, nodes }: LineageData): LineageData['nodes'] =>
  nodes.filter(({ entity }) => entity.id !== root.id);

const lineageCsv = (lineage: LineageData): string[] =>
  csvLines(
    ['depth', 'kind', 'name', 'id'],
    found(lineage).map(({ depth, entity }) => [String(depth), entity.kind, labelOf(entity), entity.id]),
  );

const countOf = ({ totals }: LineageData): number => totals.reduce((sum, { total }) => sum + total, 0);
const headingOf = (lineage: LineageData, direction: Directed): string =>
  `${label(lineage.root.id)} ${direction === 'UPSTREAM' ? 'depends on' : 'is depended on by'} ${counted(countOf(lineage), 'thing')}`;

/** How many are not in the answer: there are further pages. */
const leftOf = (lineage: LineageData): number => countOf(lineage) - found(lineage).length;

function lineageMarkdown(lineage: LineageData, direction: Directed): string[] {
  const left = leftOf(lineage);
  return [
    `## ${markdownText(headingOf(lineage, direction))}`,
    '',
    ...markdownRows(
      ['kind', 'things'],
      lineage.totals.map(({ kind, total }) => [kind, String(total)]),
    ),
    '',
    ...markdownRows(
      ['thing', 'kind', 'steps away'],
      found(lineage).map(({ entity, depth }) => [markdownName(labelOf(entity)), entity.kind, String(depth)]),
    ),
    ...(left > 0 ? ['', `… and ${counted(left, 'more thing')}, not listed here.`] : []),
    '',
    ...whatItRestsOn(lineage.answer),
  ];
}

function lineagePicture(lineage: LineageData, direction: Directed): Picture {
  const { root, nodes, edges } = lineage;
  const entities = new Map(nodes.map(({ entity }) => [entity.id, entity] as const));
  // Edges of a page lead to things of other pages too: they are drawn by what their ids tell.
  const ids = new Set([
    ...[root.id, ...entities.keys()],
    ...edges.flatMap(({ upstream, downstream }) => [upstream, downstream]),
  ]);
  const left = leftOf(lineage);
  return {
    title: headingOf(lineage, direction),
    things: [...ids].map((id) => {
      const entity = entities.get(id);
      return {
        id,
        text: entity ? [labelOf(entity), entity.kind] : [label(id)],
        ...(id === root.id ? { mark: 'START' } : {}),
      };
    }),
    steps: edges.map(stepOf),
    left: left > 0 ? [`${counted(left, 'more thing')} on further pages`] : [],
  };
}
