import {
  MEASURE_HEADS,
  type CoverageRowData,
  type FigureData,
  type GapData,
  type GapsData,
} from './gaps.data.js';
import { csvLines, markdownTable } from './table-formats.js';
import { label } from './text.js';

const HEAD = ['gap', 'thing', 'services', 'domain', 'missing', 'advice'];

const cells = ({ gap, id, services, domain, missing, advice }: GapData): string[] => [
  ...[gap, label(id), services.join(' '), domain ?? '', missing, advice],
];

/** One line for each gap of the page. A cursor to go on would be a line of the file: it goes where messages go. */
export function gapsCsv({ gaps: { items, pageInfo } }: GapsData): string[] {
  if (pageInfo.hasNextPage) process.stderr.write(`There is more: --after ${pageInfo.endCursor ?? ''}\n`);
  return csvLines(
    ['id', ...HEAD],
    items.map((item) => [item.id, ...cells(item)]),
  );
}

/** Coverage and the gaps of the page, for a ticket or a report. */
export function gapsMarkdown({ gaps: { coverage, totals, items, pageInfo } }: GapsData): string[] {
  const { all, byService, byDomain } = coverage;
  const total = totals.reduce((sum, kind) => sum + kind.total, 0);
  return [
    '## Coverage',
    '',
    ...coverageTable('service', [{ ...all, name: 'all' }, ...byService]),
    '',
    ...(byDomain.some(({ name }) => name !== null) ? [...coverageTable('domain', byDomain), ''] : []),
    `## Gaps: ${total}`,
    '',
    ...(items.length === 0 ? ['None here.'] : markdownTable(HEAD, items.map(cells))),
    ...(pageInfo.hasNextPage ? ['', `There is more: \`--after ${pageInfo.endCursor ?? ''}\``] : []),
  ];
}

function coverageTable(of: string, rows: readonly CoverageRowData[]): string[] {
  const names = Object.keys(MEASURE_HEADS) as (keyof typeof MEASURE_HEADS)[];
  return markdownTable(
    [of, ...names.map((name) => MEASURE_HEADS[name])],
    rows.map((row) => [row.name ?? '(of none)', ...names.map((name) => figureText(row[name]))]),
  );
}

const figureText = ({ total, known, ratio }: FigureData): string =>
  ratio === null ? '' : `${Math.floor(ratio * 100)} % (${known} of ${total})`;
