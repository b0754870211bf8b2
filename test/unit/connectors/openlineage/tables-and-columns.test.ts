import { describe, expect, it } from 'vitest';
import {
  champion,
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

const shop = {
  inputs: [table('customers', schema('id', 'plan')), table('orders', schema('id', 'total'))],
  outputs: [
    table('features', {
      ...schema('id', 'spent'),
      ...columnLineage({ id: [from('customers.id')], spent: [from('orders.total', 'DIRECT/AGGREGATION')] }, [
        from('orders.id', 'INDIRECT/JOIN'),
      ]),
    }),
  ],
};

describe('a complete run that turns tables into a table', () => {
  it('makes the table derive from its inputs, via the pipeline that produces it', async () => {
    const { edges, rejections, listing } = await readEvents([runEvent(1, 'COMPLETE', shop)]);
    expect(rejections).toEqual([]);
    expect(listing).toEqual({ complete: true, requests: 1 });
    expect(edges(tableId('features'))).toEqual([
      'DERIVED_FROM Column:w/orders/id INDIRECT/JOIN via build',
      'DERIVED_FROM Table:w/customers via build',
      'DERIVED_FROM Table:w/orders via build',
      'PRODUCED_BY Pipeline:s/build',
    ]);
  });

  it('makes each column derive from the columns that its lineage names, and from no other', async () => {
    const { edges } = await readEvents([runEvent(1, 'COMPLETE', shop)]);
    expect(edges(columnId('features.id'))).toEqual([
      'DERIVED_FROM Column:w/customers/id DIRECT/IDENTITY via build',
    ]);
    expect(edges(columnId('features.spent'))).toEqual([
      'DERIVED_FROM Column:w/orders/total DIRECT/AGGREGATION via build',
    ]);
  });

  it('makes the pipeline read its tables and the columns that are known to be used', async () => {
    const { edges, document } = await readEvents([runEvent(1, 'COMPLETE', shop)]);
    expect(edges(pipelineId())).toEqual([
      'READS Column:w/customers/id',
      'READS Column:w/orders/id',
      'READS Column:w/orders/total',
      'READS Table:w/customers',
      'READS Table:w/orders',
    ]);
    expect(document(pipelineId())).toMatchObject({
      lastRunId: '00000000-0000-4000-8000-000000000001',
      lastRunAt: '2026-11-20T04:00:00.000Z',
    });
  });

  it('yields the service, the tables and their columns, each once', async () => {
    const { documents } = await readEvents([runEvent(1, 'COMPLETE', shop), runEvent(2, 'COMPLETE', shop)]);
    expect(documents.map(({ kind }) => kind)).toEqual([
      ...['MLModelService', 'Pipeline'],
      ...Array.from({ length: 3 }, () => 'Table'),
      ...Array.from({ length: 6 }, () => 'Column'),
    ]);
    expect(documents[0]).toEqual({ kind: 'MLModelService', service: 'warehouse', platform: 'OpenLineage' });
  });

  it('states the edges of each of several jobs that write one table', async () => {
    const { edges } = await readEvents([
      runEvent(1, 'COMPLETE', { job: 'load', inputs: [table('a')], outputs: [table('t')] }),
      runEvent(2, 'COMPLETE', { job: 'mend', inputs: [table('a')], outputs: [table('t')] }),
    ]);
    expect(edges(tableId('t'))).toEqual([
      'DERIVED_FROM Table:w/a via load',
      'DERIVED_FROM Table:w/a via mend',
      'PRODUCED_BY Pipeline:s/load',
      'PRODUCED_BY Pipeline:s/mend',
    ]);
  });

  it('knows an input table that only the column lineage names', async () => {
    const outputs = [table('t', columnLineage({ x: [from('hidden.x')] }))];
    const { edges, document } = await readEvents([runEvent(1, 'COMPLETE', { outputs })]);
    expect(edges(tableId('t'))).toContain('DERIVED_FROM Table:w/hidden via build');
    expect(document(columnId('hidden.x'))).toBeDefined();
  });
});

describe('the properties of things', () => {
  it('come from the facets of jobs and datasets', async () => {
    const { document } = await readEvents([
      runEvent(1, 'COMPLETE', {
        jobFacets: {
          jobType: facet({ processingType: 'BATCH', integration: 'AIRFLOW', jobType: 'TASK' }),
          documentation: facet({ description: 'Builds it.' }),
          ownership: facet({ owners: [{ name: 'team:data' }, { name: 'team:data', type: 'OWNER' }] }),
          sourceCodeLocation: facet({ type: 'git', url: 'https://user:token@git.example/jobs/build.py' }),
        },
        outputs: [
          table('t', {
            datasetType: facet({ datasetType: 'VIEW' }),
            documentation: facet({ description: 'The table.' }),
            ownership: facet({ owners: [{ name: 'team:shop' }] }),
            schema: facet({
              fields: [
                { name: 'a', type: 'bigint', description: 'The first.', ordinal_position: 2 },
                { name: 'b', fields: [{ name: 'inside' }] },
              ],
            }),
          }),
        ],
      }),
    ]);
    expect(document(pipelineId())).toMatchObject({
      jobType: 'TASK',
      integration: 'AIRFLOW',
      description: 'Builds it.',
      owners: ['team:data'],
      sourceCode: 'https://git.example/jobs/build.py',
    });
    expect(document(tableId('t'))).toMatchObject({
      datasetType: 'VIEW',
      description: 'The table.',
      owners: ['team:shop'],
    });
    expect(document(columnId('t.a'))).toMatchObject({
      dataType: 'bigint',
      description: 'The first.',
      position: 1,
    });
    expect(document(columnId('t.b'))).toMatchObject({ position: 1 });
  });

  it('come from events about a dataset alone, with the lineage they state of it', async () => {
    const { document, edges } = await readEvents([
      datasetEvent(table('t', { ...schema('x'), ...columnLineage({ x: [from('a.y')] }) })),
    ]);
    expect(document(columnId('t.x'))).toMatchObject({ dataType: 'text' });
    expect(edges(columnId('t.x'))).toEqual(['DERIVED_FROM Column:w/a/y DIRECT/IDENTITY']);
    expect(edges(tableId('t'))).toEqual(['DERIVED_FROM Table:w/a']);
  });

  it('keep only the columns of the newest schema', async () => {
    const { document } = await readEvents([
      datasetEvent(table('t', schema('new')), '05:00:00'),
      datasetEvent(table('t', schema('old')), '04:00:00'),
    ]);
    expect(document(columnId('t.new'))).toBeDefined();
    expect(document(columnId('t.old'))).toBeUndefined();
  });

  it('are gone when a newer event deletes the facet', async () => {
    const { document } = await readEvents([
      datasetEvent(table('t', { documentation: facet({ description: 'x' }) }), '04:00:00'),
      datasetEvent(table('t', { documentation: facet({ _deleted: true }) }), '05:00:00'),
    ]);
    expect(document(tableId('t'))).not.toHaveProperty('description');
  });
});

describe('what happens to the values of a column', () => {
  const masking = { type: 'DIRECT', subtype: 'TRANSFORMATION', masking: true };
  const filter = { type: 'INDIRECT', subtype: 'FILTER', masking: false };
  const lineageOf = async (inputs: Record<string, unknown>[]): Promise<string[]> => {
    const outputs = [table('t', columnLineage({ x: inputs }))];
    return (await readEvents([runEvent(1, 'COMPLETE', { outputs })])).edges(columnId('t.x'));
  };

  it('is joined when one column is named several times', async () => {
    expect(await lineageOf([from('a.y', 'INDIRECT/FILTER'), from('a.y')])).toEqual([
      'DERIVED_FROM Column:w/a/y DIRECT/IDENTITY+INDIRECT/FILTER via build',
    ]);
  });

  it('is masked only when no way is open', async () => {
    expect(await lineageOf([from('a.y', 'DIRECT/TRANSFORMATION', true)])).toEqual([
      'DERIVED_FROM Column:w/a/y DIRECT/TRANSFORMATION masked via build',
    ]);
    expect(await lineageOf([from('a.y', 'DIRECT/TRANSFORMATION', true), from('a.y')])).toEqual([
      'DERIVED_FROM Column:w/a/y DIRECT/IDENTITY+DIRECT/TRANSFORMATION via build',
    ]);
  });

  it('is masked even where the open column decides which rows count', async () => {
    expect(await lineageOf([{ ...from('a.y'), transformations: [masking, filter] }])).toEqual([
      'DERIVED_FROM Column:w/a/y DIRECT/TRANSFORMATION+INDIRECT/FILTER masked via build',
    ]);
  });

  it('is read from the first version of the facet too', async () => {
    const field = { namespace: 'n', name: 'a', field: 'y' };
    const outputs = [
      table('t', {
        columnLineage: facet({
          fields: {
            same: { inputFields: [field], transformationType: 'IDENTITY' },
            hidden: { inputFields: [field], transformationType: 'MASKED', transformationDescription: 'hash' },
            untold: { inputFields: [field] },
          },
        }),
      }),
    ];
    const { edges } = await readEvents([runEvent(1, 'COMPLETE', { outputs })]);
    expect(edges(columnId('t.same'))).toEqual(['DERIVED_FROM Column:n/a/y DIRECT/IDENTITY via build']);
    expect(edges(columnId('t.hidden'))).toEqual([
      'DERIVED_FROM Column:n/a/y DIRECT/TRANSFORMATION masked via build',
    ]);
    expect(edges(columnId('t.untold'))).toEqual(['DERIVED_FROM Column:n/a/y via build']);
  });
});

describe('a job that reads a model', () => {
  const prediction = {
    ...champion,
    field: 'prediction',
    transformations: [{ type: 'DIRECT', subtype: 'TRANSFORMATION' }],
  };
  const scoring = {
    inputs: [table('features'), champion],
    outputs: [table('scores', columnLineage({ id: [from('features.id')], score: [prediction] }))],
  };

  it('makes the table, and the column that holds its answers, predicted by it', async () => {
    const { edges } = await readEvents([runEvent(1, 'COMPLETE', scoring)]);
    expect(edges(tableId('scores'))).toContain(
      'PREDICTED_BY models:/churn@champion of mlflow-prod via build',
    );
    expect(edges(columnId('scores.score'))).toEqual([
      'PREDICTED_BY models:/churn@champion of mlflow-prod DIRECT/TRANSFORMATION via build',
    ]);
    expect(edges(columnId('scores.id'))).toEqual([
      'DERIVED_FROM Column:w/features/id DIRECT/IDENTITY via build',
    ]);
    expect(edges(pipelineId())).toContain('READS models:/churn@champion of mlflow-prod');
  });

  it('makes no table of the model', async () => {
    const { documents } = await readEvents([runEvent(1, 'COMPLETE', scoring)]);
    const tables = documents.filter(({ kind }) => kind === 'Table');
    expect(tables.map(({ table: name }) => name)).toEqual(['features', 'scores']);
  });

  it('takes the service from the configuration before the namespace', async () => {
    const { edges } = await readEvents([runEvent(1, 'COMPLETE', scoring)], 'registry-eu');
    expect(edges(pipelineId())).toContain('READS models:/churn@champion of registry-eu');
  });

  it('knows a model by its name alone, or by its type alone', async () => {
    const inputs = [
      { namespace: 'anywhere', name: 'models:/churn/3' },
      { namespace: 'anywhere', name: 'value/7', facets: champion['facets'] },
    ];
    const { edges } = await readEvents([runEvent(1, 'COMPLETE', { inputs })]);
    expect(edges(pipelineId())).toEqual(['READS models:/churn/3', 'READS models:/value/7']);
  });

  it('says so when the name tells no version, and when a job writes a model', async () => {
    const { warnings, edges } = await readEvents([
      runEvent(1, 'COMPLETE', { inputs: [{ ...champion, name: 'models:/churn' }], outputs: [champion] }),
    ]);
    expect(edges(pipelineId())).toEqual([]);
    expect(warnings).toEqual([
      expect.stringContaining('is a model of which no version is told'),
      expect.stringContaining('left to its registry'),
    ]);
  });
});
