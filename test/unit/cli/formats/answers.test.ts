import { parse as parseDot } from '@ts-graphviz/ast';
import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { impactAs } from '../../../../src/cli/formats/impact.formats.js';
import { lineageAs } from '../../../../src/cli/formats/lineage.formats.js';
import { traceAs } from '../../../../src/cli/formats/trace.formats.js';
import { IMPACT_QUERY, type ImpactData, type ItemData } from '../../../../src/cli/impact.question.js';
import { impactLines } from '../../../../src/cli/impact.view.js';
import { LINEAGE_QUERY, type LineageData } from '../../../../src/cli/lineage.view.js';
import { TRACE_QUERY } from '../../../../src/cli/trace.view.js';
import { withoutColours } from '../../../../src/cli/formats/without-colours.js';
import { entityId } from '../../../../src/model/entity-id.js';
import { createSchema } from '../../../../src/resolvers/schema.js';

const column = entityId('Column', 'db', 'orders', 'a');
const filtered = entityId('Column', 'db', 'report', 'total');
const deployment = entityId('Deployment', 's', 'live');
const version = entityId('MLModelVersion', 's', 'm', '1');

const edge = (
  downstream: string,
  upstream: string,
  type: string,
  transformations: string[] | null = null,
) => ({
  ...{ downstream, upstream, type, stated: 'RECORDED', by: 's', rule: null, declaredBy: null, reason: null },
  ...{ via: null, transformations, digest: null, stands: null },
});
const answer = { complete: true, hidden: 0, cut: [], sources: [], unknown: [] };
const pageInfo = { hasNextPage: false, endCursor: null };

const item = (id: string, said: Partial<ItemData>): ItemData => ({
  entity: { id, kind: id.slice(0, id.indexOf(':')), name: id },
  ...{
    depth: 1,
    state: 'LIVE',
    certainty: 'RECORDED',
    severity: 'CRITICAL',
    effect: 'BREAKS',
    use: 'DIRECT',
  },
  ...{ why: [], whyOthers: 0, whyOthersCapped: false, atWorst: null },
  ...said,
});

const read = edge(filtered, column, 'DERIVED_FROM', ['INDIRECT/FILTER']);
const served = edge(deployment, version, 'SERVES');
const impact: ImpactData = {
  of: { id: column, kind: 'Column' },
  ...{ change: 'RETYPE', retype: { from: 'int', to: 'text', widens: false }, newName: null },
  totals: {
    ...{ total: 3, live: 2, worse: 1 },
    byKind: [
      { kind: 'Column', total: 1 },
      { kind: 'Deployment', total: 2 },
    ],
    bySeverity: [{ severity: 'CRITICAL', total: 1 }],
  },
  owners: [
    { owner: { name: 'ada' }, total: 2, live: 1, severity: 'CRITICAL', things: [item(filtered, {})] },
    { owner: null, total: 1, live: 1, severity: 'LOW', things: [item(deployment, {})] },
  ],
  ownersTotal: 3,
  items: [
    item(filtered, { use: 'INDIRECT', why: [read], whyOthers: 1 }),
    item(deployment, {
      ...{ severity: 'LOW', effect: 'ON_RETRAINING', depth: 2 },
      why: [edge(version, column, 'USES_FEATURE'), served],
      ...{ whyOthers: 2_147_483_647, whyOthersCapped: true },
      atWorst: { certainty: 'INFERRED', severity: 'CRITICAL', effect: 'BREAKS', why: [served] },
    }),
  ],
  ...{ pageInfo, answer },
};
const textOf = (lines: readonly string[]): string => withoutColours(lines).join('\n');

describe('the questions that commands ask', () => {
  it.each([IMPACT_QUERY, LINEAGE_QUERY, TRACE_QUERY])('are valid documents', (document) => {
    expect(validate(createSchema(), parse(document))).toEqual([]);
  });
});

