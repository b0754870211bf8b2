import { describe, expect, it } from 'vitest';
import { versionsLines, type VersionsData } from '../../../src/cli/versions.view.js';

type Table = NonNullable<VersionsData['entity']['versionTable']>;
type Row = Table['nodes'][number];

const row = (given: Partial<Row>): Row => ({
  ...{ version: '1', registeredAt: '2026-10-01T10:00:00.000Z', deployed: false, deployments: [], run: null },
  ...{
    modelUri: `models:/churn/${given.version ?? '1'}`,
    stage: null,
    status: null,
    aliases: [],
    algorithm: null,
  },
  ...{ parameters: [], metrics: [] },
  ...given,
});

const answer = (nodes: readonly Row[], more: Partial<Table> = {}): VersionsData => ({
  entity: {
    ...{ id: 'MLModel:registry/churn', kind: 'MLModel' },
    versionTable: {
      ...{ nodes, totalCount: nodes.length, parameterNames: [], metricNames: [] },
      pageInfo: { hasNextPage: false, endCursor: null },
      ...more,
    },
  },
});

const printed = (data: VersionsData, columns: { metrics?: string[]; parameters?: string[] } = {}): string =>
  versionsLines(data, { metrics: [], parameters: [], ...columns }).join('\n');

describe('The table of versions on a terminal', () => {
  it('marks what is deployed, and names the deployments', () => {
    const text = printed(
      answer([
        row({ version: '2', deployed: true, deployments: [{ name: 'churn@champion', state: 'IN_SERVICE' }] }),
        row({ version: '1', deployments: [{ name: 'old', state: 'OUT_OF_SERVICE' }] }),
      ]),
    );
    expect(text).toContain('2 versions; 1 deployed');
    expect(text).toMatch(/2 +│ ● yes/);
    expect(text).toMatch(/│ +│ churn@champion/);
    expect(text).toContain('old (OUT_OF_SERVICE)');
  });

  it('shows a figure as it is, and a dash where there is none', () => {
    const cells = [{ text: '0.9200000000000002', value: 0.9200000000000002, unit: null }, null];
    const text = printed(answer([row({ metrics: cells })], { metricNames: ['auc', 'f1'] }), {
      metrics: ['auc', 'f1'],
    });
    expect(text).toMatch(/│ +0\.92 │ +– │/);
    expect(text).toContain('No version here has the metric f1.');
  });

  it('says which columns there are when one is misspelt', () => {
    const text = printed(answer([row({ metrics: [null] })], { metricNames: ['auc', 'f1'] }), {
      metrics: ['aucc'],
    });
    expect(text).toContain('No version has a metric aucc; there are: auc,f1.');
  });

  it('says how to go on, and what more could be shown', () => {
    const text = printed(
      answer([row({})], {
        ...{ totalCount: 7, metricNames: ['auc'], pageInfo: { hasNextPage: true, endCursor: 'abc' } },
      }),
    );
    expect(text).toContain('7 versions, 1 of them here');
    expect(text).toContain('--after abc');
    expect(text).toContain('--metrics auc');
  });

  it('says so when there is no version, or the thing is no model', () => {
    expect(printed(answer([]))).toContain('No version of it is known.');
    const table = { entity: { id: 'Table:db/shop.orders', kind: 'Table' } };
    expect(() => printed(table)).toThrow(/is a Table, and only a model has versions/);
  });

  it('prints no escape sequence of a hostile name', () => {
    const text = printed(answer([row({ version: '\u001b[31m1', aliases: ['a\nb'] })]), {
      metrics: ['\u001b]0;x'],
    });
    // eslint-disable-next-line no-control-regex -- these are what must not reach a terminal
    expect(text).not.toMatch(/\u001b\[31m1|\u001b\]0/);
    expect(text).toContain('\\u001b[31m1');
  });
});
