import type { EntityDocument } from '../../../../src/model/document.js';
import { entityDefinition } from '../../../../src/model/registry.js';
import { ENTITY_KINDS, type EntityKind } from '../../../../src/model/entities.js';
import { exportedProperties, propertyTerm } from '../../../../src/jsonld/term-table.js';
import { formOf } from '../../../../src/jsonld/value-forms.js';
import { churnDocuments } from './churn-documents.js';
import { fullDocument } from './full-documents.js';

/**
 * A catalog whose export uses every term there is: of each kind one thing with every property filled, one whose
 * addresses are none, and the things that a real catalog has.
 */
export const everyTermDocuments = (): EntityDocument[] => [
  ...ENTITY_KINDS.map((kind) => fullDocument(kind)),
  ...ENTITY_KINDS.flatMap(withoutAddresses),
  ...churnDocuments(),
];

/** Half of what people call an address cannot be an IRI. */
function withoutAddresses(kind: EntityKind): EntityDocument[] {
  const addresses = exportedProperties(kind).filter(
    ([name, options]) => formOf(propertyTerm(kind, name, options), kind).form === 'resource',
  );
  if (addresses.length === 0) return [];
  const { key } = entityDefinition(kind);
  const texts = Object.fromEntries(addresses.map(([name]) => [name, 'on the shelf, left']));
  const last = key.at(-1) ?? '';
  return [fullDocument(kind, { ...texts, [last]: 'elsewhere' })];
}
