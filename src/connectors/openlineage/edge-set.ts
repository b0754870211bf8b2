import type { EdgeStatement } from '../../model/document.js';
import { compare } from './identity.js';

/**
 * The edges of one document: each once, in one order, however often and in whatever order they were stated.
 * What several statements say of one edge is joined; it is masked only when all of them say so.
 */
export class EdgeSet {
  private readonly edges = new Map<string, EdgeStatement>();

  /** Nothing is added for what has no edge. */
  add(edge: EdgeStatement | undefined): void {
    if (!edge) return;
    const key = JSON.stringify([edge.type, edge.upstream, edge.service, edge.via]);
    const known = this.edges.get(key);
    this.edges.set(key, known ? joined(known, edge) : edge);
  }

  /** What a document carries: nothing at all when there are none. */
  toProperty(): { edges?: readonly EdgeStatement[] } {
    if (this.edges.size === 0) return {};
    const sorted = [...this.edges].sort(([a], [b]) => compare(a, b));
    return { edges: sorted.map(([, edge]) => edge) };
  }
}

function joined(a: EdgeStatement, b: EdgeStatement): EdgeStatement {
  const { masked: _, transformations: __, ...rest } = a;
  const all = [...new Set([...(a.transformations ?? []), ...(b.transformations ?? [])])].sort();
  return {
    ...rest,
    ...(all.length > 0 ? { transformations: all } : {}),
    ...(a.masked && b.masked ? { masked: true } : {}),
  };
}
