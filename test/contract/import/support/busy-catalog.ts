import { ENTITY_KINDS } from '../../../../src/model/entities.js';
import type { GraphExecutor } from '../../../../src/graph/executor.js';
import type { EntityDocument } from '../../../../src/model/document.js';
import { fullDocuments } from '../../../unit/jsonld/support/full-documents.js';
import { syncInto } from '../../../support/documents.js';
import { Workbench } from '../../curate/workbench.js';

export const ORDERS = 'Table:db/orders';

const table = (name: string, more: Partial<EntityDocument> = {}): EntityDocument => ({
  ...{ kind: 'Table', namespace: 'db', table: name },
  ...more,
});

const version: EntityDocument = {
  ...{ kind: 'MLModelVersion', service: 'registry', model: 'churn', version: '3' },
  edges: [{ type: 'TRAINED_ON', upstream: ORDERS, digest: 'c1' }],
};

const metric: EntityDocument = {
  ...{
    kind: 'Metric',
    service: 'registry',
    model: 'churn',
    version: '3',
    metric: 'auc',
    datasetName: '',
    slice: '',
  },
  ...{ value: 0.92, seriesSteps: [1, 2, 3], seriesTimes: [1, 2, 8.64e15], seriesValues: [0.5, 1e-7, 'NaN'] },
};

const state = (changed: boolean): EntityDocument[] => [
  table('orders', { primaryKey: ['shop', 'day', 'shop'], tags: ['b', 'a', 'b'], name: 'Orders' }),
  ...(changed ? [] : [table('old', { description: 'No more.' })]),
  table('scores', {
    edges: [
      { type: 'DERIVED_FROM', upstream: ORDERS, transformations: ['INDIRECT/FILTER', 'DIRECT/IDENTITY'] },
      ...(changed ? [] : [{ type: 'DERIVED_FROM', upstream: 'Table:db/old' } as const]),
      { type: 'PREDICTED_BY', upstream: 'models:/fraud/1' },
    ],
  }),
];

/**
 * A catalog in which everything has happened that an export must not lose: every kind with every property, two sources
 * and people that speak of one thing, what has ended and what came back, what was only mentioned, what waits, changes,
 * a rule that is broken, a metric with its history.
 */
export async function fillBusily(executor: GraphExecutor): Promise<void> {
  const etl = (documents: readonly EntityDocument[], at: string) =>
    syncInto(executor, { service: 'etl', masters: ['Table'], documents }, at);
  await etl(state(false), '2026-11-01T12:00:00.000Z');
  await etl(state(true), '2026-11-01T13:00:00.000Z');
  await syncInto(executor, { service: 'registry', masters: ENTITY_KINDS, documents: [version, metric] });
  await syncInto(executor, {
    service: 'lake',
    documents: [table('orders', { description: 'Raw.', tags: ['z'] })],
  });
  const people = new Workbench(executor);
  await people.curate(
    { id: ORDERS, set: { description: 'Every order.', tags: ['pii', 'gold'] } },
    'asked for',
  );
  await people.register({ kind: 'Table', namespace: 'by hand', table: 'targets' });
  await people.remove('Table:by%20hand/targets');
  await syncInto(executor, {
    service: 'everything',
    masters: ENTITY_KINDS,
    documents: fullDocuments().filter(({ kind }) => kind !== 'SyncRun'),
  });
}
