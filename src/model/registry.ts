import type { ClassType } from 'type-graphql';
import { HeadwaterError } from '../errors.js';
import type { EntityOptions, PropertyOptions, RelatedOptions } from './decorators.js';
import type { EntityKind } from './entities.js';

/** All that the decorators of one entity class say. */
export interface EntityDefinition extends EntityOptions {
  readonly kind: EntityKind;
  readonly type: ClassType;
  /** Own and inherited, by name, in the order of declaration. */
  readonly properties: ReadonlyMap<string, PropertyOptions>;
  readonly related: ReadonlyMap<string, RelatedOptions>;
}

const definitions = new Map<EntityKind, EntityDefinition>();
const properties = new Map<object, Map<string, PropertyOptions>>();
const relateds = new Map<object, Map<string, RelatedOptions>>();

function own<T>(store: Map<object, Map<string, T>>, prototype: object): Map<string, T> {
  const known = store.get(prototype) ?? new Map<string, T>();
  store.set(prototype, known);
  return known;
}

function inherited<T>(store: Map<object, Map<string, T>>, prototype: object): Map<string, T> {
  const above = Object.getPrototypeOf(prototype) as object | null;
  const base = above ? inherited(store, above) : new Map<string, T>();
  return new Map([...base, ...(store.get(prototype) ?? [])]);
}

export function defineProperty(prototype: object, name: string, options: PropertyOptions): void {
  own(properties, prototype).set(name, options);
}

export function defineRelated(prototype: object, name: string, options: RelatedOptions): void {
  own(relateds, prototype).set(name, options);
}

/** What the decorators of this one class say, without those of the classes above it. */
export const declaredBy = (prototype: object): Pick<EntityDefinition, 'properties' | 'related'> => ({
  properties: own(properties, prototype),
  related: own(relateds, prototype),
});

export function defineEntity(kind: EntityKind, type: ClassType, options: EntityOptions): void {
  const prototype = type.prototype;
  definitions.set(kind, {
    ...options,
    kind,
    type,
    properties: inherited(properties, prototype),
    related: inherited(relateds, prototype),
  });
}

/** @throws BAD_INPUT for a kind that the model does not have. */
export function entityDefinition(kind: EntityKind): EntityDefinition {
  const definition = definitions.get(kind);
  if (!definition) {
    throw new HeadwaterError(
      'BAD_INPUT',
      `There is no kind "${kind}". Kinds: ${[...definitions.keys()].sort().join(', ')}.`,
    );
  }
  return definition;
}

export const isEntityKind = (kind: string): kind is EntityKind => definitions.has(kind as EntityKind);

/** Every entity type, by name. */
export const entityDefinitions = (): EntityDefinition[] =>
  [...definitions.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1));
