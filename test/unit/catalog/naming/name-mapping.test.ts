import { describe, expect, test } from 'vitest';
import { NameMapping } from '../../../../src/catalog/naming/name-mapping.js';
import type { NamesSection } from '../../../../src/catalog/naming/name-rules.js';
import type { EntityDocument } from '../../../../src/model/document.js';
import { entityId } from '../../../../src/model/entity-id.js';

const WAREHOUSE = 'postgres://warehouse:5432';
const table = (namespace: string, name: string): EntityDocument => ({
  kind: 'Table',
  namespace,
  table: name,
});

/** The name that a table comes to, as `namespace table`. */
function named(names: NamesSection, namespace: string, name: string, service = 'mlflow'): string {
  const document = new NameMapping(names, service).rewrite(table(namespace, name));
  return `${String(document['namespace'])} ${String(document['table'])}`;
}

describe('a rule of the configuration', () => {
  const to = { namespace: WAREHOUSE, table: 'shop.public.$1' };

  test('renames exactly the table that it names', () => {
    const rules = [
      {
        from: { namespace: 'mlflow://m', table: 'orders' },
        to: { namespace: WAREHOUSE, table: 'shop.public.orders' },
      },
    ];
    expect(named({ rules }, 'mlflow://m', 'orders')).toBe(`${WAREHOUSE} shop.public.orders`);
    expect(named({ rules }, 'mlflow://m', 'orders2')).toBe('mlflow://m orders2');
    expect(named({ rules }, 'mlflow://other', 'orders')).toBe('mlflow://other orders');
  });

  test('renames by what follows a prefix, or joins all below it in one table', () => {
    const from = { namespace: 's3://lake', table: 'curated/' };
    expect(named({ rules: [{ match: 'prefix', from, to }] }, 's3://lake', 'curated/orders')).toBe(
      `${WAREHOUSE} shop.public.orders`,
    );
    const one = { namespace: WAREHOUSE, table: 'shop.public.curated' };
    expect(
      named({ rules: [{ match: 'prefix', from, to: one }] }, 's3://lake', 'curated/a/part-0.parquet'),
    ).toBe(`${WAREHOUSE} shop.public.curated`);
  });

  test('renames by what the stars of a pattern stand for, those of the namespace first', () => {
    const rules = [
      {
        match: 'pattern' as const,
        from: { namespace: 'spark://*', table: 'hive.*.fact_*' },
        to: { namespace: 'hive://$1', table: '$2.$3' },
      },
    ];
    expect(named({ rules }, 'spark://eu', 'hive.sales.fact_orders')).toBe('hive://eu sales.orders');
    expect(named({ rules }, 'spark://eu', 'hive.sales.dim_orders')).toBe('spark://eu hive.sales.dim_orders');
    // A point is a point and no sign of a pattern.
    expect(named({ rules }, 'spark://eu', 'hivexsales.fact_orders')).toBe(
      'spark://eu hivexsales.fact_orders',
    );
  });

  test('counts before later ones and before the readings, and only for the services that it names', () => {
    const from = { namespace: 's3a://lake', table: 'a' };
    const rules = [
      { services: ['feast'], from, to: { namespace: 'n', table: 'feast' } },
      { from, to: { namespace: 'n', table: 'first' } },
      { from, to: { namespace: 'n', table: 'second' } },
    ];
    expect(named({ rules }, 's3a://lake', 'a')).toBe('n first');
    expect(named({ rules }, 's3a://lake', 'a', 'feast')).toBe('n feast');
  });

  test('that speaks of a star which is not there is refused, and said to be which', () => {
    const from = { namespace: 'n', table: 'a*' };
    const pattern = { match: 'pattern' as const, from, to: { namespace: 'n', table: '$2' } };
    expect(() => new NameMapping({ rules: [pattern] }, 's')).toThrow(
      /names\.rules\.0: "to" has \$2, but "from" has 1/,
    );
    expect(() => new NameMapping({ rules: [{ from, to }] }, 's')).toThrow(/"from" has 0/);
  });

  test('takes no longer for a pattern that is made to take long', () => {
    const from = { namespace: '*', table: `${'*a'.repeat(200)}b` };
    const rules = [{ match: 'pattern' as const, from, to: { namespace: 'n', table: 't' } }];
    const started = performance.now();
    named({ rules }, 'n', 'a'.repeat(1_000));
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('a name that is understood without a rule', () => {
  test.each([
    ['s3a://lake', 'raw/orders/', 's3://lake raw/orders'],
    ['s3n://lake/raw', 'orders', 's3://lake raw/orders'],
    ['mlflow://m', 's3://lake/raw/orders?versionId=1', 's3://lake raw/orders'],
    ['mlflow://m', '{"uri": "s3a://lake/raw/orders"}', 's3://lake raw/orders'],
    ['mlflow://m', '{"path": "delta.`s3://lake/orders`"}', 's3://lake orders'],
    ['mlflow://m', '{"delta_table_name": "main.sales.orders"}', 'mlflow://m main.sales.orders'],
    ['spark', 'delta.`gs://lake/orders`', 'gs://lake orders'],
    ['jdbc:postgresql://Warehouse/shop', 'orders', `${WAREHOUSE} shop.public.orders`],
    [
      'jdbc:postgresql://warehouse:5433/shop?currentSchema=eu',
      'orders',
      'postgres://warehouse:5433 shop.eu.orders',
    ],
    ['postgresql://ada:secret@warehouse/shop', 'eu.orders', `${WAREHOUSE} shop.eu.orders`],
    ['jdbc:mysql://db:3306/shop', 'orders', 'mysql://db:3306 shop.orders'],
    [
      'jdbc:sqlserver://db;databaseName=shop;user=ada;password=x',
      'orders',
      'mssql://db:1433 shop.dbo.orders',
    ],
    ['jdbc:trino://t:8443/hive/sales', 'orders', 'trino://t:8443 hive.sales.orders'],
    [
      'jdbc:snowflake://acme-prod.snowflakecomputing.com/?db=DW&schema=MART',
      'ORDERS',
      'snowflake://acme-prod DW.MART.ORDERS',
    ],
    [
      'jdbc:redshift://dw.abc123.eu-west-1.redshift.amazonaws.com:5439/shop',
      'mart.orders',
      'redshift://dw.eu-west-1:5439 shop.mart.orders',
    ],
  ])('%s %s is %s', (namespace, name, expected) => {
    expect(named({}, namespace, name)).toBe(expected);
    const [again = '', ...rest] = expected.split(' ');
    expect(named({}, again, rest.join(' '))).toBe(expected);
  });

  test.each([
    ['s3://lake', 'odd#key?x'],
    [WAREHOUSE, 'shop.public."Odd Name"'],
    ['jdbc:postgresql://warehouse', 'orders'],
    ['jdbc:oracle:thin:@db:1521:x', 'orders'],
    ['mlflow://m', '{"broken'],
    ['constructor://x', 'orders'],
  ])('is left as it is where it is canonical already, or not understood: %s %s', (namespace, name) => {
    expect(named({}, namespace, name)).toBe(`${namespace} ${name}`);
  });

  test('is left alone where the configuration does without the reading', () => {
    expect(named({ readings: ['database'] }, 's3a://lake', 'a')).toBe('s3a://lake a');
  });
});

describe('a document', () => {
  const names: NamesSection = {
    rules: [
      {
        from: { namespace: 'mlflow://m', table: 'orders' },
        to: { namespace: WAREHOUSE, table: 'shop.public.orders' },
      },
    ],
  };

  test('has the name replaced in its key and at the ends of its edges, and nothing else', () => {
    const mapping = new NameMapping(names, 'mlflow');
    const column: EntityDocument = {
      kind: 'Column',
      namespace: 'mlflow://m',
      table: 'orders',
      column: 'a/b',
      dataType: 'long',
      edges: [
        { type: 'DERIVED_FROM', upstream: entityId('Column', 'mlflow://m', 'orders', 'c'), masked: true },
        { type: 'PREDICTED_BY', upstream: 'models:/churn@champion' },
      ],
    };
    expect(mapping.rewrite(column)).toEqual({
      ...column,
      namespace: WAREHOUSE,
      table: 'shop.public.orders',
      edges: [
        {
          type: 'DERIVED_FROM',
          upstream: entityId('Column', WAREHOUSE, 'shop.public.orders', 'c'),
          masked: true,
        },
        { type: 'PREDICTED_BY', upstream: 'models:/churn@champion' },
      ],
    });
    expect(mapping.rewriteId(entityId('Table', 'mlflow://m', 'orders'))).toBe(
      entityId('Table', WAREHOUSE, 'shop.public.orders'),
    );
  });

  test('of another kind is the same object, where none of its edges lead to a renamed table', () => {
    const mapping = new NameMapping(names, 'mlflow');
    const run: EntityDocument = {
      kind: 'TrainingRun',
      service: 'mlflow',
      run: 'r',
      edges: [{ type: 'TRAINED_ON', upstream: entityId('Table', 'n', 't') }],
    };
    expect(mapping.rewrite(run)).toBe(run);
  });

  test('states an edge once where two names of one table were its ends', () => {
    const mapping = new NameMapping({}, 's');
    const edges = ['s3a://lake', 's3://lake'].map((namespace) => ({
      type: 'TRAINED_ON' as const,
      upstream: entityId('Table', namespace, 'orders'),
    }));
    expect(mapping.rewrite({ kind: 'TrainingRun', service: 's', run: 'r', edges })['edges']).toHaveLength(1);
  });

  test('that is none passes as it is, to be refused where documents are checked', () => {
    const mapping = new NameMapping(names, 's');
    const odd = { kind: 'Table', namespace: 7, edges: [{ type: 'X', upstream: 'Table:%zz/t' }] };
    expect(mapping.rewrite(odd as unknown as EntityDocument)).toBe(odd);
    expect(mapping.rewriteId('Column:only')).toBe('Column:only');
  });
});

test('the report says what was renamed, what met nothing and what is called almost so, and what became one', () => {
  const mapping = new NameMapping({}, 'mlflow');
  for (const [namespace, name] of [
    ['s3a://lake', 'orders.parquet'],
    ['s3://lake', 'orders.parquet'],
    ['mlflow://mlflow', 'order'],
    ['mlflow://mlflow', 'customer_feature'],
    ['mlflow://mlflow', 'zzz'],
  ] as const)
    mapping.rewrite(table(namespace, name));
  const features = { namespace: WAREHOUSE, table: 'shop.public.customer_features' };
  const report = mapping.report([features, { namespace: WAREHOUSE, table: 'shop.public.visits' }]);
  const orders = { namespace: 's3://lake', table: 'orders.parquet' };
  expect(report.mapped).toEqual([
    { from: { ...orders, namespace: 's3a://lake' }, to: orders, by: 'reading' },
  ]);
  expect(report.unmetTotal).toBe(3);
  expect(report.unmet).toEqual([
    { name: { namespace: 'mlflow://mlflow', table: 'order' }, near: [orders] },
    { name: { namespace: 'mlflow://mlflow', table: 'customer_feature' }, near: [features] },
    { name: { namespace: 'mlflow://mlflow', table: 'zzz' }, near: [] },
  ]);
  expect(report.joined).toEqual([{ to: orders, from: [{ ...orders, namespace: 's3a://lake' }, orders] }]);
});
