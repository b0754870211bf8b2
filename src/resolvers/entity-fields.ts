import { isObjectType, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import type { RelatedRecord } from '../catalog/browse/entity.reader.js';
import type { RelatedOptions } from '../model/decorators.js';
import { entityDefinitions, type EntityDefinition } from '../model/registry.js';
import type { RequestContext } from './context.js';
import { selectionOf } from './selection.js';

type FieldFunction = (record: EntityRecord, context: RequestContext, info: GraphQLResolveInfo) => unknown;

/**
 * Answers the fields that follow from the model's decorators, for every entity type: those that follow an edge, and
 * those whose value needs a form of its own. Adding an entity type adds no code here.
 *
 * They go into the schema as they are: a page has tens of thousands of such fields, and a resolver of type-graphql
 * costs each of them a copy of its thing and a sorting of its parameters.
 */
export function answerEntityFields(schema: GraphQLSchema): void {
  for (const definition of entityDefinitions()) {
    const type = schema.getType(definition.kind);
    if (!isObjectType(type)) continue;
    const fields = type.getFields();
    for (const [name, resolve] of fieldsOf(definition)) {
      const field = fields[name];
      if (field)
        field.resolve = (record: EntityRecord, _args, context: RequestContext, info) =>
          resolve(record, context, info);
    }
  }
}

function fieldsOf({ properties, related }: EntityDefinition): Map<string, FieldFunction> {
  const fields = new Map<string, FieldFunction>();
  for (const [name, { list, type, graphql }] of properties) {
    if (graphql === false) continue;
    if (list) fields.set(name, (record) => record[name] ?? []);
    // GraphQL has no NaN and no infinities; such a metric says so in its `text`.
    else if (type === 'float')
      fields.set(name, (record) => (Number.isFinite(record[name]) ? record[name] : null));
  }
  for (const [name, options] of related)
    fields.set(name, (record, context, info) => follow(options, record, context, info));
  return fields;
}

function follow(
  { relation, direction, kind, list }: RelatedOptions,
  thing: EntityRecord,
  context: RequestContext,
  info: GraphQLResolveInfo,
): unknown {
  const { properties, follows } = selectionOf(info);
  const loaders = context.loadersOf(thing);
  const related = loaders.related(relation, direction, properties).load(thing.id);
  const answer = (found: readonly RelatedRecord[]): unknown => {
    // Several sources may state one edge; the thing at its end is one.
    const records = new Map<string, EntityRecord>();
    for (const { record } of found)
      if (kind === undefined || record.kind === kind) records.set(record.id, record);
    const prepared = loaders.prepared([...records.values()], follows);
    if (list) return prepared;
    return 'then' in prepared ? prepared.then(([first]) => first ?? null) : (prepared[0] ?? null);
  };
  return 'then' in related ? related.then(answer) : answer(related);
}
