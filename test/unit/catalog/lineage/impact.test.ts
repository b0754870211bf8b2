import { describe, expect, it } from 'vitest';
import { findImpact, type ImpactItem } from '../../../../src/catalog/lineage/find-impact.js';
import type { Hop as Edge, NodeSummary } from '../../../../src/catalog/lineage/lineage.reader.js';
import type { Change } from '../../../../src/catalog/lineage/severity.js';
import { entityId, parseId } from '../../../../src/model/entity-id.js';
import type { LineageRelation } from '../../../../src/model/relations.js';
import { kindOf, PlainLineageReader } from '../../../support/lineage-graphs.js';

const orders = entityId('Table', 'db', 'orders');
const column = (of: string, name: string): string => entityId('Column', 'db', of, name);
const feature = entityId('MLFeature', 's', 'm', '1', 'f');
const version = entityId('MLModelVersion', 's', 'm', '1');
const tuned = entityId('MLModelVersion', 's', 'm', '2');
const run = entityId('TrainingRun', 's', 'r');
const deployment = entityId('Deployment', 's', 'd');
const tunedDeployment = entityId('Deployment', 's', 'tuned');
const scores = entityId('Table', 'db', 'scores');
const dashboard = entityId('Dashboard', 'bi', 'board');

const since = '2025-01-01T00:00:00.000Z';

type Hop = Edge & { readonly since: string };

const edge = (downstream: string, type: LineageRelation, upstream: string, word: Partial<Hop> = {}): Hop => ({
  ...{ downstream, type, upstream, stated: 'RECORDED', by: 's', since, ...word },
  downstreamKind: kindOf(downstream),
  upstreamKind: kindOf(upstream),
});

/** Deployments are in service; `more` says more of things. */
function readerOf(
  edges: readonly Hop[],
  more: Record<string, Partial<NodeSummary>> = {},
): PlainLineageReader {
  const named = edges.flatMap(({ downstream, upstream }) => [downstream, upstream]);
  const ids = [...new Set([...named, ...Object.keys(more)])];
  const columns = ids
    .filter((id) => kindOf(id) === 'Column')
    .map((id) => ({ column: id, table: entityId('Table', ...parseId(id).key.slice(0, 2)) }));
  const things = [...new Set([...ids, ...columns.map(({ table }) => table)])].map((id) => {
    const state = kindOf(id) === 'Deployment' ? { state: 'IN_SERVICE' } : {};
    return { id, kind: kindOf(id), name: id, since, ...state, ...more[id] };
  });
  return new PlainLineageReader({ edges, columns, things });
}

async function itemsOf(
  edges: readonly Hop[],
  of: string,
  change: Change = 'DROP',
): Promise<Record<string, ImpactItem>> {
  const { items } = await findImpact(readerOf(edges), of, { change });
  return Object.fromEntries(items.map((item) => [item.id, item]));
}

const effectsOf = async (...question: Parameters<typeof itemsOf>): Promise<Record<string, string>> =>
  Object.fromEntries(Object.entries(await itemsOf(...question)).map(([id, item]) => [id, item.effect]));

const served = [
  edge(deployment, 'SERVES', version),
  edge(scores, 'PREDICTED_BY', deployment),
  edge(dashboard, 'CONSUMES', scores),
];

