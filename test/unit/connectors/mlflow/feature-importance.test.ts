import { expect, test } from 'vitest';
import { parseImportance } from '../../../../src/connectors/mlflow/feature-importance.js';

const EXPECTED = { age: 0.75, visits: 2 };

test.each<[string, string]>([
  ['an object of names and numbers', '{"age": 0.75, "visits": 2, "note": "x"}'],
  ['a list of objects', '[{"feature": "age", "importance": 0.75}, {"feature": "visits", "importance": "2"}]'],
  ['a list of pairs', '[["age", 0.75], ["visits", 2]]'],
  ['an object of lists', '{"feature": ["age", "visits"], "importance": [0.75, 2]}'],
  ['what pandas writes', '{"name": {"0": "age", "1": "visits"}, "gain": {"0": 0.75, "1": 2}}'],
  [
    'a table that MLflow logs',
    '{"columns": ["importance", "feature"], "data": [[0.75, "age"], [2, "visits"]]}',
  ],
  ['CSV with headings', 'feature,importance\nage,0.75\nvisits,2\n'],
  ['CSV with headings in another order', '\uFEFFrank;Importance;Feature\n1;0.75;age\n2;2;visits\n'],
  ['CSV with an index', ',col,weighted\n0,age,0.75\n1,visits,2\n'],
  ['CSV without headings', 'age,0.75\nvisits,2'],
  ['tabs', 'variable\tscore\nage\t0.75\nvisits\t2\n'],
])('reads %s', (_, content) => {
  expect(Object.fromEntries(parseImportance(content))).toEqual(EXPECTED);
});

test.each<[string, string]>([
  ['nothing', ''],
  ['words', 'hello'],
  ['JSON that is not', '{"a":'],
  ['objects without names', '[{"x": 1}, null, 7]'],
  ['numbers that are none', '{"age": "NaN", "visits": null}'],
])('refuses %s', (_, content) => {
  expect(() => parseImportance(content)).toThrow();
});

test('takes a name of JavaScript for a feature like any other', () => {
  const importance = parseImportance('{"__proto__": 1, "constructor": 2}');
  expect([...importance]).toEqual([
    ['__proto__', 1],
    ['constructor', 2],
  ]);
});
