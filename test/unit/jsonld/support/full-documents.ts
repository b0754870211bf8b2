import type { PropertyOptions, ValueType } from '../../../../src/model/decorators.js';
import type { EdgeStatement, EntityDocument } from '../../../../src/model/document.js';
import { ENTITY_KINDS, type EntityKind } from '../../../../src/model/entities.js';
import { entityId } from '../../../../src/model/entity-id.js';
import { entityDefinition } from '../../../../src/model/registry.js';
import { relationDefinition, STATED_TYPES } from '../../../../src/model/relations.js';

/** Key parts that several kinds share, so that what is made belongs together. */
const KEY_PARTS: Readonly<Record<string, string>> = {
  service: 'registry',
  model: 'churn predictor',
  version: '3',
  experiment: 'exp-1',
  namespace: 'postgres://shop:5432',
  table: 'shop.public.orders',
};

const VALUES: Record<ValueType, (name: string) => unknown> = {
  string: (name) => `a ${name}`,
  int: () => 7,
  long: () => Number.MAX_SAFE_INTEGER,
  float: () => 0.92,
  boolean: () => false,
  bytes: () => 'aGVhZHdhdGVy',
  dateTime: () => '2026-11-20T10:00:00.000Z',
  json: () => ({ inputs: [{ name: 'count_30d', type: 'double' }] }),
};

/** Texts that have to be addresses. */
const ADDRESSES: Readonly<Record<string, string>> = {
  url: 'https://serving.example/churn/invocations',
  uri: 's3://models/churn/3/MLmodel',
  endpoint: 'https://registry.example',
  sourceUrl: 'https://registry.example/#/here',
};

function valueOf(name: string, { type, list, values }: PropertyOptions): unknown {
  const one = values?.[1] ?? ADDRESSES[name] ?? VALUES[type](name);
  if (!list) return one;
  return type === 'float' ? [0.5, 1e-7] : type === 'long' ? [1, 1_700_000_000_000] : [one];
}

/** A document of that kind that states every property there is and an edge to every kind there may be one to. */
export function fullDocument(kind: EntityKind, changes: Record<string, unknown> = {}): EntityDocument {
  const { properties, key } = entityDefinition(kind);
  const stated = [...properties].map(([name, options]) => [
    name,
    KEY_PARTS[name] ?? (key.includes(name) ? `the ${name}` : valueOf(name, options)),
  ]);
  const document = { kind, ...(Object.fromEntries(stated) as Record<string, unknown>), ...changes };
  const edges = edgesFrom(kind);
  return edges.length > 0 ? { edges, ...document } : document;
}

function edgesFrom(kind: EntityKind): EdgeStatement[] {
  return STATED_TYPES.flatMap((type) =>
    (relationDefinition(type).ends[kind] ?? []).map((upstream): EdgeStatement => ({
      type,
      upstream: otherOf(upstream),
      stated: 'INFERRED',
      rule: 'same-name',
      via: entityId('Pipeline', 'airflow', 'nightly'),
      transformations: ['DIRECT/IDENTITY', 'INDIRECT/FILTER'],
      masked: true,
      digest: 'sha256:00ff',
    })),
  );
}

/** The id of the thing of a kind that `fullDocument` makes. */
export function fullId(kind: EntityKind): string {
  const { key } = entityDefinition(kind);
  return entityId(kind, ...key.map((name) => KEY_PARTS[name] ?? `the ${name}`));
}

/** Where an edge leads: to the one thing of its kind that is made. */
const otherOf = fullId;

export const fullDocuments = (): EntityDocument[] => ENTITY_KINDS.map((kind) => fullDocument(kind));
