import { Ctx, FieldResolver, Resolver, Root, type ClassType } from 'type-graphql';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import { entityDefinitions, type EntityDefinition } from '../model/registry.js';
import { Entity, type Domain, type Owner, type Tag } from '../model/entity.js';
import type { RelatedOptions } from '../model/decorators.js';
import type { RequestContext } from './context.js';

type FieldFunction = (record: EntityRecord, context: RequestContext) => unknown;

/**
 * The fields that follow from the model's decorators, for every entity type: those that follow an edge, and
 * those whose value needs a form of its own. Adding an entity type adds no code here.
 */
export function createEntityFieldResolvers(): ClassType[] {
  return entityDefinitions().map((definition) => {
    const resolver = class {};
    Object.defineProperty(resolver, 'name', { value: `${definition.kind}Fields` });
    Resolver(() => definition.type)(resolver);
    for (const [name, resolve] of fieldsOf(definition)) attach(resolver, name, resolve);
    return resolver;
  });
}

function attach(resolver: ClassType, name: string, resolve: FieldFunction): void {
  const prototype = resolver.prototype as Record<string, unknown>;
  prototype[name] = resolve;
  Root()(prototype, name, 0);
  Ctx()(prototype, name, 1);
  FieldResolver()(prototype, name, { value: resolve });
}

function fieldsOf(definition: EntityDefinition): Map<string, FieldFunction> {
  const fields = new Map<string, FieldFunction>();
  for (const [name, { list, type, graphql }] of definition.properties) {
    if (graphql === false) continue;
    if (list) fields.set(name, (record) => record[name] ?? []);
    // GraphQL has no NaN and no infinities; such a metric says so in its `text`.
    else if (type === 'float')
      fields.set(name, (record) => (Number.isFinite(record[name]) ? record[name] : null));
  }
  for (const [name, options] of definition.related)
    fields.set(name, (record, context) => follow(options, record, context));
  return fields;
}

async function follow(
  { relation, direction, kind, list }: RelatedOptions,
  { id }: EntityRecord,
  { loaders }: RequestContext,
): Promise<EntityRecord | EntityRecord[] | null> {
  const related = await loaders.related(relation, direction).load(id);
  // Several sources may state one edge; the thing at its end is one.
  const records = new Map(
    related.filter(({ record }) => record.kind === kind).map(({ record }) => [record.id, record]),
  );
  return list ? [...records.values()] : ([...records.values()][0] ?? null);
}

/** The fields that every entity has and whose value needs a form of its own. */
@Resolver(() => Entity)
export class EntityBaseFields {
  @FieldResolver()
  tags(@Root() { tags }: EntityRecord): Tag[] {
    return ((tags ?? []) as string[]).map(toTag);
  }

  @FieldResolver()
  owners(@Root() { owners }: EntityRecord): Owner[] {
    return ((owners ?? []) as string[]).map((name) => ({ name }));
  }

  @FieldResolver()
  domain(@Root() { domain }: EntityRecord): Domain | null {
    return typeof domain === 'string' ? { name: domain } : null;
  }
}

function toTag(text: string): Tag {
  const equals = text.indexOf('=');
  return equals < 0
    ? { name: text, value: null }
    : { name: text.slice(0, equals), value: text.slice(equals + 1) };
}
