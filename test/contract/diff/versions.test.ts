import { beforeAll, expect, it } from 'vitest';
import type { Curator } from '../curate/curator.js';
import { curator } from '../curate/curator.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import {
  day,
  feature,
  said,
  table,
  tableDocument,
  told,
  version,
  versionDocuments,
  column,
} from './compared-things.js';

const FIELDS = `a { id } b { id } totals { aspect added removed changed } verdicts { better worse same unknown }
  differences { aspect name before after delta verdict because edgesBefore { digest } edgesAfter { digest by stated } }
  lineageAdded { type downstream upstream } lineageRemoved { type downstream upstream } notKept
  answer { complete sources { service outcome } }`;

describeOnEveryEngine('the diff of two versions', (open) => {
  let ask: Curator;
  const diff = async (a: string, b: string): Promise<Record<string, unknown>> =>
    (await ask(`{ diff(a: "${a}", b: "${b}") { ${FIELDS} } }`))['diff'] as Record<string, unknown>;

  beforeAll(async () => {
    const executor = await open();
    ask = curator(executor, { actor: 'ada', role: 'admin' });
    await said(
      executor,
      [
        ...tableDocument('orders', { amount: 'int', day: 'date' }),
        ...tableDocument('people', { age: 'int' }),
        ...tableDocument('holdout', {}),
        ...versionDocuments({
          number: '1',
          features: { spent: ['amount@orders'], recent: ['day@orders'] },
          digests: { orders: '111', people: 'p' },
          parameters: { depth: '3', loss: 'log', gone: '1' },
          metrics: { auc: 0.8, val_loss: 0.5, f1: 0.7, widgets: 4, recall: 0.5 },
          edges: [{ type: 'EVALUATED_ON', upstream: table('holdout') }],
          fields: { algorithm: 'Forest', stage: 'production', metadata: { team: 'a', same: 1 }, runId: 'r1' },
        }),
        ...versionDocuments({
          number: '2',
          // The same two columns, but the other way around, and one more.
          features: { spent: ['day@orders'], recent: ['day@orders', 'amount@orders'], age: ['age@people'] },
          digests: { orders: '222', people: 'p' },
          parameters: { depth: '5', loss: 'hinge' },
          metrics: { auc: 0.9, val_loss: 0.75, f1: 0.7, widgets: 5, precision: 0.4 },
          edges: [{ type: 'FINE_TUNED_FROM', upstream: version('1') }],
          fields: {
            algorithm: 'Boosting',
            stage: 'production',
            metadata: { team: 'b', same: 1 },
            runId: 'r2',
          },
        }),
        {
          ...{ kind: 'Deployment', service: 'registry', endpoint: 'live', state: 'IN_SERVICE' },
          edges: [{ type: 'SERVES', upstream: version('2') }],
        },
      ],
      day(1),
    );
  });

  it('tells features, sources, data, parameters, metrics, lineage and fields, each difference once', async () => {
    const { differences } = await diff('churn@1', 'churn@2');
    expect(told(differences)).toEqual([
      'FEATURE age: – → double',
      'SOURCE shop.people.age: – → int',
      'TRAINING_DATA shop.orders: 111 → 222',
      'PARAMETER depth: 3 → 5 (2)',
      'PARAMETER gone: 1 → –',
      'PARAMETER loss: log → hinge',
      'METRIC auc: 0.8 → 0.9 (0.1) BETTER',
      'METRIC precision: – → 0.4 UNKNOWN',
      'METRIC recall: 0.5 → – UNKNOWN',
      'METRIC val_loss: 0.5 → 0.75 (0.25) WORSE',
      'METRIC widgets: 4 → 5 (1) UNKNOWN',
      'LINEAGE Deployment:registry/live SERVES: – → RECORDED by registry',
      `LINEAGE EVALUATED_ON ${table('holdout')}: RECORDED by registry → –`,
      `LINEAGE FINE_TUNED_FROM ${version('1')}: – → RECORDED by registry`,
      `LINEAGE ${version('2')} FINE_TUNED_FROM: RECORDED by registry → –`,
      `LINEAGE recent DERIVED_FROM ${column('amount', 'orders')}: – → RECORDED by registry`,
      `LINEAGE spent DERIVED_FROM ${column('amount', 'orders')}: RECORDED by registry → –`,
      `LINEAGE spent DERIVED_FROM ${column('day', 'orders')}: – → RECORDED by registry`,
      'PROPERTY algorithm: Forest → Boosting',
      'PROPERTY metadata.team: a → b',
    ]);
  });

  it('counts what became of the metrics, those that stayed the same too, and says why one is not judged', async () => {
    const { verdicts, differences } = await diff('churn@1', 'churn@2');
    expect(verdicts).toEqual({ better: 1, worse: 1, same: 1, unknown: 3 });
    const reasons = Object.fromEntries(
      (differences as { name: string; because: string | null }[]).map(({ name, because }) => [name, because]),
    );
    expect(reasons).toMatchObject({
      ...{ auc: 'higher is better: auc', val_loss: 'lower is better: loss' },
      ...{
        widgets: 'its name does not tell which way is better',
        recall: 'only one side has it',
        depth: null,
      },
    });
  });

  it('keeps the edges apart that only one of them has; data with another digest is no other edge', async () => {
    const { lineageAdded, lineageRemoved, differences } = await diff('churn@1', 'churn@2');
    expect(lineageAdded).toEqual([
      { type: 'DERIVED_FROM', downstream: feature('age', '2'), upstream: column('age', 'people') },
      { type: 'DERIVED_FROM', downstream: feature('recent', '2'), upstream: column('amount', 'orders') },
      { type: 'DERIVED_FROM', downstream: feature('spent', '2'), upstream: column('day', 'orders') },
      { type: 'FINE_TUNED_FROM', downstream: version('2'), upstream: version('1') },
      { type: 'SERVES', downstream: 'Deployment:registry/live', upstream: version('2') },
      { type: 'USES_FEATURE', downstream: version('2'), upstream: feature('age', '2') },
    ]);
    expect(lineageRemoved).toEqual([
      { type: 'DERIVED_FROM', downstream: feature('spent', '1'), upstream: column('amount', 'orders') },
      { type: 'EVALUATED_ON', downstream: version('1'), upstream: table('holdout') },
      { type: 'FINE_TUNED_FROM', downstream: version('2'), upstream: version('1') },
    ]);
    const [data] = (differences as { aspect: string }[]).filter(({ aspect }) => aspect === 'TRAINING_DATA');
    expect(data).toMatchObject({
      edgesBefore: [{ digest: '111' }],
      edgesAfter: [{ digest: '222', by: 'registry' }],
    });
  });

  it('is mirrored when the versions change places, and empty between a version and itself', async () => {
    const there = await diff('churn@1', 'churn@2');
    const back = await diff('churn@2', 'churn@1');
    const turned = { BETTER: 'WORSE', WORSE: 'BETTER', SAME: 'SAME', UNKNOWN: 'UNKNOWN' } as const;
    type Row = { before: unknown; after: unknown; delta: number | null; verdict: keyof typeof turned | null };
    const mirrored = (there['differences'] as Row[]).map((row) => ({
      ...{ ...row, before: row.after, after: row.before },
      ...{ delta: row.delta === null ? null : -row.delta },
      ...{ verdict: row.verdict === null ? null : turned[row.verdict] },
    }));
    const plain = (rows: Row[]) => told(rows);
    expect(plain(back['differences'] as Row[])).toEqual(plain(mirrored));
    expect(back['lineageAdded']).toEqual(there['lineageRemoved']);
    const same = await diff('churn@1', version('1'));
    expect(same).toMatchObject({ differences: [], totals: [], lineageAdded: [], lineageRemoved: [] });
    expect(same['verdicts']).toEqual({ better: 0, worse: 0, same: 5, unknown: 0 });
  });

  it('says which sources it rests on, and claims nothing of the past', async () => {
    const { answer, notKept, totals } = await diff('churn@1', 'churn@2');
    expect(answer).toEqual({ complete: true, sources: [{ service: 'registry', outcome: 'COMPLETE' }] });
    expect(notKept).toEqual([]);
    expect(totals).toContainEqual({ aspect: 'PARAMETER', added: 0, removed: 1, changed: 2 });
  });

  it('refuses what cannot be compared', async () => {
    await expect(diff('orders', 'people')).rejects.toThrow(/only versions of models can be compared/);
    await expect(diff('orders', 'churn@1')).rejects.toThrow(
      /Things of two kinds .* is a Table, .* a MLModelVersion/,
    );
    await expect(ask('{ diff(a: "churn@1") { notKept } }')).rejects.toThrow(
      /another version \(`b`\), or a moment/,
    );
  });
});
