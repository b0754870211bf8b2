import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../../../src/model/entities.js';
import { documentHash, type Claim } from '../../../src/catalog/ingest/claims.js';
import { entityRecord, entityRow, storedEntity } from '../../../src/graph/property-codec.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { testRuns } from '../../support/test-runs.js';

const float = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
  fc.constantFrom('NaN', 'Infinity', '-Infinity'),
);

const metric: fc.Arbitrary<EntityDocument> = fc
  .record(
    {
      name: fc.string(),
      description: fc.string(),
      tags: fc.array(fc.string(), { maxLength: 3 }),
      value: float,
      step: fc.maxSafeInteger(),
      seriesValues: fc.array(float, { maxLength: 4 }),
    },
    { requiredKeys: [] },
  )
  .map((said) => ({
    kind: 'Metric',
    ...{ service: 's', model: 'm', version: '1', metric: 'auc', datasetName: '', slice: '' },
    ...said,
  }));

const version: fc.Arbitrary<EntityDocument> = fc.jsonValue().map((signature) => ({
  kind: 'MLModelVersion',
  ...{ service: 's', model: 'm', version: '1' },
  // JSON has no negative zero: what a source sends never holds one.
  signature: JSON.parse(JSON.stringify(signature)) as unknown,
}));

const write = (document: EntityDocument, claims: readonly Claim[]) => ({
  ...{ id: 'x', kind: document.kind, revision: 3, claims, effective: document, brokenRules: [] },
});

const claimOf = (document: EntityDocument, source = 'a'): Claim => ({
  ...{ source, rank: 1, hash: documentHash(document), body: document },
});

/** What a database does with a row: null takes a property away. */
const nodeOf = (document: EntityDocument, claims: readonly Claim[]): Record<string, unknown> => {
  const { id, props } = entityRow(write(document, claims));
  return Object.fromEntries(Object.entries({ id, ...props }).filter(([, value]) => value !== null));
};

const settings = { numRuns: testRuns(500) };

describe('what is kept of an entity', () => {
  it('tells again what a single source has said, without keeping it twice', () => {
    fc.assert(
      fc.property(fc.oneof(metric, version), (document) => {
        const node = nodeOf(document, [claimOf(document)]);
        expect(node).not.toHaveProperty('claimBodies');
        const { claims, revision } = storedEntity(node);
        const said = document['name'] === document['metric'] ? { ...document, name: undefined } : document;
        expect(claims).toEqual([{ ...claimOf(document), body: said }]);
        expect(revision).toBe(3);
      }),
      settings,
    );
  });

  it('tells again what each of several sources has said', () => {
    fc.assert(
      fc.property(metric, metric, (one, other) => {
        const claims = [claimOf(one, 'a'), claimOf(other, 'b')];
        expect(storedEntity(nodeOf(one, claims)).claims).toEqual(claims);
      }),
      settings,
    );
  });

  it('is all scalars and lists of scalars, which is what a graph can hold', () => {
    fc.assert(
      fc.property(fc.oneof(metric, version), (document) => {
        const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
        for (const [name, value] of Object.entries(nodeOf(document, [claimOf(document)])))
          expect(Array.isArray(value) ? value.every(isScalar) : isScalar(value), name).toBe(true);
      }),
      settings,
    );
  });

  it('shows readers the values, and not how it is known who said what', () => {
    const document: EntityDocument = {
      kind: 'Metric',
      ...{ service: 's', model: 'm', version: '1', metric: 'auc', datasetName: '', slice: '' },
      ...{ value: 'NaN', seriesValues: [1, 'Infinity'] },
    };
    const record = entityRecord(nodeOf(document, [claimOf(document), claimOf(document, 'b')]));
    expect(record).toMatchObject({ name: 'auc', value: NaN, seriesValues: [1, Infinity] });
    expect(Object.keys(record).filter((name) => name.startsWith('claim'))).toEqual([]);
  });
});
