import type { StatedEdge } from '../catalog/browse/export.reader.js';
import { entityIri, statementIri } from './iris.js';
import { wellFormed } from './literals.js';
import type { JsonLdNode } from './property-values.js';
import { qualificationOf } from './relation-terms.js';

/** What each source says of the edges of a thing, by the keys of PROV-O's qualified properties. */
export function statementsOf(base: string, edges: readonly StatedEdge[]): Record<string, JsonLdNode[]> {
  const statements: Record<string, JsonLdNode[]> = {};
  for (const edge of edges)
    (statements[qualificationOf(edge.type).key] ??= []).push(statementNode(base, edge));
  return statements;
}

function statementNode(base: string, edge: StatedEdge): JsonLdNode {
  const { downstream, type, upstream, via, ...said } = edge;
  const qualification = qualificationOf(type);
  return {
    '@id': statementIri(entityIri(base, downstream), edge),
    '@type': ['Statement', qualification.class],
    relation: type,
    [qualification.upstreamKey]: entityIri(base, upstream),
    ...(via ? { via: entityIri(base, via) } : {}),
    ...wellFormedTexts(said),
  };
}

/** The rest of what an edge says, with texts that any encoding can carry. */
export function wellFormedTexts(said: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const known = Object.entries(said).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    known.map(([key, value]) => [key, typeof value === 'string' ? wellFormed(value) : value]),
  );
}
