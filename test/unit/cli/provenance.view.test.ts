import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { EdgeData } from '../../../src/cli/edge.js';
import { provenanceMarkdown } from '../../../src/cli/provenance.formats.js';
import {
  PROVENANCE_QUERY,
  type ProvenanceData,
  type SourceData,
  type VersionData,
} from '../../../src/cli/provenance.query.js';
import { provenanceLines } from '../../../src/cli/provenance.view.js';
import { createSchema } from '../../../src/resolvers/schema.js';

const column = (name: string): string => `Column:db/shop.orders/${name}`;
const FEATURE = 'MLFeature:registry/churn/3/spent';

const edge = (downstream: string, upstream: string, more: Partial<EdgeData> = {}): EdgeData => ({
  ...{ downstream, upstream, type: 'DERIVED_FROM', stated: 'RECORDED', by: 'registry', rule: null },
  ...{ declaredBy: null, reason: null, via: null, transformations: null, digest: null },
  ...more,
});

const source = (name: string, certainty = 'RECORDED', through?: string): SourceData => ({
  ...{ source: { id: column(name), kind: 'Column', name }, certainty, depth: 1 },
  way: through
    ? [
        edge(FEATURE, column(through)),
        edge(column(through), column(name), { transformations: ['DIRECT/AGGREGATION'] }),
      ]
    : [edge(FEATURE, column(name), { stated: 'INFERRED', rule: 'same-name' })],
});

const version = (more: Partial<VersionData> = {}): VersionData => ({
  version: {
    ...{ id: 'MLModelVersion:registry/churn/3', name: '3', stage: 'production', status: 'READY' },
    ...{ aliases: ['champion'], uniqueTags: [], tags: [{ name: 'review', value: 'RR-1' }] },
    ...{ registeredAt: '2026-02-02T00:00:00.000Z', author: 'ana', runId: 'r3' },
  },
  certainty: 'RECORDED',
  servedBy: [],
  runs: [],
  parameters: [],
  trainingData: [],
  evaluationData: [],
  features: [],
  decisions: [],
  ...more,
});

const FULL = version({
  servedBy: [
    {
      deployment: { id: 'Deployment:registry/live', name: 'live', state: 'IN_SERVICE' },
      since: null,
      share: 90,
    },
    {
      deployment: { id: 'Deployment:registry/old', name: 'old', state: 'OUT_OF_SERVICE' },
      since: null,
      share: null,
    },
  ],
  runs: [
    {
      ...{ id: 'TrainingRun:registry/r3', name: 'nightly', status: 'FINISHED', user: 'ana', endedAt: null },
      ...{
        startedAt: '2026-02-01T00:00:00.000Z',
        sourceName: 'train.py',
        gitCommit: 'c0ffee',
        gitRepository: null,
      },
    },
  ],
  parameters: [
    { parameter: 'alpha', value: '0.5' },
    { parameter: 'depth', value: '3' },
  ],
  trainingData: [
    { table: { id: 'Table:db/shop.orders', name: 'shop.orders' }, digests: ['d1', 'd2'], edges: [] },
  ],
  evaluationData: [{ table: { id: 'Table:db/shop.held', name: 'shop.held' }, digests: [], edges: [] }],
  features: [
    {
      feature: { id: FEATURE, name: 'spent', dataType: 'double' },
      sources: [
        source('amount', 'RECORDED', 'sum'),
        source('day', 'RECORDED', 'sum'),
        source('unread', 'POSSIBLE'),
      ],
    },
  ],
  decisions: [
    {
      ...{ what: 'STAGE', by: 'bob', at: '2026-03-01T00:00:00.000Z', before: 'staging', after: 'production' },
      ...{ reason: 'board, item 1', approves: true },
    },
    {
      ...{
        what: 'SERVED',
        by: 'ada',
        at: '2026-03-02T00:00:00.000Z',
        before: null,
        after: 'Deployment:registry/live',
      },
      ...{ reason: null, approves: true },
    },
    {
      ...{ what: 'UNIQUE_TAG', by: 'ada', at: '2026-03-03T00:00:00.000Z', before: 'blue', after: null },
      ...{ reason: null, approves: false },
    },
  ],
});

