import { ENTITY_KINDS, type EntityKind } from '../../model/entity-kinds.js';

/** What only the catalog itself writes, and what has a mutation of its own. */
export const NOT_REGISTERED: readonly EntityKind[] = ['SyncRun', 'Comment'];

/** What people register. */
export const REGISTERED_KINDS: readonly EntityKind[] = ENTITY_KINDS.filter(
  (kind) => !NOT_REGISTERED.includes(kind),
);