describe('an impact', () => {
  it('for people has totals first, then whom to tell, and marks what is indirect and what might be worse', () => {
    const text = textOf(impactLines(impact));
    const order = [
      'RETYPE orders.a from int to text',
      'Touches 3 things, 2 of them LIVE',
      'Tell',
      'ada  2 things',
    ];
    const places = [...order, 'nobody answers for', '… and 1 more owner', 'report.total Column'].map((part) =>
      text.indexOf(part),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(text).toMatch(/report\.total Column .* CRITICAL breaks {2}indirect/);
    expect(text).toMatch(/live Deployment .* LOW on retraining {2}at worst CRITICAL breaks \(INFERRED\)/);
    expect(text).toContain('(at least 2,147,483,647 other ways as short)');
    expect(text).toMatch(/^indirect: /m);
    expect(text).toMatch(/^on retraining: /m);
  });

  it('as Markdown is a ticket: totals, owners, things with why, and what is not listed', () => {
    const text = textOf(impactAs('markdown')(impact));
    expect(text).toMatch(/^## RETYPE orders\.a from int to text\n\nTouches \*\*3 things\*\*, 2 of them live/);
    expect(text).toContain('| **`ada`** | 2 | 1 | CRITICAL | `report.total`, … and 1 more |');
    expect(text).toContain('| _nobody_ | 1 | 1 | LOW | `live` |');
    expect(text).toContain('RECORDED, indirect | `orders.a` → `report.total` (1 other way as short) |');
    expect(text).toContain('LOW, at worst CRITICAL | on retraining, at worst breaks (INFERRED)');
    expect(text).toContain('… and 1 more thing, not listed here.');
    expect(text).toContain('- This answer is complete.');
  });

  it('as CSV is a row for each thing', () => {
    const [head = '', ...rows] = impactAs('csv')(impact);
    expect(head.split(',').slice(0, 5)).toEqual(['severity', 'effect', 'state', 'certainty', 'use']);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toBe(
      `CRITICAL,BREAKS,LIVE,RECORDED,INDIRECT,Column,report.total,${filtered},1,orders.a → report.total,1,,,`,
    );
    expect(rows[1]).toContain('2147483647 or more,CRITICAL,BREAKS,INFERRED');
  });

  it('as a picture draws each thing on a way once, what is indirect broken, and says what is not drawn', () => {
    const dot = impactAs('dot')(impact);
    expect(() => parseDot(dot.join('\n'))).not.toThrow();
    expect(dot.filter((line) => /^ {2}n\d+ \[/.test(line))).toHaveLength(4);
    expect(dot.filter((line) => line.includes('->'))).toHaveLength(3);
    expect(dot.filter((line) => line.includes('style=dashed'))).toEqual([
      '  n0 -> n1 [label="DERIVED_FROM, indirect", style=dashed];',
    ]);
    const mermaid = impactAs('mermaid')(impact).join('\n');
    expect(mermaid).toContain('n0 -.->|"DERIVED_FROM, indirect"| n1');
    for (const text of [dot.join('\n'), mermaid]) expect(text).toContain('1 more thing not drawn');
  });

  it('that touches nothing says so in each form', () => {
    const none = { ...impact, items: [], owners: [], ownersTotal: 0 };
    const nothing = { ...none, totals: { total: 0, live: 0, worse: 0, byKind: [], bySeverity: [] } };
    expect(textOf(impactLines(nothing))).toContain('Nothing is known to depend on it.');
    expect(textOf(impactAs('markdown')(nothing))).toContain('Nothing is known to depend on it.');
    expect(impactAs('csv')(nothing)).toHaveLength(1);
    expect(() => parseDot(impactAs('dot')(nothing).join('\n'))).not.toThrow();
  });
});

describe('a lineage', () => {
  const entity = (id: string) => ({ id, kind: id.slice(0, id.indexOf(':')), name: id });
  const lineage: LineageData = {
    root: { id: column, kind: 'Column' },
    asOf: null,
    nodes: [
      { stands: 1, depth: 0, entity: entity(column) },
      { stands: 1, depth: 1, entity: entity(filtered) },
    ],
    edges: [read, edge(version, filtered, 'DEPENDS_ON')],
    totals: [{ kind: 'Column', total: 2 }],
    ...{ pageInfo, answer },
  };

  it('as a table has the things without the root, and says what is not listed', () => {
    expect(lineageAs('csv', 'DOWNSTREAM')(lineage)).toEqual([
      'depth,kind,name,id',
      `1,Column,report.total,${filtered}`,
    ]);
    const text = textOf(lineageAs('markdown', 'DOWNSTREAM')(lineage));
    expect(text).toContain('## orders.a is depended on by 2 things');
    expect(text).toContain('| `report.total` | Column | 1 |');
    expect(text).toContain('… and 1 more thing, not listed here.');
  });

  it('as a picture has an end for every edge, also where that is on another page', () => {
    const dot = lineageAs('dot', 'DOWNSTREAM')(lineage);
    expect(() => parseDot(dot.join('\n'))).not.toThrow();
    expect(dot.join('\n')).toContain('n1 -> n2');
    expect(dot.join('\n')).toContain('1 more thing on further pages');
    expect(lineageAs('mermaid', 'UPSTREAM')(lineage).join('\n')).toContain('m@1');
  });
});

describe('a trace', () => {
  const data = {
    from: { id: deployment },
    to: { id: column },
    trace: { paths: [[served, edge(version, column, 'DEPENDS_ON')]], more: true, answer },
  };

  it('has a row for each step of each way, and says that there are more', () => {
    const rows = traceAs('csv')(data);
    expect(rows).toHaveLength(3);
    expect(rows[1]).toBe(`1,1,${deployment},${version},SERVES,RECORDED,s,,`);
    const text = textOf(traceAs('markdown')(data));
    expect(text).toContain('| 1 | 2 | `live` → `m@1` → `orders.a` |');
    expect(text).toContain('There are more ways than these.');
  });

  it('as a picture goes from what is depended on to what depends, and says that there are more', () => {
    const dot = traceAs('dot')(data).join('\n');
    expect(() => parseDot(dot)).not.toThrow();
    expect(dot).toContain('There are more ways than these');
    expect(traceAs('mermaid')(data).join('\n')).toContain('n1 -->|"SERVES"| n0');
  });
});
