import { describe, expect, it } from 'vitest';
import { diffCsv, diffMarkdown } from '../../../src/cli/diff.formats.js';
import type { DiffData, DifferenceData } from '../../../src/cli/diff.query.js';
import { diffLines } from '../../../src/cli/diff.view.js';

const version = (number: string): DiffData['a'] => ({
  ...{ id: `MLModelVersion:registry/churn/${number}`, kind: 'MLModelVersion', name: number },
});

const difference = (given: Partial<DifferenceData>): DifferenceData => ({
  ...{
    aspect: 'PARAMETER',
    name: 'depth',
    before: null,
    after: null,
    delta: null,
    verdict: null,
    because: null,
  },
  ...{ edgesBefore: [], edgesAfter: [] },
  ...given,
});

const edge: DifferenceData['edgesAfter'][number] = {
  ...{
    downstream: 'Deployment:registry/live',
    type: 'SERVES',
    upstream: version('2').id,
    stated: 'INFERRED',
  },
  ...{ by: 'registry', rule: 'same-name', declaredBy: null, reason: null, via: null, transformations: null },
  digest: null,
};

const answer = (differences: readonly DifferenceData[], more: Partial<DiffData> = {}): DiffData => ({
  ...{ a: version('1'), b: version('2'), from: null, to: null, differences, notKept: [] },
  totals: [{ aspect: 'PARAMETER', added: 0, removed: 0, changed: differences.length }],
  verdicts: { better: 0, worse: 0, same: 0, unknown: 0 },
  answer: {
    ...{ complete: true, hidden: 0, cut: [], unknown: [] },
    sources: [{ service: 'registry', lastSync: null, outcome: null, lastComplete: null }],
  },
  ...more,
});

const printed = (data: DiffData): string => diffLines(data).join('\n');

describe('A diff on a terminal', () => {
  it('groups by aspect, with the figures first', () => {
    const text = printed(
      answer(
        [
          difference({ before: '3', after: '5', delta: 2 }),
          difference({ aspect: 'TRAINING_DATA', name: 'orders', before: '', after: 'abc' }),
        ],
        { verdicts: { better: 1, worse: 2, same: 3, unknown: 4 } },
      ),
    );
    expect(text).toContain('churn@1 → churn@2');
    expect(text).toContain('2 differences: parameters 2 changed');
    expect(text).toContain('Of the metrics: 1 better, 2 worse, 3 the same, 4 that cannot be judged');
    expect(text.indexOf('Parameters')).toBeLessThan(text.indexOf('Training data'));
    expect(text).toMatch(/depth +│ 3 +│ 5 +│ \+2/);
  });

  it('says of a metric whether it is better or worse, and why it is not judged', () => {
    const metric = { aspect: 'METRIC', before: '1', after: '2', delta: 1 };
    const text = printed(
      answer([
        difference({ ...metric, name: 'auc', verdict: 'BETTER' }),
        difference({ ...metric, name: 'loss', verdict: 'WORSE' }),
        difference({ ...metric, name: 'widgets', verdict: 'UNKNOWN', because: 'its name does not tell' }),
        difference({
          ...metric,
          name: 'f1',
          before: null,
          verdict: 'UNKNOWN',
          because: 'only one side has it',
        }),
      ]),
    );
    expect(text).toMatch(/auc .*\+1 better/);
    expect(text).toMatch(/loss .*\+1 worse/);
    expect(text).toMatch(/widgets .*\+1 not judged: its name does not tell/);
    expect(text).toMatch(/f1 .*added/);
  });

  it('shows an edge by what people call its ends, without the compared thing', () => {
    const text = printed(
      answer([difference({ aspect: 'LINEAGE', name: 'raw', after: 'raw', edgesAfter: [edge] })]),
    );
    expect(text).toMatch(/│ live SERVES +│ +│ inferred by registry, same-name +│ added/);
  });

  it('says so when nothing differs, and on what that rests', () => {
    const text = printed(answer([]));
    expect(text).toContain('They do not differ.');
    expect(text).toMatch(/registry: .*never synced/);
  });

  it('names the moments of one thing, and what is not kept of the past', () => {
    const [from, to] = ['2026-03-01T00:00:00.000Z', null];
    const text = printed(
      answer([], { b: version('1'), from, to, notKept: ['Of a metric \u001b[31mno series.'] }),
    );
    expect(text).toContain(`churn@1 MLModelVersion  ${from} → now`);
    expect(text).toContain('Nothing of it that is kept has changed in between.');
    expect(text).toContain('not kept: Of a metric \\u001b[31mno series.');
  });

  it('lets no escape sequence of a name or value through', () => {
    const hostile = '\u001b]0;owned\u0007';
    const rows = [
      difference({ name: hostile, before: hostile, after: hostile }),
      difference({
        ...{ aspect: 'LINEAGE', name: hostile, after: hostile },
        edgesAfter: [{ ...edge, by: hostile, rule: hostile, transformations: [hostile], digest: hostile }],
      }),
      difference({ aspect: 'METRIC', before: '1', after: '2', verdict: 'UNKNOWN', because: hostile }),
    ];
    const data = answer(rows);
    for (const text of [printed(data), diffMarkdown(data).join('\n')]) {
      expect(text).not.toContain('\u001b]');
      expect(text).not.toContain('\u0007');
    }
  });
});

describe('A diff for a ticket or a spreadsheet', () => {
  const rows = [
    difference({ name: 'a|b', before: '=1+1', after: '-0.5', delta: -0.5 }),
    difference({
      aspect: 'METRIC',
      name: 'x,"y"',
      before: '1',
      after: '2',
      delta: 1,
      verdict: 'BETTER',
      because: 'w',
    }),
  ];

  it('is CSV with a head, quotes where they are needed, and no formulas', () => {
    expect(diffCsv(answer(rows))).toEqual([
      'aspect,name,before,after,delta,verdict,because',
      "PARAMETER,a|b,'=1+1,-0.5,-0.5,,",
      'METRIC,"x,""y""",1,2,1,BETTER,w',
    ]);
  });

  it('is Markdown whose cells stay cells, with what is not kept and what it rests on', () => {
    const text = diffMarkdown(answer(rows, { notKept: ['No <b>series</b>, @all.'] })).join('\n');
    expect(text).toContain('| Parameters | a\\|b | =1+1 | -0.5 | -0.5 |');
    expect(text).toContain('| 1, better (w) |');
    expect(text).toContain('- No &lt;b\\>series&lt;/b\\>, @\u200ball.');
    expect(text).toContain('- registry: never synced');
    expect(diffMarkdown(answer([])).join('\n')).toContain('Nothing that is kept differs.');
  });
});
