import { describe, expect, it } from 'vitest';
import { validateDocument } from '../../../src/catalog/ingest/document-validator.js';
import type { EntityDocument } from '../../../src/model/document.js';

const KEY = { service: 's', model: 'm', version: '1' };
const METRIC = { kind: 'Metric', ...KEY, metric: 'shap', datasetName: '', slice: '' } as const;
const refusalOf = (document: EntityDocument): string | undefined => {
  const result = validateDocument(document);
  return result.ok ? undefined : result.rejection.pointer;
};

describe('the bytes of a metric', () => {
  it.each(['', 'aA==', 'aGVhZHdhdGVy', 'AA+/'])('are taken in base64: %j', (bytes) => {
    expect(refusalOf({ ...METRIC, bytes })).toBeUndefined();
  });

  it.each(['a', 'aA=', 'aA', 'a-_b', 'aGVh\n', '!!!!\naGVh', ' aGVh', 'aGVh=AAA'])(
    'are refused in any other form: %j',
    (bytes) => expect(refusalOf({ ...METRIC, bytes })).toBe('/bytes'),
  );

  it('are refused above a megabyte', () => {
    expect(refusalOf({ ...METRIC, bytes: 'AAAA'.repeat(350_000) })).toBeUndefined();
    expect(refusalOf({ ...METRIC, bytes: 'AAAA'.repeat(350_001) })).toBe('/bytes');
  });
});

describe('what is kept by key', () => {
  const version = (metadata: unknown): EntityDocument => ({ kind: 'MLModelVersion', ...KEY, metadata });

  it.each([{}, { a: null }, { a: [1, { b: 'c' }], '': true }])('may be any JSON: %j', (metadata) => {
    expect(refusalOf(version(metadata))).toBeUndefined();
  });

  it.each([NaN, Infinity, -Infinity])('has no numbers that JSON does not have, as YAML does: %d', (value) => {
    expect(refusalOf(version({ threshold: [{ value }] }))).toBe('/metadata');
  });

  it.each([[[]], ['text'], [1], [null]])('has keys: %j is refused', (metadata) => {
    expect(refusalOf(version(metadata))).toBe('/metadata');
  });

  it('has keys that a person can read', () => {
    expect(refusalOf(version({ ['k'.repeat(1_001)]: 1 }))).toBe('/metadata');
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`k${index}`, index]));
    expect(refusalOf(version(many))).toBe('/metadata');
  });
});

describe('the versioning of a service', () => {
  it('is one of those that can be checked and put in order', () => {
    const service = (versioning: string): EntityDocument => ({
      ...{ kind: 'MLModelService', service: 's', versioning },
    });
    for (const claimed of ['semantic', 'integer', 'free'])
      expect(refusalOf(service(claimed))).toBeUndefined();
    expect(refusalOf(service('calendar'))).toBe('/versioning');
  });
});