describe('what a dropped thing does', () => {
  it('breaks what reads a column when it scores, and leaves the trained version as it was', async () => {
    const edges = [
      edge(feature, 'DERIVED_FROM', column('orders', 'a')),
      edge(version, 'USES_FEATURE', feature),
      ...served,
    ];
    expect(await effectsOf(edges, column('orders', 'a'))).toEqual({
      [feature]: 'BREAKS',
      [version]: 'CANNOT_RETRAIN',
      [deployment]: 'BREAKS',
      [scores]: 'BREAKS',
      [dashboard]: 'BREAKS',
    });
  });

  it('breaks nothing behind a version that was only trained on it', async () => {
    const edges = [edge(run, 'TRAINED_ON', orders), edge(version, 'PRODUCED_BY', run), ...served];
    expect(await effectsOf(edges, orders)).toEqual({
      [run]: 'CANNOT_RETRAIN',
      [version]: 'CANNOT_RETRAIN',
      [deployment]: 'ON_RETRAINING',
      [scores]: 'ON_RETRAINING',
      [dashboard]: 'ON_RETRAINING',
    });
  });

  it('leaves alone what was tuned from a version that cannot be trained again', async () => {
    const edges = [
      edge(version, 'TRAINED_ON', orders),
      edge(tuned, 'FINE_TUNED_FROM', version),
      edge(tunedDeployment, 'SERVES', tuned),
    ];
    expect(await effectsOf(edges, orders)).toMatchObject({
      [tuned]: 'ON_RETRAINING',
      [tunedDeployment]: 'ON_RETRAINING',
    });
    expect(await effectsOf(edges, version)).toEqual({
      [tuned]: 'CANNOT_RETRAIN',
      [tunedDeployment]: 'ON_RETRAINING',
    });
  });

  it('leaves alone what was tuned from a version whose input it was', async () => {
    const edges = [edge(version, 'USES_FEATURE', feature), edge(tuned, 'FINE_TUNED_FROM', version)];
    expect(await effectsOf(edges, feature)).toEqual({
      [version]: 'CANNOT_RETRAIN',
      [tuned]: 'ON_RETRAINING',
    });
  });

  it('breaks what runs the version by itself', async () => {
    const scoring = entityId('Pipeline', 'jobs', 'scoring');
    const app = entityId('Application', 'shop', 'alerts');
    const edges = [
      edge(version, 'USES_FEATURE', feature),
      edge(scoring, 'READS', version),
      edge(app, 'CONSUMES', version),
      edge(scores, 'PREDICTED_BY', version),
    ];
    expect(await effectsOf(edges, feature)).toMatchObject({
      [scoring]: 'BREAKS',
      [app]: 'BREAKS',
      [scores]: 'BREAKS',
    });
  });
});

describe('when several ways lead to a thing', () => {
  const derived = (stated: Hop['stated']): Hop[] => [
    edge(version, 'TRAINED_ON', orders),
    edge(feature, 'DERIVED_FROM', column('orders', 'a'), { stated }),
    edge(version, 'USES_FEATURE', feature),
    edge(deployment, 'SERVES', version),
  ];

  it('of equally certain ones the worst counts, and it is the way that is shown', async () => {
    const { [deployment]: item } = await itemsOf(derived('RECORDED'), orders);
    expect(item).toMatchObject({ effect: 'BREAKS', severity: 'CRITICAL', certainty: 'RECORDED', depth: 4 });
    expect(item?.why.map(({ type }) => type)).toEqual([
      ...['HAS_COLUMN', 'DERIVED_FROM', 'USES_FEATURE', 'SERVES'],
    ]);
    expect(item?.atWorst).toBeUndefined();
  });

  it('a worse one that is less certain does not count, and is not kept quiet', async () => {
    const reader = readerOf(derived('INFERRED'));
    const { items, totals } = await findImpact(reader, orders, { change: 'DROP' });
    const item = items.find(({ id }) => id === deployment);
    expect(item).toMatchObject({
      ...{ effect: 'ON_RETRAINING', severity: 'LOW', certainty: 'RECORDED', depth: 2 },
      atWorst: { effect: 'BREAKS', severity: 'CRITICAL', certainty: 'INFERRED' },
    });
    expect(item?.atWorst?.why).toHaveLength(4);
    expect(totals.worse).toBe(1);
    // The order goes by what might be: the version, which is HIGH for sure, comes after.
    expect(items.map(({ id }) => id)).toEqual([column('orders', 'a'), feature, deployment, version]);
  });

  it('the others that are as short, as certain and as bad are counted; longer ones are not', async () => {
    const [a, b, c, end] = ['a', 'b', 'c', 'end'].map((name) => column('t', name)) as [
      string,
      string,
      string,
      string,
    ];
    const start = column('orders', 'x');
    const { [end]: item } = await itemsOf(
      [
        ...[a, b].map((middle) => edge(middle, 'DERIVED_FROM', start)),
        ...[a, b, c].map((middle) => edge(end, 'DERIVED_FROM', middle)),
        edge(c, 'DERIVED_FROM', a),
      ],
      start,
    );
    expect(item).toMatchObject({ depth: 2, whyOthers: 1, whyOthersCapped: false });
  });

  it('more than an Int can hold are told as at least so many', async () => {
    const joint = (n: number): string => column('t', `j${n}`);
    const ladder = Array.from({ length: 40 }, (_, n) =>
      ['l', 'r'].flatMap((side) => [
        edge(column('t', `${side}${n}`), 'DERIVED_FROM', joint(n)),
        edge(joint(n + 1), 'DERIVED_FROM', column('t', `${side}${n}`)),
      ]),
    ).flat();
    const items = await itemsOf(ladder, joint(0));
    expect(items[joint(30)]).toMatchObject({ whyOthers: 2 ** 30 - 1, whyOthersCapped: false });
    expect(items[joint(40)]).toMatchObject({ whyOthers: 2 ** 31 - 1, whyOthersCapped: true });
  });
});

