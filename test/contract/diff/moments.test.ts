import { beforeAll, expect, it } from 'vitest';
import { HeadwaterError } from '../../../src/errors.js';
import type { EntityDocument } from '../../../src/model/document.js';
import type { Curator } from '../curate/curator.js';
import { curator } from '../curate/curator.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import {
  column,
  day,
  said,
  table,
  tableDocument,
  told,
  version,
  versionDocuments,
} from './compared-things.js';

const scores = (more: Partial<EntityDocument> = {}): EntityDocument[] => [
  ...tableDocument('scores', {}, more),
];

const serving = (number: string): EntityDocument => ({
  ...{ kind: 'Deployment', service: 'registry', endpoint: 'live', state: 'IN_SERVICE' },
  ...{ traffic: { [version(number)]: 100 }, edges: [{ type: 'SERVES', upstream: version(number) }] },
});

const madeFrom = (name: string): EntityDocument => ({
  ...{ kind: 'Column', namespace: 'db', table: 'shop.features', column: 'spent', dataType: 'double' },
  edges: [{ type: 'DERIVED_FROM', upstream: column(name, 'orders') }],
});

/** The first of March, and what had become of it on the fifth. */
const FIRST: readonly EntityDocument[] = [
  ...tableDocument('orders', { amount: 'int', day: 'date', old: 'text' }, { description: 'first' }),
  ...scores({ edges: [{ type: 'PREDICTED_BY', upstream: 'Deployment:registry/live' }] }),
  ...tableDocument('features', {}),
  madeFrom('amount'),
  ...versionDocuments({ number: '1', digests: { orders: '111' }, metrics: { auc: 0.8, loss: 0.5 } }),
  ...versionDocuments({ number: '2' }),
  serving('1'),
];
const FIFTH: readonly EntityDocument[] = [
  ...tableDocument('orders', { amount: 'bigint', day: 'date', added: 'int' }, { description: 'fifth' }),
  ...scores(),
  ...tableDocument('features', {}),
  madeFrom('day'),
  ...versionDocuments({
    ...{ number: '1', digests: { orders: '222' }, metrics: { auc: 0.9, loss: 0.5 } },
    fields: { stage: 'production' },
  }),
  ...versionDocuments({ number: '2', parameters: { depth: '3' } }),
  serving('2'),
];

