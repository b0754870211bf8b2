import { describe, expect, it } from 'vitest';
import {
  columnId,
  columnLineage,
  datasetEvent,
  facet,
  from,
  pipelineId,
  readEvents,
  runEvent,
  schema,
  table,
  tableId,
} from './support.js';

const WAREHOUSE = 'postgres://warehouse:5432';
const also = (...names: string[]) => ({
  symlinks: facet({ identifiers: names.map((name) => ({ namespace: WAREHOUSE, name, type: 'TABLE' })) }),
});
const renamedFrom = (name: string) => ({
  lifecycleStateChange: facet({
    lifecycleStateChange: 'RENAME',
    previousIdentifier: { namespace: WAREHOUSE, name },
  }),
});

describe('further names of a dataset', () => {
  const events = [
    runEvent(1, 'COMPLETE', { job: 'write', inputs: [table('raw')], outputs: [table('path', schema('x'))] }),
    runEvent(2, 'COMPLETE', {
      job: 'read',
      inputs: [table('name')],
      outputs: [table('t', columnLineage({ y: [from('name.x')] }))],
    }),
    runEvent(3, 'COMPLETE', { job: 'other', outputs: [table('path', also('name'))], at: '09:00:00' }),
  ];

  it.each([
    ['at last', events],
    ['first', events.toReversed()],
  ])('mean one table, whenever they become known: %s', async (_, order) => {
    const { document, edges } = await readEvents(order);
    expect(document(tableId('name'))).toBeUndefined();
    expect(document(tableId('path'))).toMatchObject({ otherNames: [`${WAREHOUSE}/name`] });
    expect(edges(tableId('t'))).toContain('DERIVED_FROM Table:w/path via read');
    expect(edges(columnId('t.y'))).toEqual(['DERIVED_FROM Column:w/path/x DIRECT/IDENTITY via read']);
    expect(edges(pipelineId('read'))).toContain('READS Table:w/path');
  });

  it('are those of the dataset that claimed them last', async () => {
    const claims = [
      datasetEvent(table('new', also('name')), '06:00:00'),
      datasetEvent(table('old', also('name')), '05:00:00'),
      runEvent(1, 'COMPLETE', { inputs: [table('name')], outputs: [table('t')] }),
    ];
    const { edges, document } = await readEvents(claims);
    expect(edges(tableId('t'))).toContain('DERIVED_FROM Table:w/new via build');
    expect(document(tableId('old'))).toBeDefined();
  });

  it('are no longer names when the dataset is said to have others', async () => {
    const { document } = await readEvents([
      datasetEvent(table('path', also('before')), '05:00:00'),
      datasetEvent(table('path', also('after')), '06:00:00'),
      datasetEvent(table('before'), '07:00:00'),
    ]);
    expect(document(tableId('before'))).toBeDefined();
    expect(document(tableId('path'))).toMatchObject({ otherNames: [`${WAREHOUSE}/after`] });
  });

  it('that go round in a circle end at the newest', async () => {
    const { documents } = await readEvents([
      datasetEvent(table('a', also('b')), '05:00:00'),
      datasetEvent(table('b', also('a')), '06:00:00'),
    ]);
    expect(documents.filter(({ kind }) => kind === 'Table')).toMatchObject([{ table: 'b' }]);
  });

  it('told by a run that failed do not count', async () => {
    const { document } = await readEvents([
      datasetEvent(table('name')),
      runEvent(1, 'FAIL', { outputs: [table('path', also('name'))] }),
    ]);
    expect(document(tableId('name'))).toBeDefined();
  });
});

describe('a dataset that was renamed', () => {
  const written = runEvent(1, 'COMPLETE', {
    inputs: [table('a')],
    outputs: [table('orders')],
    at: '04:00:00',
  });
  const renamed = runEvent(2, 'COMPLETE', {
    job: 'archive',
    outputs: [table('orders_old', renamedFrom('orders'))],
    at: '05:00:00',
  });
  const anew = runEvent(3, 'COMPLETE', { inputs: [table('b')], outputs: [table('orders')], at: '06:00:00' });

  it('goes on under its new name, with what it was made from', async () => {
    const { document, edges } = await readEvents([renamed, written]);
    expect(document(tableId('orders'))).toBeUndefined();
    expect(document(tableId('orders_old'))).toMatchObject({ otherNames: [`${WAREHOUSE}/orders`] });
    expect(edges(tableId('orders_old'))).toContain('DERIVED_FROM Table:w/a via build');
  });

  it('is another than the one that gets its old name afterwards', async () => {
    const { document, edges } = await readEvents([anew, renamed, written]);
    expect(edges(tableId('orders_old'))).toContain('DERIVED_FROM Table:w/a via build');
    expect(edges(tableId('orders'))).toContain('DERIVED_FROM Table:w/b via build');
    expect(document(tableId('orders_old'))).not.toHaveProperty('otherNames');
  });

  it('may have been renamed several times, and back', async () => {
    const { documents } = await readEvents([
      datasetEvent(table('a'), '01:00:00'),
      datasetEvent(table('b', renamedFrom('a')), '02:00:00'),
      datasetEvent(table('c', renamedFrom('b')), '03:00:00'),
      datasetEvent(table('a', renamedFrom('c')), '04:00:00'),
    ]);
    expect(documents.filter(({ kind }) => kind === 'Table')).toMatchObject([{ table: 'a' }]);
  });
});
