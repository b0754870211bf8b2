import type { DiffData, DifferenceData } from './diff.query.js';
import { aspectTitle, rowTexts, sideNames, totalsText } from './diff.view.js';
import { sourceBullets } from './formats/markdown.js';
import { csvLines, markdownTable, markdownText } from './table-formats.js';

/** Descriptions may be as long as books; a ticket gets their beginning. */
const LONGEST = 300;
const HEAD = ['aspect', 'name', 'before', 'after', 'delta', 'verdict', 'because'];

const rows = ({ differences }: DiffData): string[][] =>
  differences.map(({ aspect, name, before, after, delta, verdict, because }) => [
    ...[aspect, name, before ?? '', after ?? '', delta === null ? '' : String(delta)],
    ...[verdict ?? '', because ?? ''],
  ]);

/** One line for each difference. An empty `before` is either nothing or a thing without a value; `--json` tells them apart. */
export const diffCsv = (diff: DiffData): string[] => csvLines(HEAD, rows(diff));

/** For a ticket: what is compared, in figures, each difference, and what the answer does not tell. */
export function diffMarkdown(diff: DiffData): string[] {
  const { a, b, differences, notKept, answer } = diff;
  const [before, after] = sideNames(diff);
  const what = a.id === b.id ? `${a.id}: ${before} → ${after}` : `${before} → ${after}`;
  const head = ['aspect', 'name', before, after, 'change'];
  const table = differences.map((difference) => [
    aspectTitle(difference.aspect),
    ...rowTexts(difference, diff, LONGEST),
    changeOf(difference),
  ]);
  return [
    `## ${markdownText(what)}`,
    '',
    ...(differences.length === 0
      ? ['Nothing that is kept differs.']
      : [markdownText(totalsText(diff)), '', ...markdownTable(head, table)]),
    ...(notKept.length > 0 ? ['', 'Not kept, and so not told:', ''] : []),
    ...notKept.map((sentence) => `- ${markdownText(sentence)}`),
    ...sourceBullets(answer.sources),
  ];
}

function changeOf({ before, after, delta, verdict, because }: DifferenceData): string {
  if (before === null) return 'added';
  if (after === null) return 'removed';
  const change = delta === null ? 'changed' : String(Number(delta.toPrecision(4)));
  return verdict === null ? change : `${change}, ${verdict.toLowerCase()} (${because ?? ''})`;
}
