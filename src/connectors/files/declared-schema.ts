// Loads the entity classes, which is what fills the registry.
import '../../model/entities.js';
import { ENTITY_KINDS, type EntityKind } from '../../model/entity-kinds.js';
import { documentSchema, type JsonSchema } from '../../model/json-schema.js';
import { entityDefinition } from '../../model/registry.js';

/** What a file may speak of: everything but what the catalog records of its own doing. */
export const DECLARED_KINDS: readonly EntityKind[] = ENTITY_KINDS.filter((kind) => kind !== 'SyncRun');

const KEY_PART: JsonSchema = { type: 'string', minLength: 1, maxLength: 1_000 };

/** A thing named by its kind and key, where ids are too much to write by hand. */
const reference = (kind: EntityKind): JsonSchema => {
  const { key } = entityDefinition(kind);
  return {
    title: `${kind} by its key`,
    type: 'object',
    additionalProperties: false,
    required: ['kind', ...key],
    properties: { kind: { const: kind }, ...Object.fromEntries(key.map((part) => [part, KEY_PART])) },
  };
};

/** Any of the kinds, told apart by `kind` so that what is wrong is said of the one that is meant. */
const byKind = (kinds: readonly EntityKind[], of: (kind: EntityKind) => string): JsonSchema => ({
  type: 'object',
  required: ['kind'],
  properties: { kind: { enum: kinds } },
  allOf: kinds.map((kind) => ({
    if: { properties: { kind: { const: kind } } },
    then: { $ref: `#/$defs/${of(kind)}` },
  })),
});

/** The schema of one kind as files have it: ends of edges may be named by their key, too. */
function declaredSchema(kind: EntityKind): JsonSchema {
  const { $schema: _, $id: __, ...schema } = documentSchema(kind);
  const properties = schema['properties'] as Record<string, JsonSchema>;
  const { edges } = properties;
  if (!edges) return schema;
  const items = edges['items'] as JsonSchema;
  const ends = items['properties'] as Record<string, JsonSchema>;
  return {
    ...schema,
    properties: {
      ...properties,
      edges: {
        ...edges,
        items: {
          ...items,
          properties: {
            ...ends,
            upstream: byIdOrKey(ends['upstream'] ?? {}, { $ref: '#/$defs/reference' }),
            via: byIdOrKey(ends['via'] ?? {}, { $ref: '#/$defs/PipelineReference' }),
            stated: { ...ends['stated'], description: 'How it is known. Left out: DECLARED.' },
          },
        },
      },
    },
  };
}

/** Told apart by their type, so that the error is about the form that was chosen. */
const byIdOrKey = ({ description, type: _, ...id }: JsonSchema, key: JsonSchema): JsonSchema => ({
  description: `${String(description)} Or its kind and key: \`{kind: Column, namespace: …, table: …, column: …}\`.`,
  type: ['string', 'object'],
  if: { type: 'string' },
  then: id,
  else: key,
});

/** The published schema of a file of declarations. */
export function filesSchema(): JsonSchema {
  const definitions = Object.fromEntries([
    ...DECLARED_KINDS.map((kind) => [kind, declaredSchema(kind)] as const),
    ...DECLARED_KINDS.map((kind) => [`${kind}Reference`, reference(kind)] as const),
  ]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:headwater:schema:files',
    title: 'Declarations for Headwater',
    description:
      'What a team declares to the catalog: a list of things, one thing, or `documents` with a list.',
    if: { type: 'array' },
    then: { items: { $ref: '#/$defs/document' } },
    else: {
      type: 'object',
      if: { required: ['documents'] },
      then: {
        additionalProperties: false,
        properties: {
          $schema: { type: 'string', description: 'Where an editor finds this schema.' },
          documents: { type: 'array', items: { $ref: '#/$defs/document' } },
        },
      },
      else: { $ref: '#/$defs/document' },
    },
    $defs: {
      document: byKind(DECLARED_KINDS, (kind) => kind),
      reference: byKind(DECLARED_KINDS, (kind) => `${kind}Reference`),
      ...definitions,
    },
  };
}
