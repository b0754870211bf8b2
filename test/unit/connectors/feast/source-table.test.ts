import { describe, expect, test } from 'vitest';
import { servedNames } from '../../../../src/connectors/feast/names.js';
import type { FeastOptions } from '../../../../src/connectors/feast/options.js';
import { sourceColumn, sourceTable } from '../../../../src/connectors/feast/source-table.js';

const table = (source: Record<string, unknown>, tables: FeastOptions['tables'] = {}): string => {
  const options = { service: 'fs', url: 'http://feast', tables };
  const found = sourceTable(source, { options, project: 'p' });
  return found ? `${found.namespace} ${found.table}` : 'none';
};
const postgres = (said: object): Record<string, unknown> => ({
  type: 'CUSTOM_SOURCE',
  name: 'src',
  dataSourceClassType:
    'feast.infra.offline_stores.contrib.postgres_offline_store.postgres_source.PostgreSQLSource',
  customOptions: { configuration: Buffer.from(JSON.stringify(said)).toString('base64') },
});
const WAREHOUSE = { postgres: { namespace: 'postgres://db:5432', database: 'shop', schema: 'public' } };

describe('the table that a data source reads', () => {
  test.each([
    ['orders', 'postgres://db:5432 shop.public.orders'],
    ['sales.orders', 'postgres://db:5432 shop.sales.orders'],
    ['other.sales.orders', 'postgres://db:5432 other.sales.orders'],
    ['"sales"."orders"', 'postgres://db:5432 shop.sales.orders'],
  ])('of PostgreSQL, written as %s, has its full name', (name, expected) => {
    expect(table(postgres({ table: name }), WAREHOUSE)).toBe(expected);
  });

  test('keeps the name that it has where nobody says what stands before it', () => {
    expect(table(postgres({ table: 'orders' }))).toBe('feast://fs orders');
    expect(table(postgres({ table: 'orders' }), { postgres: { database: 'shop' } })).toBe(
      'feast://fs orders',
    );
  });

  test('of a query, or of a class that does not say, is called as the source', () => {
    expect(table(postgres({ query: 'SELECT 1' }), WAREHOUSE)).toBe('feast://fs p.src');
    const secret = { type: 'CUSTOM_SOURCE', name: 'src', customOptions: { configuration: '/////w==' } };
    expect(table(secret)).toBe('feast://fs p.src');
  });

  test.each([
    ['s3a://lake/a/b/', 's3://lake a/b'],
    ['gs://bucket/x.parquet', 'gs://bucket x.parquet'],
    ['abfss://c@account.dfs.core.windows.net/a', 'abfss://c@account.dfs.core.windows.net /a'],
    ['hdfs://user:secret@nn:8020/a?token=1', 'hdfs://nn:8020 /a'],
    ['file:///data/a.parquet', 'file /data/a.parquet'],
    ['/data/a.parquet', 'file /data/a.parquet'],
    ['data/a.parquet', 'feast://fs data/a.parquet'],
  ])('in the file %s is named as OpenLineage names it', (uri, expected) => {
    expect(table({ type: 'BATCH_FILE', name: 'f', fileOptions: { uri } })).toBe(expected);
  });

  test('of a type that nobody knows is called as the source', () => {
    expect(table({ type: 'constructor', name: 'x' })).toBe('feast://fs p.x');
  });

  test('of a request there is none', () => {
    expect(table({ type: 'REQUEST_SOURCE', name: 'r' })).toBe('none');
  });

  test('has for a feature the column that is mapped to it, and else one of its name', () => {
    const source = { fieldMapping: { bal: 'balance', balance: 'old_balance' } };
    expect(sourceColumn(source, 'balance')).toBe('bal');
    expect(sourceColumn(source, 'count')).toBe('count');
  });
});

test('features taken together are called by their own name, or with that of the view where two would be one', () => {
  const taken = [
    { view: 'a', feature: 'x' },
    { view: 'b', feature: 'x' },
    { view: 'b', feature: 'y' },
  ];
  expect(servedNames(taken)).toEqual(['a__x', 'b__x', 'y']);
});
