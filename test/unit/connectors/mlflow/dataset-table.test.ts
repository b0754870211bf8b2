import { expect, test } from 'vitest';
import { datasetTable } from '../../../../src/connectors/mlflow/dataset-table.js';

const WAREHOUSE = 'postgres://warehouse:5432';

function tableOf(source: unknown, namespace?: string): string[] {
  let malformed = 0;
  const dataset = {
    name: 'logged_name',
    source: typeof source === 'string' ? source : JSON.stringify(source),
  };
  const { table, namespace: found } = datasetTable(
    dataset,
    { service: 'prod', namespace },
    () => (malformed += 1),
  );
  return [found, table, ...(malformed > 0 ? ['malformed'] : [])];
}

test.each([
  ['a Spark table', { table_name: 'shop.public.orders' }],
  ['a Delta table', { delta_table_name: 'shop.public.orders', delta_table_version: 7 }],
])('%s is looked for where the configuration says tables are', (_, source) => {
  expect(tableOf(source, WAREHOUSE)).toEqual([WAREHOUSE, 'shop.public.orders']);
});

test('a table name stays apart from those of other sources where the configuration says nothing', () => {
  expect(tableOf({ table_name: 'orders' })).toEqual(['mlflow://prod', 'orders']);
});

test.each([
  ['s3://bucket/a/b.csv', 's3://bucket', 'a/b.csv'],
  ['s3a://bucket/a/b/', 's3://bucket', 'a/b'],
  ['s3://bucket', 's3://bucket', '/'],
  ['gs://bucket/a b', 'gs://bucket', 'a b'],
  [
    'abfss://container@account.dfs.core.windows.net/a/b',
    'abfss://container@account.dfs.core.windows.net',
    '/a/b',
  ],
  ['hdfs://node:8020/a/b', 'hdfs://node:8020', '/a/b'],
  ['dbfs:/mnt/a/', 'dbfs', '/mnt/a'],
  ['https://Data.example:8443/a/b.csv?sig=secret#x', 'https://data.example:8443', '/a/b.csv'],
  ['https://user:pw@data.example/a', 'https://data.example', '/a'],
  ['s3://key:secret@bucket/a', 's3://bucket', 'a'],
])('%s is named as OpenLineage names it', (address, namespace, table) => {
  for (const field of ['uri', 'path', 'url'])
    expect(tableOf({ [field]: address }, WAREHOUSE)).toEqual([namespace, table]);
});

test.each([
  ['code', { tags: { 'mlflow.source.name': 'train.py' } }],
  ['a local file', { uri: '/data/train.csv' }],
  ['a local file with a scheme', { uri: 'file:///data/train.csv' }],
  ['a query', { sql: 'select 1' }],
  ['a Hugging Face dataset', { path: 'imdb' }],
  ['values of the wrong type', { table_name: 7, uri: ['s3://b/k'] }],
  ['nothing', {}],
])('%s means nothing outside of the tracker, so the dataset keeps its own name', (_, source) => {
  expect(tableOf(source, WAREHOUSE)).toEqual(['mlflow://prod', 'logged_name']);
});

test.each(['{"table_name": "orders"', 'orders', '"orders"', 'null'])(
  'a source that is not the JSON of MLflow is told, and the dataset keeps its own name: %s',
  (source) => {
    expect(tableOf(source, WAREHOUSE)).toEqual(['mlflow://prod', 'logged_name', 'malformed']);
  },
);
