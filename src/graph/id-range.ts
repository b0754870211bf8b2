import type { EntityKind } from '../model/entities.js';
import { idBounds } from '../model/entity-id.js';

/** The ids of a kind behind that one; behind none, all of them. */
export function idRange(kind: EntityKind, afterId: string): { afterId: string; beforeId: string } {
  const { after, end } = idBounds(kind);
  return { afterId: afterId > after ? afterId : after, beforeId: end };
}
