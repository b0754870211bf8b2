import pc from 'picocolors';
import { groupBy } from '../group-by.js';
import { answerLines } from './answer-lines.js';
import type { DiffData, DifferenceData, Thing } from './diff.query.js';
import type { EdgeData } from './edge.js';
import { tableText } from './table.js';
import { counted, label, labelOf, printable } from './text.js';

/** What each group of differences is called. */
const TITLES: Readonly<Record<string, string>> = {
  FEATURE: 'Features',
  SOURCE: 'Source columns',
  TRAINING_DATA: 'Training data',
  PARAMETER: 'Parameters',
  METRIC: 'Metrics',
  LINEAGE: 'Lineage',
  COLUMN: 'Columns',
  PART: 'What belongs to it',
  PROPERTY: 'Fields',
};

export const aspectTitle = (aspect: string): string => TITLES[aspect] ?? aspect;

/** The two sides, as the heads of their columns. */
export function sideNames({ a, b, from, to }: DiffData): [string, string] {
  if (a.id === b.id) return [from ?? 'now', to ?? 'now'];
  const named = (thing: Thing, at: string | null): string =>
    `${labelOf(thing)}${at === null ? '' : ` on ${at}`}`;
  return [named(a, from), named(b, to)];
}

export function diffLines(diff: DiffData): string[] {
  const { a, b, differences } = diff;
  const [before, after] = sideNames(diff);
  const title =
    a.id === b.id
      ? `${pc.bold(labelOf(a))} ${pc.dim(a.kind)}  ${before} → ${after}`
      : `${pc.bold(before)} → ${pc.bold(after)}`;
  const groups = [...groupBy(differences, ({ aspect }) => aspect)];
  return [
    title,
    ...(differences.length === 0
      ? [a.id === b.id ? 'Nothing of it that is kept has changed in between.' : 'They do not differ.']
      : [totalsText(diff)]),
    ...metricsText(diff),
    ...groups.flatMap(([aspect, items]) => [
      '',
      pc.bold(aspectTitle(aspect)),
      tableText(
        ['', before, after, 'change'],
        items.map((item) => cells(item, diff)),
        { compact: true },
      ),
    ]),
    '',
    ...diff.notKept.map((sentence) => pc.dim(`not kept: ${printable(sentence, 600)}`)),
    ...answerLines(diff.answer),
  ];
}

export function totalsText({ differences, totals }: DiffData): string {
  const parts = totals.map(({ aspect, added, removed, changed }) => {
    const how = [
      ...(added > 0 ? [`${added} added`] : []),
      ...(removed > 0 ? [`${removed} removed`] : []),
      ...(changed > 0 ? [`${changed} changed`] : []),
    ];
    return `${aspectTitle(aspect).toLowerCase()} ${how.join(', ')}`;
  });
  return `${counted(differences.length, 'difference')}: ${parts.join('; ')}`;
}

function metricsText({ verdicts: { better, worse, same, unknown } }: DiffData): string[] {
  if (better + worse + same + unknown === 0) return [];
  const parts = [
    ...(better > 0 ? [pc.green(`${better} better`)] : []),
    ...(worse > 0 ? [pc.red(`${worse} worse`)] : []),
    ...(same > 0 ? [`${same} the same`] : []),
    ...(unknown > 0 ? [pc.dim(`${unknown} that cannot be judged`)] : []),
  ];
  return [`Of the metrics: ${parts.join(', ')}`];
}

const LONGEST = 50;

function cells(difference: DifferenceData, diff: DiffData): string[] {
  return [...rowTexts(difference, diff, LONGEST), changeText(difference)];
}

/** What differs and how it was and is; edges in the words of people. */
export function rowTexts(difference: DifferenceData, diff: DiffData, longest: number): string[] {
  const { aspect, before, after, edgesBefore, edgesAfter } = difference;
  const text = (value: string | null, edges: readonly EdgeData[]): string =>
    aspect === 'LINEAGE' ? edges.map(wordOf).join('; ') : printable(value ?? '', longest);
  return [nameOf(difference, diff), text(before, edgesBefore), text(after, edgesAfter)];
}

/** How an edge is stated. */
function wordOf({ stated, by, declaredBy, rule, via, transformations, digest }: EdgeData): string {
  const parts = [
    `${stated.toLowerCase()} by ${printable(declaredBy ?? by ?? '', LONGEST)}`,
    ...(rule ? [printable(rule, LONGEST)] : []),
    ...(via ? [`via ${label(via)}`] : []),
    ...(transformations ?? []).map((word) => printable(word, LONGEST)),
    ...(digest ? [printable(digest, LONGEST)] : []),
  ];
  return parts.join(', ');
}

/** Edges by what a person calls their ends; the compared thing goes without saying. */
function nameOf({ aspect, name, edgesBefore, edgesAfter }: DifferenceData, { a, b }: DiffData): string {
  const [edge] = [...edgesAfter, ...edgesBefore];
  if (aspect !== 'LINEAGE' || !edge) return printable(name);
  const end = (id: string): string => (id === a.id || id === b.id ? '' : label(id));
  return [end(edge.downstream), edge.type, end(edge.upstream)].filter(Boolean).join(' ');
}

function changeText({ before, after, delta, verdict, because }: DifferenceData): string {
  if (before === null) return pc.cyan('added');
  if (after === null) return pc.yellow('removed');
  const change = delta === null ? '' : signed(delta);
  if (verdict === 'BETTER') return pc.green(`${change} better`.trim());
  if (verdict === 'WORSE') return pc.red(`${change} worse`.trim());
  const doubt = verdict === 'UNKNOWN' ? pc.dim(`not judged: ${printable(because ?? '')}`) : '';
  return [change, doubt].filter(Boolean).join(' ') || pc.dim('changed');
}

const signed = (delta: number): string => `${delta > 0 ? '+' : ''}${Number(delta.toPrecision(4))}`;
