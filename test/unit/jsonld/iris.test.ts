import { describe, expect, it } from 'vitest';
import { agentIri, conceptIri, entityIri, isIri, statementIri } from '../../../src/jsonld/iris.js';
import { entityId } from '../../../src/model/entity-id.js';
import { HOSTILE_ADDRESSES, HOSTILE_NAMES } from './support/hostile-names.js';

const BASE = 'https://catalog.example';

describe('the IRI of an entity', () => {
  it('is the base and the path of its id', () => {
    expect(entityIri(BASE, entityId('Table', 'postgres://shop', 'a b'))).toBe(
      'https://catalog.example/Table/postgres%3A%2F%2Fshop/a%20b',
    );
  });
});

describe('an IRI made of a name', () => {
  it.each(Object.entries(HOSTILE_NAMES))('is one for a name with %s', (_, name) => {
    for (const iri of [conceptIri(BASE, 'dataType', name), agentIri(BASE, name)]) {
      expect(isIri(iri)).toBe(true);
      expect(new URL(iri).href.startsWith(`${BASE}/`)).toBe(true);
      expect(iri.length).toBeLessThan(1000);
    }
  });

  it('differs for names that differ only beyond what an IRI may hold', () => {
    const long = 'x'.repeat(2000);
    expect(conceptIri(BASE, 'dataType', `${long}a`)).not.toBe(conceptIri(BASE, 'dataType', `${long}b`));
  });
});

describe('the IRI of a statement', () => {
  it('follows from the edge, its source and its pipeline', () => {
    const edge = { type: 'TRAINED_ON', upstream: 'Table:a/b', by: 'mlflow' };
    expect(statementIri('urn:x', edge)).toBe(statementIri('urn:x', { ...edge, via: '' }));
    expect(statementIri('urn:x', edge)).not.toBe(statementIri('urn:x', { ...edge, by: 'other' }));
    expect(statementIri('urn:x', edge)).not.toBe(statementIri('urn:x', { ...edge, via: 'Pipeline:a/b' }));
  });
});

describe('a recorded address', () => {
  it.each([
    'https://a.example/x?y=1#z',
    's3://bucket/key',
    'models:/churn/3',
    'mlflow-artifacts:/1/x',
    'file:///x',
  ])('%s can stand as an IRI', (text) => expect(isIri(text)).toBe(true));

  it.each(HOSTILE_ADDRESSES)('%j cannot', (text) => expect(isIri(text)).toBe(false));
});
