import { canonicalize } from 'json-canonicalize';
import type { ExportedNode } from '../catalog/browse/export-entities.js';
import type { KeptClaim, PastEdge, PendingStatement } from '../catalog/browse/export.reader.js';
import { entityIri, partIri } from './iris.js';
import { shortDigest } from '../short-digest.js';
import { wellFormed } from './literals.js';
import type { JsonLdNode } from './property-values.js';
import { wellFormedTexts } from './statement-nodes.js';

/**
 * What a reader of ours needs to make the same catalog again: which source says what, why a thing ended, what held
 * before, and what waits for its other end. It stands only where a thing is written whole.
 */
export function keptValues(base: string, { record, kept }: ExportedNode): Record<string, unknown> {
  if (!kept) return {};
  const iri = entityIri(base, record.id);
  const { endedBy, brokenRules } = record;
  return {
    ...(typeof endedBy === 'string' ? { endedBy: wellFormed(endedBy) } : {}),
    ...(Array.isArray(brokenRules) && brokenRules.length > 0 ? { brokenRules } : {}),
    ...nodes('claims', kept.claims, (claim) => claimNode(iri, claim)),
    ...nodes('past', kept.past, (edge) => pastNode(base, iri, edge)),
    ...nodes('pending', kept.pending, (pending) => pendingNode(iri, pending)),
  };
}

const nodes = <Item>(
  key: string,
  items: readonly Item[],
  toNode: (item: Item) => JsonLdNode,
): Record<string, JsonLdNode[]> => (items.length > 0 ? { [key]: items.map(toNode) } : {});

const claimNode = (entity: string, { source, rank, hash, body }: KeptClaim): JsonLdNode => ({
  '@id': partIri(entity, `claim-${shortDigest(source)}`),
  '@type': ['Claim'],
  source: wellFormed(source),
  rank,
  hash,
  ...(body === undefined ? {} : { body }),
});

function pastNode(base: string, entity: string, edge: PastEdge): JsonLdNode {
  const { downstream: _, type, upstream, via, endedWith, ...said } = edge;
  const key = [upstream, edge.by, via ?? '', edge.since ?? '', edge.until];
  return {
    '@id': partIri(entity, `past-${type}-${shortDigest(JSON.stringify(key))}`),
    '@type': ['Statement'],
    relation: type,
    influencer: entityIri(base, upstream),
    ...(via ? { via: entityIri(base, via) } : {}),
    ...(endedWith ? { endedWith: entityIri(base, endedWith) } : {}),
    ...wellFormedTexts(said),
  };
}

const pendingNode = (entity: string, { by, statement }: PendingStatement): JsonLdNode => ({
  '@id': partIri(entity, `pending-${shortDigest(canonicalize([by, statement]))}`),
  '@type': ['PendingStatement'],
  by: wellFormed(by),
  statement,
});
