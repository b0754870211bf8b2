import { describe, expect, it } from 'vitest';
import {
  columnId,
  columnLineage,
  datasetEvent,
  facet,
  from,
  jobEvent,
  pipelineId,
  readEvents,
  runEvent,
  table,
  tableId,
} from './support.js';

type Json = Record<string, unknown>;
const WAREHOUSE = 'postgres://warehouse:5432';
const of = (path: string, transformation?: string): Json => {
  const [name, field] = path.split('.');
  const [type, subtype] = transformation?.split('/') ?? [];
  return {
    ...{ namespace: WAREHOUSE, name, type: 'DATASET' },
    ...(field === undefined ? {} : { field }),
    ...(type === undefined ? {} : { transformations: [{ type, subtype }] }),
  };
};
const into = (name: string, inputs: Json[], fields: Record<string, Json[]> = {}): Json => ({
  ...of(name),
  inputs,
  fields: Object.fromEntries(Object.entries(fields).map(([column, from]) => [column, { inputs: from }])),
});
const lineage = (...entries: Json[]) => ({ lineage: facet({ entries }) });
const bulk = { inputs: [table('a'), table('b')], outputs: [table('c'), table('d')] };

describe('the lineage facet of a job', () => {
  it('says which input goes into which output: not all go into all', async () => {
    const jobFacets = lineage(into('c', [of('a')]), into('d', [of('b')]));
    const { edges } = await readEvents([runEvent(1, 'COMPLETE', { ...bulk, jobFacets })]);
    expect(edges(tableId('c'))).toEqual(['DERIVED_FROM Table:w/a via build', 'PRODUCED_BY Pipeline:s/build']);
    expect(edges(tableId('d'))).toEqual(['DERIVED_FROM Table:w/b via build', 'PRODUCED_BY Pipeline:s/build']);
    expect(edges(pipelineId())).toEqual(['READS Table:w/a', 'READS Table:w/b']);
  });

  it('leaves an output that it does not tell of without any input', async () => {
    const { edges } = await readEvents([runEvent(1, 'COMPLETE', { ...bulk, jobFacets: lineage() })]);
    expect(edges(tableId('c'))).toEqual(['PRODUCED_BY Pipeline:s/build']);
  });

  it('tells columns, what decides over the whole, and what a column takes of a whole table', async () => {
    const jobFacets = lineage(
      into('c', [of('a'), of('a.day', 'INDIRECT/GROUP_BY')], {
        sum: [of('a.total', 'DIRECT/AGGREGATION')],
        rest: [of('b')],
      }),
    );
    const { edges } = await readEvents([runEvent(1, 'COMPLETE', { ...bulk, jobFacets })]);
    expect(edges(columnId('c.sum'))).toEqual(['DERIVED_FROM Column:w/a/total DIRECT/AGGREGATION via build']);
    expect(edges(tableId('c'))).toEqual([
      'DERIVED_FROM Column:w/a/day INDIRECT/GROUP_BY via build',
      'DERIVED_FROM Table:w/a via build',
      'DERIVED_FROM Table:w/b via build',
      'PRODUCED_BY Pipeline:s/build',
    ]);
  });

  it('goes before the columnLineage of the same output', async () => {
    const outputs = [table('c', columnLineage({ x: [from('old.x')] }))];
    const jobFacets = lineage(into('c', [of('a')]));
    const { edges, document } = await readEvents([runEvent(1, 'COMPLETE', { outputs, jobFacets })]);
    expect(edges(tableId('c'))).toContain('DERIVED_FROM Table:w/a via build');
    expect(document(columnId('c.x'))).toBeUndefined();
  });

  it('adds up over the events of a run, and is replaced by what is said of the job anew', async () => {
    const run = [
      runEvent(1, 'RUNNING', { jobFacets: lineage(into('c', [of('a')])), at: '04:00:00' }),
      runEvent(1, 'COMPLETE', { jobFacets: lineage(into('c', [of('b')])), at: '05:00:00' }),
    ];
    const both = await readEvents(run);
    expect(both.edges(tableId('c'))).toEqual([
      'DERIVED_FROM Table:w/a via build',
      'DERIVED_FROM Table:w/b via build',
      'PRODUCED_BY Pipeline:s/build',
    ]);
    const declared = jobEvent({ jobFacets: lineage(into('c', [of('e')])), at: '06:00:00' });
    const anew = await readEvents([declared, ...run]);
    expect(anew.edges(tableId('c'))).toEqual([
      'DERIVED_FROM Table:w/e via build',
      'PRODUCED_BY Pipeline:s/build',
    ]);
  });

  it('may tell what the job itself takes; what it says of other jobs is counted', async () => {
    const jobFacets = lineage(
      { type: 'JOB', inputs: [of('a.id', 'INDIRECT/FILTER'), of('b')] },
      { type: 'JOB', namespace: 'airflow://shop', name: 'other', inputs: [of('z')] },
      into('c', [{ type: 'JOB', namespace: 'airflow://shop', name: 'other' }, { type: 'JOB' }]),
    );
    const { edges, warnings, document } = await readEvents([runEvent(1, 'COMPLETE', { jobFacets })]);
    expect(edges(pipelineId())).toEqual(['READS Column:w/a/id', 'READS Table:w/a', 'READS Table:w/b']);
    expect(edges(tableId('c'))).toEqual(['PRODUCED_BY Pipeline:s/build']);
    expect(document(tableId('z'))).toBeUndefined();
    expect(warnings).toContain(
      'The job facet "lineage (what is of other jobs in it)" is not read; it came once.',
    );
  });

  it.each<[string, Json, string]>([
    ['has no entries', facet({}), '/job/facets/lineage/entries'],
    [
      'has a target without a name',
      facet({ entries: [{ type: 'DATASET' }] }),
      '/job/facets/lineage/entries/0/namespace',
    ],
    ['names half a job', facet({ entries: [{ type: 'JOB', name: 'x' }] }), '/job/facets/lineage/entries/0'],
    [
      'names a column that no id can hold',
      facet({ entries: [into('c', [of(`a.${'é'.repeat(900)}`)])] }),
      '/job/facets/lineage/entries/0/inputs/0',
    ],
  ])('is refused alone when it %s', async (_, broken, pointer) => {
    const { rejections, document } = await readEvents([
      runEvent(1, 'COMPLETE', { ...bulk, jobFacets: { lineage: broken } }),
    ]);
    expect(rejections).toMatchObject([{ pointer }]);
    expect(document(tableId('c'))).toBeDefined();
  });
});

describe('the lineage facet of a dataset', () => {
  it('says what it is made from without a job, and is replaced by a newer one', async () => {
    const facets = (name: string) => {
      const { namespace: _, name: __, type: ___, ...own } = into('v', [of(name)], { x: [of(`${name}.y`)] });
      return { lineage: facet(own) };
    };
    const events = [
      datasetEvent(table('v', facets('a')), '05:00:00'),
      datasetEvent(table('v', facets('old')), '04:00:00'),
    ];
    const { edges } = await readEvents(events);
    expect(edges(tableId('v'))).toEqual(['DERIVED_FROM Table:w/a']);
    expect(edges(columnId('v.x'))).toEqual(['DERIVED_FROM Column:w/a/y']);
  });
});
