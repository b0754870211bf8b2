import pc from 'picocolors';
import { groupBy } from '../group-by.js';
import {
  MEASURE_HEADS,
  type CoverageRowData,
  type FigureData,
  type GapData,
  type GapsData,
  type MeasureName,
} from './gaps.data.js';
import { tableText } from './table.js';
import { counted, label, labelOf, printable } from './text.js';

const MEASURE_NAMES = Object.keys(MEASURE_HEADS) as MeasureName[];
/** Of hundreds of services or domains a person reads the first. */
const MOST_ROWS = 30;
const LONGEST_SENTENCE = 600;

/** Coverage first, then the gaps of the page by kind, then what lies behind the page. */
export function gapsLines({ gaps }: GapsData): string[] {
  const { totals, coverage, items, pageInfo } = gaps;
  const all = totals.reduce((sum, { total }) => sum + total, 0);
  const shown = MEASURE_NAMES.filter((name) => coverage.all[name].total > 0);
  if (shown.length === 0)
    return [
      'No gaps: nothing that could have one is known here.',
      'Fewer filters let more through; an empty catalog is filled by headwater sync.',
    ];
  const tables = coverageLines(gaps.coverage, shown);
  if (all === 0) return [...tables, '', `${pc.green('No gaps')}: all that was asked about is known.`];
  if (items.length === 0) return [...tables, '', `There is no more: all ${counted(all, 'gap')} came before.`];
  const groups = groupBy(items, ({ gap }) => gap);
  const totalOf = new Map(totals.map(({ gap, total }) => [gap, total]));
  const elsewhere = totals.filter(({ gap, total }) => total > 0 && !groups.has(gap));
  return [
    ...tables,
    '',
    pc.bold(`${counted(all, 'gap')}${items.length < all ? `, ${items.length} of them here` : ''}`),
    ...[...groups].flatMap(([gap, group]) => ['', ...groupLines(gap, group, totalOf.get(gap) ?? 0)]),
    ...(elsewhere.length > 0 ? ['', 'Not on this page:', ...elsewhere.map(elsewhereLine)] : []),
    ...(pageInfo.hasNextPage ? ['', `… and more: --after ${pageInfo.endCursor ?? ''}`] : []),
  ];
}

function coverageLines(
  { all, byService, byDomain }: GapsData['gaps']['coverage'],
  shown: readonly MeasureName[],
): string[] {
  const heads = shown.map((name) => MEASURE_HEADS[name].replace(/ (with|in) /, '\n$1 '));
  const row = (name: string, figures: CoverageRowData): string[] => [
    name,
    ...shown.map((measure) => figureText(figures[measure])),
  ];
  const rows = (of: readonly CoverageRowData[], none: string): string[][] =>
    of
      .slice(0, MOST_ROWS)
      .map((figures) => row(figures.name === null ? pc.dim(none) : printable(figures.name, 60), figures));
  const more = (of: readonly CoverageRowData[]): string[] =>
    of.length > MOST_ROWS ? [`… and ${of.length - MOST_ROWS} more: --json has them all`] : [];
  const overall = row(pc.bold('all'), all);
  return [
    tableText(['service', ...heads], [overall, ...rows(byService, '(of none)')], { compact: true }),
    ...more(byService),
    ...(byDomain.some(({ name }) => name !== null)
      ? [tableText(['domain', ...heads], rows(byDomain, '(of none)'), { compact: true }), ...more(byDomain)]
      : []),
  ];
}

function figureText({ total, known, ratio }: FigureData): string {
  if (ratio === null) return pc.dim('–');
  // Cut and not rounded: 100 % is all.
  const percent = Math.floor(ratio * 100);
  const colour = ratio === 1 ? pc.green : ratio < 0.5 ? pc.red : pc.yellow;
  return `${colour(`${percent} %`)} ${pc.dim(`${known} of ${total}`)}`;
}

/** What is said of all of them alike is said once. */
function groupLines(gap: string, group: readonly GapData[], total: number): string[] {
  const [first] = group;
  const alike = group.every(({ missing, advice }) => missing === first?.missing && advice === first.advice);
  const shown = group.length < total ? `, ${group.length} of them here` : '';
  return [
    `${pc.bold(gap)}  ${total.toLocaleString('en')}${shown}`,
    ...(alike && first ? sentences(first, '  ') : []),
    ...group.flatMap((item) => [itemLine(item), ...(alike ? [] : sentences(item, '      '))]),
  ];
}

const sentences = ({ missing, advice }: GapData, indent: string): string[] => [
  `${indent}${printable(missing, LONGEST_SENTENCE)}`,
  `${indent}${pc.dim('→')} ${printable(advice, LONGEST_SENTENCE)}`,
];

function itemLine({ id, entity, services, domain }: GapData): string {
  const name = entity ? labelOf(entity) : label(id);
  const where = [...services, ...(domain === null ? [] : [domain])].filter(
    (word) => printable(word) !== name,
  );
  return `    ${pc.bold(name)}${where.length > 0 ? `  ${pc.dim(where.map((word) => printable(word, 60)).join(', '))}` : ''}`;
}

const elsewhereLine = ({ gap, total }: { gap: string; total: number }): string =>
  `  ${total.toLocaleString('en')} ${gap}  ${pc.dim(`headwater gaps --kind ${gap.toLowerCase()}`)}`;
