import { expect, test } from 'vitest';
import { nameFilter } from '../../../src/connectors/name-filter.js';

const NAMES = ['churn', 'churn-2', 'scratch-a', 'scratch-', 'a.b', 'axb', 'größe (neu)', 'two\nlines', '*'];
const kept = (include?: string[], exclude?: string[]) => NAMES.filter(nameFilter({ include, exclude }));

test('reads every model unless told otherwise', () => {
  expect(NAMES.filter(nameFilter())).toEqual(NAMES);
});

test.each([
  [['churn*'], ['churn', 'churn-2']],
  [['churn'], ['churn']],
  [
    ['churn-?', 'größe*'],
    ['churn-2', 'größe (neu)'],
  ],
  [['a.b'], ['a.b']],
  [['a?b'], ['a.b', 'axb']],
  [['*(neu)'], ['größe (neu)']],
  [['two*'], ['two\nlines']],
  [[], []],
])('include %j', (include, names) => {
  expect(kept(include)).toEqual(names);
});

test('exclude goes before include', () => {
  expect(kept(['*-*'], ['scratch-*'])).toEqual(['churn-2']);
});
