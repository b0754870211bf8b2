import { canonicalize } from 'json-canonicalize';
import type { EntityDocument } from '../../model/document.js';
import type { EntityKind } from '../../model/entities.js';
import { entityDefinition } from '../../model/registry.js';
import type { StatedRelation } from '../../model/relations.js';

export const CHANGE_ACTIONS = ['CREATED', 'UPDATED', 'DELETED', 'RESTORED', 'PURGED'] as const;
export type ChangeAction = (typeof CHANGE_ACTIONS)[number];

/** One property before and after; absent where it had, or has, no value. `until` is among them where a thing ends. */
export interface FieldChange {
  readonly name: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export const EDGE_CHANGES = ['ADDED', 'ALTERED', 'ENDED'] as const;

/** What became of an edge that starts at the changed thing. */
export interface EdgeChange {
  readonly type: StatedRelation;
  readonly upstream: string;
  readonly change: (typeof EDGE_CHANGES)[number];
}

/** Who changes something, and on whose behalf. */
export interface Origin {
  /** Whose statement it is: the name of a service, or of people. */
  readonly source: string;
  /** The person or token that did it. */
  readonly actor: string;
  /** The id of the sync run that it is part of. */
  readonly run?: string;
  /** Why, in the words of who did it. */
  readonly reason?: string;
}

/**
 * One accepted change of one thing, written in the transaction that made it. Of a thing's changes the revision is the
 * order; of the whole catalog's, the time.
 */
export interface Change extends Origin {
  readonly entity: string;
  readonly kind: EntityKind;
  /** The service in the thing's key; absent for what belongs to none, such as tables. */
  readonly service?: string;
  readonly action: ChangeAction;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The revision that the change led to. */
  readonly revision: number;
  /** What readers see of it: the values in force before and after. */
  readonly fields: readonly FieldChange[];
  /** What the source's own word was before and after, where that is another word than the one in force. */
  readonly said: readonly FieldChange[];
  readonly edges: readonly EdgeChange[];
  /** The rules that it breaks, by name: a source is recorded as it is, and flagged. */
  readonly brokenRules: readonly string[];
}

/** What differs between two states of one thing, in the order of the model; its key never does. */
export function changedFields(
  kind: EntityKind,
  before: EntityDocument | undefined,
  after: EntityDocument | undefined,
): FieldChange[] {
  const changes: FieldChange[] = [];
  const { properties, key } = entityDefinition(kind);
  for (const [name, { history = true }] of properties) {
    const [was, is] = [before?.[name], after?.[name]];
    if (key.includes(name) || same(was, is)) continue;
    if (!history) changes.push({ name });
    else
      changes.push({
        name,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      });
  }
  return changes;
}

const same = (a: unknown, b: unknown): boolean =>
  a === b || (a !== undefined && b !== undefined && canonicalize(a) === canonicalize(b));

/** The service in a thing's key. */
export const serviceOf = ({ kind, ...properties }: EntityDocument): string | undefined =>
  entityDefinition(kind).key.includes('service') ? String(properties['service']) : undefined;
