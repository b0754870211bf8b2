import pc from 'picocolors';
import { groupBy } from '../group-by.js';
import { ANSWER_FIELDS, answerLines, type AnswerData } from './answer-lines.js';
import { EDGE_FIELDS, edgeNote, stopsOf, type EdgeData } from './edge.js';
import { coloured, counted, label, labelOf } from './text.js';
import { treeLines, type TreeNode } from './tree.js';

export const IMPACT_QUERY = `query Impact($of: ID!, $change: ChangeType!, $filter: LineageFilter, $first: Int, $after: String) {
  impact(of: $of, change: $change, filter: $filter, first: $first, after: $after) {
    of { id kind name }
    change
    totals { total live byKind { kind total } bySeverity { severity total } }
    items {
      entity { id kind name }
      depth state certainty severity effect
      why { ${EDGE_FIELDS} }
    }
    pageInfo { hasNextPage endCursor }
    ${ANSWER_FIELDS}
  }
}`;

interface ItemData {
  readonly entity: { readonly id: string; readonly kind: string; readonly name: string };
  readonly state: string;
  readonly certainty: string;
  readonly severity: string;
  readonly effect: string;
  readonly why: readonly EdgeData[];
}

export interface ImpactData {
  readonly of: { readonly id: string; readonly kind: string };
  readonly change: string;
  readonly totals: {
    readonly total: number;
    readonly live: number;
    readonly byKind: readonly { readonly kind: string; readonly total: number }[];
    readonly bySeverity: readonly { readonly severity: string; readonly total: number }[];
  };
  readonly items: readonly ItemData[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly answer: AnswerData;
}

/** What is in service, and so what a person must go to first. */
const IN_SERVICE = new Set(['Deployment', 'Dashboard', 'Application']);

export function impactLines(impact: ImpactData): string[] {
  const { of, change, totals, items, pageInfo } = impact;
  const heading = pc.bold(`${change} ${label(of.id)}`);
  if (totals.total === 0) {
    return [heading, `Nothing is known to depend on it.`, '', ...answerLines(impact.answer)];
  }
  const severities = totals.bySeverity
    .map(({ severity, total }) => `${total} ${coloured(severity)}`)
    .join(', ');
  const kinds = totals.byKind.map(({ kind, total }) => `${total} ${kind}`).join(', ');
  const more = pageInfo.hasNextPage ? [`… and more: --after ${pageInfo.endCursor ?? ''}`, ''] : [];
  return [
    heading,
    `Touches ${counted(totals.total, 'thing')}, ${totals.live} of them ${coloured('LIVE')}: ${severities}`,
    pc.dim(kinds),
    '',
    ...treeLines(treeOf(impact)),
    '',
    ...more,
    ...liveWays(impact),
    ...answerLines(impact.answer),
    ...(items.some(({ certainty }) => certainty === 'POSSIBLE')
      ? [
          pc.dim(
            'POSSIBLE: only a statement about a whole table links it; which columns it means is not known.',
          ),
        ]
      : []),
  ];
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

function itemText({ entity, state, certainty, severity, effect, why }: ItemData): string {
  const last = why.at(-1);
  const verdict = `${coloured(severity)} ${effect.toLowerCase().replace('_', ' ')}`;
  const note = last ? `  ${edgeNote(last, entity.id)}` : '';
  return `${pc.bold(labelOf(entity))} ${pc.dim(entity.kind)}  ${coloured(state)}  ${coloured(certainty)}  ${verdict}${note}`;
}

function liveWays({ of, items }: ImpactData): string[] {
  const live = items.filter(({ state, entity }) => state === 'LIVE' && IN_SERVICE.has(entity.kind));
  if (live.length === 0) return ['Nothing in service is touched.', ''];
  const ways = live.map(({ entity, certainty, why }) => {
    const stops = stopsOf(why, of.id).map(label);
    return `  ${pc.bold(label(entity.id))} ${pc.dim(entity.kind)}  ${coloured(certainty)}\n    ${stops.join(pc.dim(' → '))}`;
  });
  return [pc.bold('How it reaches what is in service'), ...ways, ''];
}
