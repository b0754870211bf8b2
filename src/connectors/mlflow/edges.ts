import type { EdgeStatement } from '../../model/document.js';

const MAX_DIGEST = 1_000;

/**
 * One edge per relation and upper end, in one order, so that equal statements make equal documents. What was
 * recorded goes before what was inferred; digests of several states of the same data are all kept.
 */
export function mergedEdges(edges: readonly (EdgeStatement | undefined)[]): EdgeStatement[] | undefined {
  const merged = new Map<string, EdgeStatement>();
  for (const edge of edges) {
    if (!edge) continue;
    const key = `${edge.type} ${edge.upstream}`;
    const known = merged.get(key);
    merged.set(key, known ? mergedEdge(known, edge) : edge);
  }
  const keys = [...merged.keys()].sort();
  return keys.length > 0 ? keys.map((key) => merged.get(key) as EdgeStatement) : undefined;
}

function mergedEdge(one: EdgeStatement, other: EdgeStatement): EdgeStatement {
  const stronger = one.stated === undefined ? one : other;
  const digests = [one.digest, other.digest].flatMap((digest) => digest?.split(', ') ?? []);
  if (digests.length === 0) return stronger;
  return { ...stronger, digest: [...new Set(digests)].sort().join(', ').slice(0, MAX_DIGEST) };
}
