import { stopsOf } from '../edge.js';
import { changeText, effectText, othersText, severitiesText } from '../impact-words.js';
import type { ImpactData, ItemData, OwnerData } from '../impact.question.js';
import { csvLines, markdownRows, markdownText } from '../table-formats.js';
import { counted, label, labelOf } from '../text.js';
import { dotLines } from './dot.js';
import type { Format } from './format-option.js';
import { markdownName, whatItRestsOn } from './markdown.js';
import { mermaidLines } from './mermaid.js';
import { stepOf } from './pictured-edge.js';
import type { Picture } from './picture.js';

const FORMATS: Readonly<Record<Format, (impact: ImpactData) => string[]>> = {
  csv: impactCsv,
  markdown: impactMarkdown,
  dot: (impact) => dotLines(impactPicture(impact)),
  mermaid: (impact) => mermaidLines(impactPicture(impact)),
};

/** An impact as a table or a picture. */
export const impactAs = (format: Format): ((impact: ImpactData) => string[]) => FORMATS[format];

/** What things on a way are called; a run, say, by its name where it is listed. */
function namesAmong(items: readonly ItemData[]): (id: string) => string {
  const names = new Map(items.map(({ entity }) => [entity.id, labelOf(entity)] as const));
  return (id) => names.get(id) ?? label(id);
}

const CSV_HEAD = [
  ...['severity', 'effect', 'state', 'certainty', 'use', 'kind', 'name', 'id', 'depth', 'why', 'other ways'],
  ...['severity at worst', 'effect at worst', 'certainty at worst'],
];

function impactCsv({ of, items }: ImpactData): string[] {
  const name = namesAmong(items);
  const row = (item: ItemData): string[] => [
    ...[item.severity, item.effect, item.state, item.certainty, item.use],
    ...[item.entity.kind, labelOf(item.entity), item.entity.id, String(item.depth)],
    stopsOf(item.why, of.id).map(name).join(' → '),
    `${item.whyOthers}${item.whyOthersCapped ? ' or more' : ''}`,
    ...[item.atWorst?.severity ?? '', item.atWorst?.effect ?? '', item.atWorst?.certainty ?? ''],
  ];
  return csvLines(CSV_HEAD, items.map(row));
}

/** For a ticket: totals first, then whom to tell, then the things. */
function impactMarkdown(impact: ImpactData): string[] {
  const { totals, items, owners, ownersTotal, answer } = impact;
  const left = totals.total - items.length;
  return [
    `## ${markdownText(changeText(impact))}`,
    '',
    totals.total === 0
      ? 'Nothing is known to depend on it.'
      : `Touches **${counted(totals.total, 'thing')}**, ${totals.live} of them live: ${severitiesText(impact)}.`,
    ...(totals.worse > 0
      ? ['', `A less certain way would do worse to ${totals.worse} of them (“at worst”).`]
      : []),
    ...(totals.total > 0 ? ['', ...totalsTable(impact), '', '### Tell', '', ...ownersTable(owners)] : []),
    ...(ownersTotal > owners.length
      ? ['', `… and ${counted(ownersTotal - owners.length, 'more owner')}.`]
      : []),
    ...(items.length > 0 ? ['', '### Things', '', ...itemsTable(impact)] : []),
    ...(left > 0 ? ['', `… and ${counted(left, 'more thing')}, not listed here.`] : []),
    '',
    ...whatItRestsOn(answer),
  ];
}

const totalsTable = ({ totals }: ImpactData): string[] =>
  markdownRows(
    ['kind', 'things'],
    totals.byKind.map(({ kind, total }) => [kind, String(total)]),
  );

const ownersTable = (owners: readonly OwnerData[]): string[] =>
  markdownRows(
    ['owner', 'things', 'live', 'worst', 'which'],
    owners.map(({ owner, total, live, severity, things }) => [
      owner ? `**${markdownName(owner.name)}**` : '_nobody_',
      ...[String(total), String(live), severity],
      [
        ...things.map(({ entity }) => markdownName(labelOf(entity))),
        ...(total > things.length ? [`… and ${total - things.length} more`] : []),
      ].join(', '),
    ]),
  );

function itemsTable({ of, items }: ImpactData): string[] {
  const name = namesAmong(items);
  const row = (item: ItemData): string[] => {
    const { entity, severity, effect, state, certainty, use, why, atWorst } = item;
    const others = othersText(item);
    return [
      `${markdownName(labelOf(entity))} ${entity.kind}`,
      `${severity}${atWorst ? `, at worst ${atWorst.severity}` : ''}`,
      `${effectText(effect)}${atWorst ? `, at worst ${effectText(atWorst.effect)} (${atWorst.certainty})` : ''}`,
      state,
      `${certainty}${use === 'INDIRECT' ? ', indirect' : ''}`,
      `${stopsOf(why, of.id)
        .map((id) => markdownName(name(id)))
        .join(' → ')}${others ? ` (${others})` : ''}`,
    ];
  };
  return markdownRows(['thing', 'severity', 'effect', 'state', 'certainty', 'why'], items.map(row));
}

/** The ways by which the change comes to each thing, and so every thing once. */
function impactPicture(impact: ImpactData): Picture {
  const { of, items, totals } = impact;
  const verdicts = new Map(items.map((item) => [item.entity.id, item] as const));
  const edges = items.flatMap(({ why }) => why);
  const ids = new Set([of.id, ...items.flatMap(({ why }) => stopsOf(why, of.id))]);
  const left = totals.total - items.length;
  return {
    title: changeText(impact),
    things: [...ids].map((id) => {
      const item = verdicts.get(id);
      if (!item) return { id, text: [label(id)], ...(id === of.id ? { mark: 'START' } : {}) };
      const { entity, severity, effect, state, certainty } = item;
      return {
        id,
        text: [labelOf(entity), entity.kind, `${severity} ${effectText(effect)}`, `${state} ${certainty}`],
        mark: severity,
      };
    }),
    steps: [
      ...new Map(
        edges.map((edge) => [JSON.stringify([edge.upstream, edge.downstream, edge.type]), edge]),
      ).values(),
    ].map(stepOf),
    left: left > 0 ? [`${counted(left, 'more thing')} not drawn`] : [],
  };
}
