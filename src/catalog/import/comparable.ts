import { canonicalize } from 'json-canonicalize';
import type { EntityDocument } from '../../model/document.js';
import type { EntityKind } from '../../model/entities.js';
import { entityDefinition } from '../../model/registry.js';
import type { Claim } from '../ingest/claims.js';
import type { EdgeWrite } from '../ingest/ingest.store.js';

/**
 * What a document says with its sets in one order, and without empty ones: an export keeps only the order of lists whose
 * order means something, and knows no list that holds nothing.
 */
export function withSetsInOrder(kind: EntityKind, document: EntityDocument): EntityDocument {
  const { properties } = entityDefinition(kind);
  const stated = Object.entries(document).filter(
    ([name, value]) => !(Array.isArray(value) && value.length === 0 && properties.get(name)?.list === true),
  );
  const entries = stated.map(([name, value]) => {
    const options = properties.get(name);
    const isSet = options?.list === true && options.ordered !== true && options.history !== false;
    return [name, isSet && Array.isArray(value) ? inOrder(value) : value] as const;
  });
  return Object.fromEntries(entries) as EntityDocument;
}

const inOrder = (items: readonly unknown[]): unknown[] =>
  [...new Set(items)].sort((a, b) => (String(a) < String(b) ? -1 : 1));

export const sameDocument = (kind: EntityKind, a: EntityDocument, b: EntityDocument): boolean =>
  canonicalize(withSetsInOrder(kind, a)) === canonicalize(withSetsInOrder(kind, b));

export function sameClaim(kind: EntityKind, a: Claim, b: Claim | undefined): boolean {
  return b !== undefined && a.rank === b.rank && a.hash === b.hash && sameDocument(kind, a.body, b.body);
}

/** An edge with its transformations in one order. */
export function withTransformationsInOrder<Edge extends EdgeWrite>(edge: Edge): Edge {
  const { transformations } = edge.properties;
  if (!Array.isArray(transformations)) return edge;
  return { ...edge, properties: { ...edge.properties, transformations: inOrder(transformations) } };
}