const answered = (more: Partial<ProvenanceData> = {}): ProvenanceData => ({
  of: { id: 'Column:db/shop.scores/score', kind: 'Column', name: 'score' },
  asOf: null,
  versions: [],
  versionTotal: more.versions?.length ?? 0,
  sources: [],
  sourceTotal: more.sources?.length ?? 0,
  missing: [],
  missingTotals: [],
  answer: { complete: true, hidden: 0, cut: [], unknown: [], sources: [] },
  ...more,
});

const text = (data: ProvenanceData): string => provenanceLines(data).join('\n');

describe('A provenance in a terminal', () => {
  it('asks what the schema answers', () => {
    expect(validate(createSchema(), parse(PROVENANCE_QUERY))).toEqual([]);
  });

  it('draws each version with its evidence', () => {
    expect(text(answered({ versions: [FULL] }))).toContain(
      `scores.score
└─ churn@3 MLModelVersion  in service as live (90 %)
   ├─ its registry says  registered 2026-02-02T00:00:00.000Z by ana  stage production  status READY  alias champion  tags review=RR-1
   ├─ 2026-03-01T00:00:00.000Z  bob moved its stage from staging to production: board, item 1
   ├─ 2026-03-02T00:00:00.000Z  ada made live serve it
   ├─ 2026-03-03T00:00:00.000Z  ada took the unique tag blue off it
   ├─ made by run nightly  FINISHED  started 2026-02-01T00:00:00.000Z  by ana
   │  └─ code train.py  commit c0ffee
   ├─ with alpha=0.5, depth=3
   ├─ trained on shop.orders  digest d1, d2
   ├─ evaluated on shop.held  digest not known
   └─ feature spent
      ├─ orders.sum
      │  ├─ orders.amount  DIRECT/AGGREGATION
      │  └─ orders.day  DIRECT/AGGREGATION
      └─ POSSIBLE  orders.unread
`,
    );
  });

  it('says that nothing serves a version, and how sure it is that it had a part', () => {
    expect(text(answered({ versions: [version({ certainty: 'INFERRED' })] }))).toMatch(
      /churn@3 MLModelVersion {2}INFERRED {2}not in service/,
    );
  });

  it('says in words where nothing is known', () => {
    const lines = text(answered());
    expect(lines).toContain('No version of a model has a part in it.');
    expect(lines).toContain('No source columns are known.');
    expect(lines).toContain('No evidence is missing.');
    const unknown = version({
      features: [{ feature: { id: FEATURE, name: 'spent', dataType: null }, sources: [] }],
    });
    expect(text(answered({ versions: [unknown] }))).toContain('feature spent  source not known');
  });

  it('tells as of when, and groups sources by how sure they are', () => {
    const lines = text(
      answered({
        asOf: '2026-03-03T00:00:00.000Z',
        sources: [source('amount'), source('day'), source('unread', 'POSSIBLE')],
      }),
    );
    expect(lines).toContain('Where scores.score comes from, as it stood at 2026-03-03T00:00:00.000Z');
    expect(lines).toContain(
      'scores.score rests on 3 sources\n  RECORDED  orders.amount, orders.day\n  POSSIBLE  orders.unread',
    );
  });

  it('says once what is missing at several hops, and counts what is not shown', () => {
    const missing = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => ({
      ...{ what: 'NO_COLUMN_ORIGIN', at: column(name), version: null, depth: 1, message: 'Say so.' },
    }));
    const lines = text(answered({ missing, missingTotals: [{ what: 'NO_COLUMN_ORIGIN', total: 9 }] }));
    expect(lines).toContain(
      'Evidence is missing at 9 places\n  NO_COLUMN_ORIGIN  orders.a, orders.b, orders.c, orders.d, orders.e … and 2 more\n    → Say so.\n  … and 2 more',
    );
  });

  it('says that there are more versions and sources than it has, and that it is not complete', () => {
    const lines = text(
      answered({
        ...{ versions: [version()], versionTotal: 3, sources: [source('amount')], sourceTotal: 5 },
        answer: {
          ...{ complete: false, hidden: 0, unknown: [], sources: [] },
          cut: [{ reason: 'NODES', beyond: 2, at: ['MLModelVersion:registry/churn/4'] }],
        },
      }),
    );
    expect(lines).toContain('… and 2 further versions');
    expect(lines).toContain('… and 4 further sources');
    expect(lines).toContain('This answer is not complete.');
    expect(lines).toContain('churn@4 at the edge');
  });

  it('lets no word of a source act on the terminal', () => {
    const hostile = '\u001b[2J\u202e';
    const versions = [
      version({
        parameters: [{ parameter: hostile, value: hostile }],
        runs: [{ ...FULL.runs[0]!, name: hostile, gitRepository: hostile }],
        decisions: [{ ...FULL.decisions[0]!, by: hostile, reason: hostile }],
        trainingData: [
          {
            table: { id: `Table:db/${encodeURIComponent(hostile)}`, name: hostile },
            digests: [hostile],
            edges: [],
          },
        ],
        features: [{ feature: { id: FEATURE, name: hostile, dataType: null }, sources: [] }],
      }),
    ];
    const lines = text(answered({ versions }));
    expect(lines).toContain('\\u001b[2J\\u202e');
    // eslint-disable-next-line no-control-regex -- it must not be there
    expect(lines).not.toMatch(/\u001b\[2J|\u202e/);
  });
});

