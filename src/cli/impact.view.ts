import pc from 'picocolors';
import { groupBy } from '../group-by.js';
import { answerLines, type GoingOn } from './answer-lines.js';
import { edgeNote, stopsOf } from './edge.js';
import { changeText, effectText, othersText, severitiesText } from './impact-words.js';
import type { ImpactData, ItemData, OwnerData } from './impact.question.js';
import { coloured, counted, label, labelOf, printable } from './text.js';
import { treeLines, type TreeNode } from './tree.js';

/** What is in service, and so what a person must go to first. */
const IN_SERVICE = new Set(['Deployment', 'Dashboard', 'Application']);

/** What a person types to see more of the answer, and to go on where it was cut. */
export interface ImpactCommands {
  readonly next?: (after: string) => string;
  readonly goingOn?: GoingOn;
}

export function impactLines(impact: ImpactData, { next, goingOn }: ImpactCommands = {}): string[] {
  const { totals, items, pageInfo } = impact;
  const when = impact.asOf ? `, as of ${impact.asOf}` : '';
  const heading = pc.bold(`${changeText(impact)}${when}`);
  if (totals.total === 0) {
    const nothing = impact.answer.complete
      ? 'Nothing is known to depend on it.'
      : 'Nothing was found so far.';
    return [heading, nothing, '', ...answerLines(impact.answer, goingOn)];
  }
  const kinds = totals.byKind.map(({ kind, total }) => `${total} ${kind}`).join(', ');
  const { endCursor } = pageInfo;
  const after = endCursor === null || !next ? `--after ${endCursor ?? ''}` : next(endCursor);
  const more = pageInfo.hasNextPage ? [`… and more: ${after}`, ''] : [];
  return [
    heading,
    `Touches ${counted(totals.total, 'thing')}, ${totals.live} of them ${coloured('LIVE')}: ${severitiesText(impact, coloured)}`,
    pc.dim(kinds),
    ...(totals.worse > 0
      ? [`A less certain way would do worse to ${totals.worse} of them: see ${pc.bold('at worst')}`]
      : []),
    '',
    ...ownerLines(impact),
    ...treeLines(treeOf(impact)),
    '',
    ...more,
    ...liveWays(impact),
    ...answerLines(impact.answer, goingOn),
    ...legend(items),
  ];
}

/** How many things of an owner are named. */
const NAMED = 5;

function ownerLines({ owners, ownersTotal }: ImpactData): string[] {
  const line = ({ owner, total, live, severity, things }: OwnerData): string => {
    const names = things.slice(0, NAMED).map(({ entity }) => labelOf(entity));
    const rest = total > names.length ? ` … and ${total - names.length} more` : '';
    const who = owner ? pc.bold(printable(owner.name)) : pc.yellow('nobody answers for');
    return `  ${who}  ${counted(total, 'thing')}, ${live} ${coloured('LIVE')}, up to ${coloured(severity)}  ${pc.dim(`${names.join(', ')}${rest}`)}`;
  };
  const more =
    ownersTotal > owners.length ? [`  … and ${counted(ownersTotal - owners.length, 'more owner')}`] : [];
  return [pc.bold('Tell'), ...owners.map(line), ...more, ''];
}

const LEGEND = {
  POSSIBLE: 'POSSIBLE: only a statement about a whole table links it; which columns it means is not known.',
  INDIRECT: 'indirect: its values are not made from it; it is filtered, joined or grouped by it on the way.',
  ON_RETRAINING:
    'on retraining: goes on as before; the change comes to it when a version behind it is to be trained again.',
} as const;

function legend(items: readonly ItemData[]): string[] {
  const words = new Set(items.flatMap(({ certainty, use, effect }) => [certainty, use, effect]));
  return Object.entries(LEGEND).flatMap(([word, meaning]) => (words.has(word) ? [pc.dim(meaning)] : []));
}

/** Each thing once, below the one that the change comes to it from. */
function treeOf({ of, items }: ImpactData): TreeNode {
  const known = new Set(items.map(({ entity }) => entity.id));
  // The table of the changed column is passed through, but is no item of its own.
  const below = groupBy(items, ({ why }) => {
    const before = stopsOf(why, of.id).slice(0, -1).reverse();
    return before.find((id) => known.has(id)) ?? of.id;
  });
  const node = (item: ItemData): TreeNode => ({
    text: itemText(item),
    children: (below.get(item.entity.id) ?? []).map(node),
  });
  return {
    text: `${pc.bold(label(of.id))} ${pc.dim(of.kind)}`,
    children: (below.get(of.id) ?? []).map(node),
  };
}

function itemText(item: ItemData): string {
  const { entity, state, certainty, severity, effect, use, why, atWorst } = item;
  const last = why.at(-1);
  const verdict = `${coloured(severity)} ${effectText(effect)}`;
  const worst = atWorst
    ? `  ${pc.bold('at worst')} ${coloured(atWorst.severity)} ${effectText(atWorst.effect)} (${coloured(atWorst.certainty)})`
    : '';
  const indirect = use === 'INDIRECT' ? `  ${pc.magenta('indirect')}` : '';
  const note = last ? `  ${edgeNote(last, entity.id)}` : '';
  return `${pc.bold(labelOf(entity))} ${pc.dim(entity.kind)}  ${coloured(state)}  ${coloured(certainty)}  ${verdict}${worst}${indirect}${note}`;
}

function liveWays({ of, items }: ImpactData): string[] {
  const live = items.filter(({ state, entity }) => state === 'LIVE' && IN_SERVICE.has(entity.kind));
  if (live.length === 0) return ['Nothing in service is touched.', ''];
  const wayText = (way: ItemData['why']): string => stopsOf(way, of.id).map(label).join(pc.dim(' → '));
  const ways = live.flatMap(({ entity, certainty, why, atWorst, ...others }) => {
    const count = othersText(others);
    return [
      `  ${pc.bold(label(entity.id))} ${pc.dim(entity.kind)}  ${coloured(certainty)}`,
      `    ${wayText(why)}${count ? pc.dim(`  (${count})`) : ''}`,
      ...(atWorst
        ? [`    ${pc.bold('at worst')} ${coloured(atWorst.certainty)}`, `    ${wayText(atWorst.why)}`]
        : []),
    ];
  });
  return [pc.bold('How it reaches what is in service'), ...ways, ''];
}
