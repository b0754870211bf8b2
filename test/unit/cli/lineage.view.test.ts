import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { AnswerData } from '../../../src/cli/answer-lines.js';
import {
  LINEAGE_QUERY,
  lineageLines,
  type LineageCommands,
  type LineageData,
  type LineageEdgeData,
} from '../../../src/cli/lineage.view.js';
import { TRACE_QUERY, traceLines, type TraceAsked, type TraceData } from '../../../src/cli/trace.view.js';
import { createSchema } from '../../../src/resolvers/schema.js';

const table = (name: string): string => `Table:db/${name}`;
const node = (name: string, depth: number, stands = 1): LineageData['nodes'][number] => ({
  ...{ depth, stands },
  entity: { id: table(name), kind: 'Table', name },
});
const edge = (
  downstream: string,
  upstream: string,
  more: Partial<LineageEdgeData> = {},
): LineageEdgeData => ({
  ...{ downstream: table(downstream), upstream: table(upstream), type: 'DERIVED_FROM', stated: 'RECORDED' },
  ...{ by: 'etl', rule: null, declaredBy: null, reason: null, via: null, transformations: null },
  ...{ digest: null, stands: null, ...more },
});

const complete: AnswerData = { complete: true, hidden: 0, cut: [], sources: [], unknown: [] };

const lineage = (more: Partial<LineageData>): LineageData => ({
  ...{ root: { id: table('a'), kind: 'Table' }, asOf: null, edges: [] },
  nodes: [node('a', 0)],
  totals: [{ kind: 'Table', total: (more.nodes ?? []).length }],
  pageInfo: { hasNextPage: false, endCursor: null },
  ...{ answer: complete, ...more },
});

