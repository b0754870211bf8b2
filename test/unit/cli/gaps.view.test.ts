import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { GAPS_QUERY, type CoverageRowData, type GapData, type GapsData } from '../../../src/cli/gaps.data.js';
import { gapsCsv, gapsMarkdown } from '../../../src/cli/gaps.formats.js';
import { gapsLines } from '../../../src/cli/gaps.view.js';
import { createSchema } from '../../../src/resolvers/schema.js';

type Gaps = GapsData['gaps'];

const figure = (known: number, total: number) => ({
  known,
  total,
  ratio: total === 0 ? null : known / total,
});

const row = (name: string | null, owners = figure(0, 0)): CoverageRowData => ({
  ...{ name, owners, sources: figure(0, 0), predictions: figure(0, 0), trainingData: figure(0, 0) },
  ...{ featureSources: figure(0, 0), storedFeatureSources: figure(0, 0) },
});

const gap = (table: string, more: Partial<GapData> = {}): GapData => ({
  ...{ gap: 'TABLE_WITHOUT_OWNER', id: `Table:db/${encodeURIComponent(table)}`, entity: null },
  ...{ services: ['warehouse'], domain: null, missing: 'Nobody owns it.', advice: 'Name an owner.' },
  ...more,
});

const answer = (items: readonly GapData[], more: Partial<Gaps> = {}): GapsData => ({
  gaps: {
    totals: [{ gap: 'TABLE_WITHOUT_OWNER', total: items.length }],
    coverage: {
      all: row(null, figure(199, 199 + items.length)),
      byService: [row('warehouse', figure(199, 199 + items.length))],
      byDomain: [row(null, figure(199, 199 + items.length))],
    },
    items,
    pageInfo: { hasNextPage: false, endCursor: null },
    ...more,
  },
});

const plain = (lines: readonly string[]): string =>
  // eslint-disable-next-line no-control-regex -- the colours of a terminal
  lines.join('\n').replace(/\u001b\[\d+m/g, '');

describe('what gaps asks', () => {
  it('is a valid document', () => {
    expect(validate(createSchema(), parse(GAPS_QUERY))).toEqual([]);
  });
});

describe('gaps on a terminal', () => {
  it('begin with how much is known; 100 % is all of it and nothing less', () => {
    const text = plain(gapsLines(answer([gap('orders')])));
    expect(text).toMatch(/all +│ 99 % 199 of 200/);
    expect(text).toContain('warehouse');
    expect(text.indexOf('warehouse')).toBeLessThan(text.indexOf('TABLE_WITHOUT_OWNER'));
    expect(text, 'nothing is measured of versions here').not.toContain('versions');
    expect(text, 'no domain is named').not.toContain('domain');
    expect(plain(gapsLines(answer([])))).toMatch(/all +│ 100 % 199 of 199/);
  });

  it('say once what is missing at all of a kind, and name the things', () => {
    const text = plain(gapsLines(answer([gap('orders'), gap('scores', { domain: 'risk' })])));
    expect(text.match(/Nobody owns it\./g)).toHaveLength(1);
    expect(text).toMatch(/^ {4}orders {2}warehouse$/m);
    expect(text).toMatch(/^ {4}scores {2}warehouse, risk$/m);
  });

  it('say of each source what is wrong with it, where that differs', () => {
    const source = (name: string): GapData => ({
      ...gap('x', { gap: 'SOURCE_STALE', id: `MLModelService:${name}`, services: [name] }),
      missing: `${name} was not read.`,
    });
    const text = plain(gapsLines(answer([source('a'), source('b')])));
    expect(text).toContain('a was not read.');
    expect(text).toContain('b was not read.');
  });

  it('tell what is not on the page, and how to get at it', () => {
    const text = plain(
      gapsLines(
        answer([gap('orders')], {
          totals: [
            { gap: 'FEATURE_WITHOUT_SOURCES', total: 1200 },
            { gap: 'SOURCE_STALE', total: 0 },
            { gap: 'TABLE_WITHOUT_OWNER', total: 3 },
          ],
          pageInfo: { hasNextPage: true, endCursor: 'abc' },
        }),
      ),
    );
    expect(text).toContain('1,203 gaps, 1 of them here');
    expect(text).toContain('TABLE_WITHOUT_OWNER  3, 1 of them here');
    expect(text).toContain('1,200 FEATURE_WITHOUT_SOURCES  headwater gaps --kind feature_without_sources');
    expect(text).not.toContain('SOURCE_STALE');
    expect(text).toContain('… and more: --after abc');
  });

  it('tell all is known from nothing is there', () => {
    expect(plain(gapsLines(answer([])))).toContain('No gaps: all that was asked about is known.');
    const nothing = { all: row(null), byService: [], byDomain: [] };
    expect(plain(gapsLines(answer([], { coverage: nothing })))).toContain(
      'No gaps: nothing that could have one is known here.',
    );
  });

  it('let no name reach the terminal as more than text', () => {
    const evil = 'x\u001b[2Jy';
    const hostile = gap(evil, { services: [evil], domain: evil, missing: evil, advice: evil });
    const coverage = {
      all: row(null, figure(0, 1)),
      byService: [row(evil, figure(0, 1))],
      byDomain: [row(evil)],
    };
    expect(plain(gapsLines(answer([hostile], { coverage })))).not.toContain('\u001b');
  });
});

describe('gaps as tables to paste', () => {
  it('are lines of CSV in which no cell is a formula', () => {
    const [head, line] = gapsCsv(answer([gap('=cmd()', { domain: '=1+1', services: ['a', 'b'] })]));
    expect(head).toBe('id,gap,thing,services,domain,missing,advice');
    expect(line).toBe(
      "Table:db/%3Dcmd(),TABLE_WITHOUT_OWNER,'=cmd(),a b,'=1+1,Nobody owns it.,Name an owner.",
    );
  });

  it('are Markdown with coverage first, in which names are but text', () => {
    const text = gapsMarkdown(answer([gap('<b>|x')])).join('\n');
    expect(text.indexOf('## Coverage')).toBeLessThan(text.indexOf('## Gaps: 1'));
    expect(text).toContain('99 % (199 of 200)');
    expect(text).not.toContain('<b>|x');
  });
});