describeOnEveryEngine('the diff of one thing at two moments', (open) => {
  let ask: Curator;
  const diff = async (what: string, shape = ''): Promise<Record<string, unknown>> =>
    (
      await ask(
        `{ diff(${what}) { differences { aspect name before after delta verdict } notKept ${shape} } }`,
      )
    )['diff'] as Record<string, unknown>;
  const between = async (a: string, from: number, to?: number): Promise<string[]> => {
    const until = to === undefined ? '' : `, to: "${day(to)}"`;
    return told((await diff(`a: "${a}", from: "${day(from)}"${until}`))['differences']);
  };
  const refusal = async (what: string): Promise<HeadwaterError> => {
    const error = await diff(what).catch((failure: unknown) => failure);
    if (error instanceof HeadwaterError) return error;
    throw new Error('It was not refused.');
  };

  beforeAll(async () => {
    const executor = await open();
    ask = curator(executor, { actor: 'ada', role: 'admin' });
    await said(executor, FIRST, day(1));
    await said(executor, FIFTH, day(5));
    await said(executor, FIRST, day(9));
  });

  it('tells the columns of a table that came, went and changed their type, its fields and its edges', async () => {
    expect(await between('orders', 2, 6)).toEqual([
      'COLUMN added: – → int',
      'COLUMN amount: int → bigint',
      'COLUMN old: text → –',
      'PROPERTY description: first → fifth',
    ]);
    expect(await between('scores', 2, 6)).toEqual([
      'LINEAGE PREDICTED_BY Deployment:registry/live: RECORDED by registry → –',
    ]);
  });

  it('tells which version a deployment answered with, and what a column was made from', async () => {
    expect(await between('live', 2, 6)).toEqual([
      `LINEAGE SERVES ${version('1')}: RECORDED by registry → –`,
      `LINEAGE SERVES ${version('2')}: – → RECORDED by registry`,
      `LINEAGE ${table('scores')} PREDICTED_BY: RECORDED by registry → –`,
      `PROPERTY traffic.${version('1')}: 100 → –`,
      `PROPERTY traffic.${version('2')}: – → 100`,
    ]);
    expect(await between(column('spent', 'features'), 2, 6)).toEqual([
      `LINEAGE DERIVED_FROM ${column('amount', 'orders')}: RECORDED by registry → –`,
      `LINEAGE DERIVED_FROM ${column('day', 'orders')}: – → RECORDED by registry`,
    ]);
    expect(await between(column('day', 'orders'), 2, 6)).toEqual([
      `LINEAGE ${column('spent', 'features')} DERIVED_FROM: – → RECORDED by registry`,
    ]);
  });

  it('finds no difference where all is as it was again, and none between a moment and itself', async () => {
    for (const thing of ['orders', 'scores', 'live', 'churn@1', column('spent', 'features')]) {
      expect([thing, await between(thing, 2, 9)]).toEqual([thing, []]);
      expect([thing, await between(thing, 6, 6)]).toEqual([thing, []]);
    }
  });

  it('takes now for the other moment, and the past of a moment ago is what is there now', async () => {
    expect(await between('orders', 6)).toEqual([
      'COLUMN added: int → –',
      'COLUMN amount: bigint → int',
      'COLUMN old: – → text',
      'PROPERTY description: fifth → first',
    ]);
    for (const thing of ['orders', 'scores', 'features', 'live', 'churn', 'churn@1', 'churn@2', 'registry'])
      expect([thing, await between(thing, 10)]).toEqual([thing, []]);
  });

  it('judges the metrics of a version then and later, and says what is not kept of the past', async () => {
    const { differences, notKept } = await diff(`a: "churn@1", from: "${day(2)}", to: "${day(6)}"`);
    expect(told(differences)).toEqual([
      'METRIC auc: 0.8 → 0.9 (0.1) BETTER',
      `LINEAGE Deployment:registry/live SERVES: RECORDED by registry → –`,
      'PROPERTY stage: – → production',
    ]);
    // The digest was another one then. The catalog cannot tell which, and must not be silent about it.
    expect(notKept).toContain(
      `TRAINED_ON ${table('orders')} says something else since ${day(5)}: what it said before is not kept.`,
    );
    expect((notKept as string[]).join('\n')).toMatch(/its series is only known as it is now/);
    const { notKept: later } = await diff(`a: "churn@1", from: "${day(6)}", to: "${day(7)}"`);
    expect((later as string[]).join('\n')).not.toMatch(/something else/);
  });

  it('takes two versions each at its own moment', async () => {
    const { differences } = await diff(`a: "churn@1", b: "churn@2", from: "${day(2)}", to: "${day(6)}"`);
    expect(told(differences)).toEqual([
      'TRAINING_DATA shop.orders: 111 → –',
      'PARAMETER depth: – → 3',
      'METRIC auc: 0.8 → – UNKNOWN',
      'METRIC loss: 0.5 → – UNKNOWN',
    ]);
  });

  it('shows the thing itself as it stood at either moment', async () => {
    const { a, b, from, to } = await diff(
      `a: "orders", from: "${day(2)}", to: "${day(6)}"`,
      'a { description } b { description } from to',
    );
    expect([a, b]).toEqual([{ description: 'first' }, { description: 'fifth' }]);
    expect([from, to]).toEqual([day(2), day(6)]);
  });

  it('says since when a thing is known that was not there yet, and what is wrong with a moment', async () => {
    const unborn = await refusal(`a: "orders", from: "2026-02-01T00:00:00Z"`);
    expect(unborn.code).toBe('NOT_FOUND');
    expect(unborn.message).toContain(`the catalog has known it since ${day(1)}`);
    const future = await refusal(`a: "orders", from: "2126-02-01T00:00:00Z"`);
    expect([future.code, future.message]).toEqual([
      'BAD_INPUT',
      expect.stringMatching(/`from` is yet to come/),
    ]);
    expect((await refusal(`a: "orders", to: "${day(2)}"`)).message).toMatch(/Say what to compare with/);
    expect((await refusal(`a: "orders", from: "${day(6)}", to: "${day(2)}"`)).message).toMatch(
      /`from` is after `to`/,
    );
  });
});
