import type { PropertyOptions } from './decorators.js';
import { entityDefinition, type EntityDefinition } from './registry.js';
import { relationDefinition, STATED, STATED_TYPES } from './relations.js';
import type { EntityKind } from './entities.js';

export type JsonSchema = Record<string, unknown>;

/** Longest text of a property that sets no limit of its own, in characters. */
export const DEFAULT_MAX_LENGTH = 20_000;
const MAX_LIST = 1_000_000;
/** Of a map: how many keys, and how long each may be. */
const MAX_KEYS = 10_000;
const MAX_KEY = 1_000;

/** Of whole groups of four, padded (RFC 4648). */
const BASE64 = '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$';

/** A reference in MLflow's own form, accepted wherever an edge ends at a version. */
const MODEL_URI = 'models:/[^/@]+(/[^/]+|@.+)';

function valueSchema({ type, values, map, maxLength = DEFAULT_MAX_LENGTH }: PropertyOptions): JsonSchema {
  switch (type) {
    case 'string':
      return values ? { type: 'string', enum: values } : { type: 'string', maxLength };
    case 'boolean':
      return { type: 'boolean' };
    case 'int':
      return { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
    case 'long':
      return { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
    case 'float':
      // JSON has no NaN and no infinities; they are written as these words.
      return { anyOf: [{ type: 'number' }, { enum: ['NaN', 'Infinity', '-Infinity'] }] };
    case 'dateTime':
      return { type: 'string', format: 'date-time' };
    case 'bytes':
      return { type: 'string', pattern: BASE64, contentEncoding: 'base64', maxLength };
    case 'json':
      return map ? { type: 'object', maxProperties: MAX_KEYS, propertyNames: { maxLength: MAX_KEY } } : {};
  }
}

function propertySchema(options: PropertyOptions): JsonSchema {
  const value = valueSchema(options);
  const shape = options.list ? { type: 'array', items: value, maxItems: MAX_LIST } : value;
  return { description: options.description, ...shape };
}

function edgesSchema(kind: EntityKind): JsonSchema | undefined {
  const allowed = STATED_TYPES.flatMap((type) => {
    const upstream = relationDefinition(type).ends[kind];
    return upstream ? [{ type, upstream }] : [];
  });
  if (allowed.length === 0) return undefined;
  return {
    type: 'array',
    maxItems: MAX_LIST,
    description: 'What it depends on.',
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['type', 'upstream'],
      properties: {
        type: { enum: allowed.map(({ type }) => type), description: 'The relation.' },
        upstream: {
          type: 'string',
          maxLength: 4096,
          description: 'The id of what it depends on, or a `models:/` URI.',
        },
        service: {
          type: 'string',
          maxLength: 1000,
          description: 'The service that a `models:/` URI belongs to.',
        },
        stated: { enum: STATED, description: 'How the source knows. Left out: RECORDED.' },
        rule: { type: 'string', maxLength: 1000, description: 'The rule that inferred it.' },
        reason: { type: 'string', maxLength: 10_000, description: 'Why somebody declares it.' },
        via: {
          type: 'string',
          maxLength: 4096,
          pattern: '^Pipeline:',
          description: 'The pipeline that carries the values.',
        },
        transformations: {
          type: 'array',
          items: { type: 'string', maxLength: 200 },
          description: 'What happens to the values on the way, such as DIRECT/IDENTITY.',
        },
        masked: { type: 'boolean', description: 'The values are masked on the way.' },
        digest: {
          type: 'string',
          maxLength: 1000,
          description: 'The state of the upstream data: a digest or a version.',
        },
      },
      allOf: allowed.map(({ type, upstream }) => ({
        if: { properties: { type: { const: type } } },
        then: { properties: { upstream: { pattern: upstreamPattern(upstream) } } },
      })),
    },
  };
}

function upstreamPattern(kinds: readonly EntityKind[]): string {
  const ids = `(${kinds.join('|')}):.+`;
  return kinds.includes('MLModelVersion') ? `^(${ids}|${MODEL_URI})$` : `^${ids}$`;
}

/** The JSON Schema (draft 2020-12) of the documents of one kind. */
export function documentSchema(kind: EntityKind): JsonSchema {
  const definition: EntityDefinition = entityDefinition(kind);
  const edges = edgesSchema(kind);
  const properties = [...definition.properties].map(
    ([name, options]) => [name, propertySchema(options)] as const,
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:headwater:schema:${kind}`,
    title: kind,
    description: definition.description,
    type: 'object',
    additionalProperties: false,
    required: ['kind', ...definition.key],
    properties: { kind: { const: kind }, ...Object.fromEntries(properties), ...(edges ? { edges } : {}) },
  };
}
