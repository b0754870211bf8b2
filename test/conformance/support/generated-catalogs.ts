import type { PropertyOptions } from '../../../src/model/decorators.js';
import type { EdgeStatement, EntityDocument } from '../../../src/model/document.js';
import { ENTITY_KINDS, type EntityKind } from '../../../src/model/entities.js';
import { entityId } from '../../../src/model/entity-id.js';
import { entityDefinition } from '../../../src/model/registry.js';
import { relationDefinition, STATED, STATED_TYPES } from '../../../src/model/relations.js';
import { randomFrom } from '../../support/seeded-random.js';
import { HOSTILE_ADDRESSES, HOSTILE_NAMES } from '../../unit/jsonld/support/hostile-names.js';

/** Few, so that what is made belongs together. */
const NAMES = ['orders', 'churn', '3', 'prod', 'Kündigung 顧客', ...Object.values(HOSTILE_NAMES)];
const ADDRESSES = ['https://registry.example/#/here', 's3://models/churn/3', ...HOSTILE_ADDRESSES.filter(Boolean)];
const ADDRESS_FIELDS = new Set(['url', 'uri', 'endpoint', 'sourceUrl']);

/**
 * A catalog of things of all kinds, by a seed: any of their properties, or none; names and addresses that break what is
 * put together carelessly; edges between any that may have one, and to things that nobody describes.
 */
export function generatedCatalog(seed: number): EntityDocument[] {
  const random = numbersFrom(seed);
  const things = ENTITY_KINDS.flatMap((kind) =>
    Array.from({ length: random.below(3) }, () => thing(kind, random)),
  );
  const distinct = [...new Map(things.map((document) => [idOf(document), document])).values()];
  return distinct.map((document) => withEdges(document, distinct, random));
}

function thing(kind: EntityKind, random: Numbers): EntityDocument {
  const { key, properties } = entityDefinition(kind);
  const values: Record<string, unknown> = {};
  for (const name of key) values[name] = random.oneOf(NAMES.slice(0, 4 + random.below(NAMES.length - 4)));
  for (const [name, options] of properties)
    if (!key.includes(name) && random.below(10) < 4) values[name] = valueOf(name, options, random);
  return { kind, ...values };
}

function valueOf(name: string, options: PropertyOptions, random: Numbers): unknown {
  const one = (): unknown =>
    options.values
      ? random.oneOf(options.values)
      : ADDRESS_FIELDS.has(name)
        ? random.oneOf(ADDRESSES)
        : ofType(options.type, random);
  return options.list ? Array.from({ length: 1 + random.below(3) }, one) : one();
}

function ofType(type: PropertyOptions['type'], random: Numbers): unknown {
  switch (type) {
    case 'string':
      return random.oneOf(NAMES);
    case 'int':
      return random.below(2 ** 31);
    case 'long':
      return random.oneOf([0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]);
    case 'float':
      return random.oneOf([0, -0.5, 1e-7, 1e21, 0.1 + 0.2, 'NaN', 'Infinity', '-Infinity']);
    case 'boolean':
      return random.below(2) === 0;
    case 'dateTime':
      return new Date(random.below(2 ** 31) * 1000).toISOString();
    case 'bytes':
      return Buffer.from(random.oneOf(NAMES)).toString('base64');
    case 'json':
      return { [random.oneOf(NAMES)]: [random.oneOf(NAMES), null, { n: 0.5 }] };
  }
}

function withEdges(document: EntityDocument, all: readonly EntityDocument[], random: Numbers): EntityDocument {
  const edges = STATED_TYPES.flatMap((type): EdgeStatement[] => {
    const ends = relationDefinition(type).ends[document.kind] ?? [];
    if (ends.length === 0 || random.below(2) === 0) return [];
    const kind = random.oneOf(ends);
    const candidates = all.filter((other) => other.kind === kind && other !== document);
    const upstream = candidates.length > 0 ? idOf(random.oneOf(candidates)) : unknownOf(kind);
    if (upstream === idOf(document)) return [];
    return [{ type, upstream, stated: random.oneOf(STATED), ...extrasOf(random) }];
  });
  return edges.length > 0 ? { ...document, edges } : document;
}

function extrasOf(random: Numbers): Partial<EdgeStatement> {
  const name = random.oneOf(NAMES);
  return random.oneOf<Partial<EdgeStatement>>([
    {},
    { rule: name },
    { via: entityId('Pipeline', 'airflow', name), transformations: [name] },
    { reason: name, digest: name, masked: true },
  ]);
}

const unknownOf = (kind: EntityKind): string =>
  entityId(kind, ...entityDefinition(kind).key.map(() => 'unknown'));

const idOf = (document: EntityDocument): string =>
  entityId(document.kind, ...entityDefinition(document.kind).key.map((name) => String(document[name])));

interface Numbers {
  below(limit: number): number;
  oneOf<Item>(items: readonly Item[]): Item;
}

function numbersFrom(seed: number): Numbers {
  const next = randomFrom(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, oneOf: (items) => items[below(items.length)] as (typeof items)[number] };
}