const plain = (lines: readonly string[]): string[] =>
  // eslint-disable-next-line no-control-regex -- the colours of a terminal
  lines.map((line) => line.replace(/\u001b\[\d+m/g, ''));
const upstream = (more: Partial<LineageData>, commands?: LineageCommands): string[] =>
  plain(lineageLines(lineage(more), 'UPSTREAM', commands));

describe('what lineage and trace ask', () => {
  it.each([LINEAGE_QUERY, TRACE_QUERY])('is a valid document', (query) => {
    expect(validate(createSchema(), parse(query))).toEqual([]);
  });
});

describe('lineage on a terminal', () => {
  it('says how many things there are, by kind, before it draws any', () => {
    const lines = upstream({
      nodes: [node('a', 0), node('b', 1)],
      edges: [edge('a', 'b')],
      totals: [
        { kind: 'Dashboard', total: 14 },
        { kind: 'Table', total: 2296 },
      ],
    });
    expect(lines.slice(0, 4)).toEqual([
      'a depends on 2,310 things',
      '14 Dashboard, 2,296 Table',
      '',
      'a Table',
    ]);
  });

  it('draws a thing of a diamond once, and names it where it comes again', () => {
    const lines = upstream({
      nodes: [node('a', 0), node('b', 1), node('c', 1), node('d', 2), node('e', 3)],
      edges: [edge('a', 'b'), edge('a', 'c'), edge('b', 'd'), edge('c', 'd'), edge('d', 'e')],
    });
    expect(lines.slice(3, 9)).toEqual([
      'a Table',
      '├─ b Table  DERIVED_FROM, etl',
      '│  └─ d Table  DERIVED_FROM, etl',
      '│     └─ e Table  DERIVED_FROM, etl',
      '└─ c Table  DERIVED_FROM, etl',
      '   └─ d Table  DERIVED_FROM, etl  ↑ shown above',
    ]);
  });

  it('tells a way back in a cycle, and one to a thing that is nearer and so drawn further down', () => {
    const lines = upstream({
      nodes: [node('a', 0), node('b', 1), node('c', 1)],
      edges: [edge('a', 'b'), edge('b', 'c'), edge('b', 'a'), edge('a', 'c')],
    });
    expect(lines.slice(3, 8)).toEqual([
      'a Table',
      '├─ b Table  DERIVED_FROM, etl',
      '│  ├─ c Table  DERIVED_FROM, etl  ↓ shown below',
      '│  └─ a Table  DERIVED_FROM, etl  ↑ shown above',
      '└─ c Table  DERIVED_FROM, etl',
    ]);
  });

  it('says of what is collapsed how much it stands for', () => {
    const lines = upstream({
      nodes: [node('a', 0, 6), node('b', 1, 1200)],
      edges: [edge('a', 'b', { stands: 4000, by: null })],
    });
    expect(lines).toContain('a Table  stands for 6 things');
    expect(lines).toContain('└─ b Table  stands for 1,200 things  DERIVED_FROM  stands for 4,000 edges');
  });

  it('shows what a filter leaves, though nothing that is shown leads to it', () => {
    const lines = upstream({ nodes: [node('a', 0), node('z', 7)], edges: [] });
    expect(lines.slice(3, 6)).toEqual([
      'a Table',
      'Reached by way of things that are not shown here:',
      'z Table  7 steps away',
    ]);
  });

  it('says as of when it is, and by which command the next page comes', () => {
    const lines = upstream(
      {
        ...{ nodes: [node('a', 0), node('b', 1)], edges: [edge('a', 'b')] },
        ...{ asOf: '2026-03-03T00:00:00.000Z', pageInfo: { hasNextPage: true, endCursor: 'xyz' } },
      },
      { next: (cursor) => `headwater lineage a --after ${cursor}` },
    );
    expect(lines[0]).toContain('as of 2026-03-03T00:00:00.000Z');
    expect(lines).toContain('… and more: headwater lineage a --after xyz');
  });

  it('names each cut, what lies at the edge, and the command that goes on', () => {
    const answer = {
      ...complete,
      complete: false,
      cut: [{ reason: 'DEPTH', beyond: 1, at: [table('b'), table('c'), table('d'), table('e')] }],
    };
    const lines = upstream(
      { answer, nodes: [node('a', 0), node('b', 1)] },
      { goingOn: () => 'headwater lineage a --depth 2' },
    );
    expect(lines[0]).toContain('at least');
    expect(lines).toContain('This answer is not complete.');
    expect(lines).toContain('  cut (DEPTH): 1 further thing in sight, b, c, d and 1 more at the edge');
    expect(lines).toContain('    go on: headwater lineage a --depth 2');
  });

  it('does not call empty what is only unknown, or not yet walked', () => {
    const totals: LineageData['totals'] = [];
    const message = 'Nothing is known of what it comes from: its service bi was never synced.';
    const about = [table('a')];
    const unknown = [{ reason: 'NEVER_SYNCED', service: 'bi', total: 5, about, message }];
    const blank = upstream({ totals, answer: { ...complete, unknown } });
    expect(blank[1]).toBe(
      'Nothing is known of where it comes from, which does not mean that there is nothing.',
    );
    expect(blank).toContain(`  unknown a and 4 more: ${message}`);
    const cut = [{ reason: 'TIME', beyond: 0, at: about }];
    expect(upstream({ totals, answer: { ...complete, complete: false, cut } })[1]).toBe(
      'Nothing was found so far.',
    );
    expect(upstream({ totals })[1]).toBe('Nothing such is known of where it comes from.');
  });

  it('says of each source when it was read, and since when not whole', () => {
    const read = { service: 'etl', lastSync: '2026-03-02', outcome: 'PARTIAL', lastComplete: '2026-03-01' };
    const sources = [
      read,
      { ...read, service: 'whole', outcome: 'COMPLETE', lastComplete: '2026-03-02' },
      { ...read, service: 'failing', outcome: 'FAILED', lastComplete: null },
      { service: 'bi\u001b[31m', lastSync: null, outcome: null, lastComplete: null },
    ];
    const lines = upstream({ answer: { ...complete, sources } });
    expect(lines.slice(-4)).toEqual([
      '  etl: synced 2026-03-02 PARTIAL, read whole 2026-03-01',
      '  whole: synced 2026-03-02 COMPLETE',
      '  failing: synced 2026-03-02 FAILED, never read whole',
      String.raw`  bi\u001b[31m: never synced`,
    ]);
  });
});

describe('a trace on a terminal', () => {
  const ends = { from: { id: table('a') }, to: { id: table('c') } };
  const told = (trace: Partial<TraceData['trace']>, asked?: TraceAsked): string[] =>
    plain(traceLines({ ...ends, trace: { paths: [], more: false, answer: complete, ...trace } }, asked));
  const path = [edge('a', 'b'), edge('b', 'c')];

  it('says how many ways it shows, as of when, and how to see more of them', () => {
    const lines = told(
      { paths: [path], more: true },
      { asOf: '2026-03-03', more: 'headwater trace a c --first 20' },
    );
    expect(lines.slice(0, 2)).toEqual([
      'a … c, as of 2026-03-03',
      '1 way, the shortest of 2 edges; there are more',
    ]);
    expect(lines).toContain('There are more: headwater trace a c --first 20');
    expect(told({ paths: [path] })).toContain('There are no others.');
  });

  it('does not say that there is no way, or no other, when it was cut', () => {
    const answer = {
      ...complete,
      complete: false,
      cut: [{ reason: 'TIME', beyond: 0, at: [table('b')] }],
    };
    const goingOn = (): string => 'headwater trace a c --seconds 300';
    expect(told({ answer }, { goingOn })).toContain('    go on: headwater trace a c --seconds 300');
    expect(told({ answer })[1]).toBe('No way between them was found so far, in either direction.');
    expect(told({ answer, paths: [path] })).toContain('There may be others.');
    expect(told({})[1]).toBe('No way between them is known, in either direction.');
  });
});
