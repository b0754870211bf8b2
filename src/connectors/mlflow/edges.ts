import { HeadwaterError } from '../../errors.js';
import type { EdgeStatement } from '../../model/document.js';
import type { EntityKind } from '../../model/entities.js';
import { entityId } from '../../model/entity-id.js';
import type { StatedRelation } from '../../model/relations.js';

const MAX_DIGEST = 1_000;

/** An edge; nothing where the name of its upper end is one that no id can carry. */
export function edgeTo(
  type: StatedRelation,
  upstream: { readonly kind: EntityKind; readonly key: readonly string[] },
  facts: Omit<EdgeStatement, 'type' | 'upstream'> = {},
): EdgeStatement | undefined {
  const id = idOrNothing(upstream.kind, upstream.key);
  return id === undefined ? undefined : { type, upstream: id, ...facts };
}

/** Names of a source may be longer than ids can be; what they name is then left out, the rest goes on. */
export function idOrNothing(kind: EntityKind, key: readonly string[]): string | undefined {
  try {
    return entityId(kind, ...key);
  } catch (error) {
    if (error instanceof HeadwaterError) return undefined;
    throw error;
  }
}

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