describe('A provenance as Markdown', () => {
  it('has a table of the evidence of each version, of its features, of the sources and of what is missing', () => {
    const lines = provenanceMarkdown(
      answered({
        versions: [FULL],
        sources: [source('amount', 'RECORDED', 'sum')],
        missing: [
          {
            what: 'NO_RUN',
            at: 'MLModelVersion:registry/churn/3',
            version: null,
            depth: 2,
            message: 'Say so.',
          },
        ],
        answer: {
          ...{ complete: true, hidden: 0, cut: [], unknown: [] },
          sources: [{ service: 'registry', lastSync: null, outcome: null, lastComplete: null }],
        },
      }),
    ).join('\n');
    expect(lines).toContain('## Where scores.score comes from');
    expect(lines).toContain('| served by | live IN\\_SERVICE, 90 %; old OUT\\_OF\\_SERVICE |');
    expect(lines).toContain(
      '| approval | 2026-03-01T00:00:00.000Z  bob moved its stage from staging to production: board, item 1 |',
    );
    expect(lines).toContain('| decision | 2026-03-03T00:00:00.000Z  ada took the unique tag blue off it |');
    expect(lines).toContain('| code | train.py  commit c0ffee |');
    expect(lines).toContain('| trained on | shop.orders, digest d1, d2 |');
    expect(lines).toContain(
      '| spent | orders.amount | RECORDED | churn@3 · spent → orders.sum → orders.amount |',
    );
    expect(lines).toContain('| 2 | NO\\_RUN | churn@3 | Say so. |');
    expect(lines).toContain('This answer is complete.');
    expect(lines).toContain('- registry: never synced');
  });

  it('is no place for the markup of others', () => {
    const hostile = '<img src=x>|`[a](b)';
    const lines = provenanceMarkdown(
      answered({ versions: [version({ decisions: [{ ...FULL.decisions[0]!, reason: hostile }] })] }),
    ).join('\n');
    expect(lines).toContain('&lt;img src=x\\>\\|\\`\\[a\\](b)');
  });
});
