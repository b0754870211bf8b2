import { expect, test } from 'vitest';
import { inferFeatureSources } from '../../../../src/connectors/mlflow/infer-feature-sources.js';
import type { RunDataset } from '../../../../src/connectors/mlflow/run-datasets.js';

const dataset = (table: string, relation: RunDataset['relation'], ...columns: string[]): RunDataset => ({
  namespace: 'n',
  table,
  relation,
  columns: columns.map((name) => ({ name })),
});

const sources = (feature: string, ...datasets: RunDataset[]): string[] =>
  inferFeatureSources(feature, datasets).map(({ column }) => column.join('/'));

test("infers a feature's source column only from a training dataset's column of exactly that name", () => {
  const training = dataset('orders', 'TRAINED_ON', 'count_30d', 'Region', ' spaced');
  expect(sources('count_30d', training)).toEqual(['n/orders/count_30d']);
  for (const near of ['region', 'REGION', 'count_30', 'count_30d ', 'spaced', '']) {
    expect(sources(near, training)).toEqual([]);
  }
});

test('infers nothing from a table that was only evaluated on, or logged without columns', () => {
  expect(sources('x', dataset('held_back', 'EVALUATED_ON', 'x'), dataset('bare', 'TRAINED_ON'))).toEqual([]);
});

test('states both columns where two training tables have one of that name', () => {
  expect(sources('id', dataset('a', 'TRAINED_ON', 'id'), dataset('b', 'TRAINED_ON', 'id'))).toEqual([
    'n/a/id',
    'n/b/id',
  ]);
});

test('names its rule', () => {
  expect(inferFeatureSources('x', [dataset('a', 'TRAINED_ON', 'x')])[0]?.rule).toBe(
    'same-name-as-training-column',
  );
});