describe('indirect use', () => {
  const filtered = column('report', 'total');
  const indirect = { transformations: ['INDIRECT/FILTER', 'INDIRECT/JOIN'] };

  it('is impact as any other, and marked on all that stands behind it', async () => {
    const items = await itemsOf(
      [
        edge(filtered, 'DERIVED_FROM', column('orders', 'a'), indirect),
        edge(dashboard, 'CONSUMES', filtered),
      ],
      column('orders', 'a'),
    );
    expect(items[filtered]).toMatchObject({ use: 'INDIRECT', effect: 'BREAKS' });
    expect(items[dashboard]).toMatchObject({ use: 'INDIRECT', effect: 'BREAKS', severity: 'CRITICAL' });
  });

  it('is not said where values come too, by the same step or by a way as short', async () => {
    const both = { transformations: ['DIRECT/AGGREGATION', 'INDIRECT/GROUP_BY'] };
    const first = await itemsOf(
      [edge(filtered, 'DERIVED_FROM', column('orders', 'a'), both)],
      column('orders', 'a'),
    );
    expect(first[filtered]).toMatchObject({ use: 'DIRECT' });
    const second = await itemsOf(
      [
        edge(filtered, 'DERIVED_FROM', column('orders', 'a'), { ...indirect, by: 'a' }),
        edge(filtered, 'DERIVED_FROM', column('orders', 'a'), { by: 'b' }),
      ],
      column('orders', 'a'),
    );
    expect(second[filtered]).toMatchObject({ use: 'DIRECT', whyOthers: 1, why: [{ by: 'b' }] });
  });
});

describe('whom to tell', () => {
  it('are the owners of all that is touched, of parts those of the whole, and nobody where there is none', async () => {
    const reader = readerOf(
      [
        edge(feature, 'DERIVED_FROM', column('orders', 'a')),
        edge(version, 'USES_FEATURE', feature),
        edge(column('scores', 'x'), 'DERIVED_FROM', column('orders', 'a')),
        ...served,
      ],
      {
        [entityId('MLModel', 's', 'm')]: { owners: ['mia'] },
        [scores]: { owners: ['data', 'ada'] },
        [deployment]: { owners: ['mia', 'mia'] },
      },
    );
    // One thing to a page: owners are told of all the same.
    const impact = await findImpact(reader, column('orders', 'a'), { change: 'DROP', first: 1 });
    const groups = await impact.owners();
    expect(groups.map(({ owner, total, live, severity }) => [owner, total, live, severity])).toEqual([
      ['mia', 3, 3, 'CRITICAL'],
      ['ada', 2, 2, 'CRITICAL'],
      ['data', 2, 2, 'CRITICAL'],
      [undefined, 1, 1, 'CRITICAL'],
    ]);
    expect(groups[0]?.things.map(({ id }) => id)).toEqual([feature, deployment, version]);
    expect(groups.at(-1)?.things.map(({ id }) => id)).toEqual([dashboard]);
  });

  it('are told of the first things by name, and of all by number', async () => {
    const many = Array.from({ length: 30 }, (_, n) => edge(column('wide', `c${n}`), 'DERIVED_FROM', orders));
    const impact = await findImpact(readerOf(many), orders, { change: 'DROP' });
    const [nobody] = await impact.owners();
    expect(nobody?.total).toBe(31);
    expect(nobody?.things).toHaveLength(20);
  });
});
