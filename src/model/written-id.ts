import { entityId, parseId } from './entity-id.js';
import type { EntityKind } from './entities.js';
import { entityDefinition } from './registry.js';

/** How a text that reads as an id is not one. */
export interface IdFault {
  readonly kind: EntityKind;
  /** The names of the parts that the key has to have. */
  readonly key: readonly string[];
  /** How it is to be written, where it has these parts. */
  readonly written?: string;
}

/** What is wrong in an id: too few or too many parts, or another spelling. @throws BAD_INPUT when it is none at all. */
export function idFault(id: string): IdFault | undefined {
  const { kind, key: parts } = parseId(id);
  const { key } = entityDefinition(kind);
  if (parts.length !== key.length) return { kind, key };
  const written = entityId(kind, ...parts);
  return written === id ? undefined : { kind, key, written };
}
