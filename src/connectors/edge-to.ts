import { HeadwaterError } from '../errors.js';
import type { EdgeStatement } from '../model/document.js';
import type { EntityKind } from '../model/entities.js';
import { entityId } from '../model/entity-id.js';
import type { StatedRelation } from '../model/relations.js';

/** An edge; nothing where the name of its upper end is one that no id can carry. */
export function edgeTo(
  type: StatedRelation,
  kind: EntityKind,
  key: readonly string[],
  facts: Omit<EdgeStatement, 'type' | 'upstream'> = {},
): EdgeStatement | undefined {
  const upstream = idOrNothing(kind, key);
  return upstream === undefined ? undefined : { type, upstream, ...facts };
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
