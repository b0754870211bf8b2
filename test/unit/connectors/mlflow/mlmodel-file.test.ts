import { expect, test } from 'vitest';
import { namedInputs, parseMlmodel } from '../../../../src/connectors/mlflow/mlmodel-file.js';

const withInputs = (inputs: unknown) => parseMlmodel(`signature:\n  inputs: '${JSON.stringify(inputs)}'\n`);

test('reads the signature that is JSON inside of the YAML', () => {
  const { signature } = parseMlmodel(`
signature:
  inputs: '[{"type": "long", "name": "a", "required": true},
    {"type": "array", "items": {"type": "string"}, "name": "b", "required": false}]'
  outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "int64", "shape": [-1]}}]'
  params: null
`);
  expect(signature?.outputs).toHaveLength(1);
  expect(namedInputs(signature)).toEqual([
    { name: 'a', dataType: 'long', required: true },
    { name: 'b', dataType: '{"type":"array","items":{"type":"string"}}', required: false },
  ]);
});

test('knows named tensors as inputs', () => {
  const tensor = { name: 'x', type: 'tensor', 'tensor-spec': { dtype: 'float64', shape: [-1, 3] } };
  expect(namedInputs(withInputs([tensor]).signature)).toEqual([
    { name: 'x', dataType: 'tensor(float64, [-1,3])' },
  ]);
});

test.each([
  [
    'an input has no name',
    [
      { type: 'double', name: 'a' },
      { type: 'tensor', 'tensor-spec': {} },
    ],
  ],
  [
    'two inputs have the same name',
    [
      { type: 'double', name: 'a' },
      { type: 'long', name: 'a' },
    ],
  ],
  ['there are no inputs', []],
  ['inputs are no objects', [1, null]],
])('does not claim to know the inputs where %s', (_, inputs) => {
  expect(namedInputs(withInputs(inputs).signature)).toBeUndefined();
});

test.each([
  ['python_function: {}\n  sklearn: {sklearn_version: 1.9.1}', 'sklearn', '1.9.1'],
  ['python_function: {}\n  xgboost: {xgb_version: 3.2.0}', 'xgboost', '3.2.0'],
  ['lightgbm: {lgb_version: 4.6.0}', 'lightgbm', '4.6.0'],
  ['python_function: {loader_module: mlflow.pyfunc.model}', 'python_function', undefined],
  ['{}', undefined, undefined],
])('takes the framework from the flavours: %s', (flavours, framework, version) => {
  const file = parseMlmodel(flavours === '{}' ? 'flavors: {}' : `flavors:\n  ${flavours}\n`);
  expect([file.framework, file.frameworkVersion]).toEqual([framework, version]);
});

test('takes the folder only where the file tells its whole address, without what opens it', () => {
  const folder = (path: string) => parseMlmodel(`artifact_path: ${path}`).folder;
  expect(folder('mlflow-artifacts:/1/models/m-1/artifacts')).toBe('mlflow-artifacts:/1/models/m-1/artifacts');
  expect(folder('s3://key:secret@bucket/model?sig=abc')).toBe('s3://bucket/model');
  expect(folder('model')).toBeUndefined();
});

test.each(['', '- a list', '"text"', 'a: [', 'signature: {inputs: "not json"}', 'a: *nowhere'])(
  'refuses what is no MLmodel file: %j',
  (content) => {
    expect(() => parseMlmodel(content)).toThrow();
  },
);
