import fc from 'fast-check';
import type { GraphExecutor } from '../../src/graph/executor.js';
import { ENTITY_KINDS, type EntityKind } from '../../src/model/entities.js';
import { entityId } from '../../src/model/entity-id.js';
import { entityDefinition } from '../../src/model/registry.js';
import { CONTAINMENTS, STATED_TYPES, type RelationType } from '../../src/model/relations.js';
import { nameProperties } from '../../src/graph/property-codec.js';
import { testQuery } from './engines.js';

export type Values = Record<string, unknown>;

export interface TestNode {
  readonly id: string;
  readonly kind: EntityKind;
  /** All but the id. */
  readonly properties: Values;
}

export interface TestEdge {
  readonly from: string;
  /** Also `PAST_…`. */
  readonly type: string;
  readonly to: string;
  readonly properties: Values;
}

export interface TestGraph {
  readonly nodes: readonly TestNode[];
  readonly edges: readonly TestEdge[];
}

/** What names are made of in the field, and what people type to see what happens. */
export const ODD_STRINGS = [
  'a',
  'orders',
  'Orders',
  'shop.public.orders',
  '',
  ' ',
  '..',
  '~',
  'x/y',
  '%2F',
  'it\'s "quoted"',
  '`MATCH (n) DETACH DELETE n`',
  '$ids',
  '__proto__',
  'é漢字',
  '😀\u{1F468}\u200d\u{1F469}',
  'e\u0301',
  '\u0000',
  'a\nb\tc',
  '\uffff',
  'İẞΣ',
  '<b>&amp;</b>',
  '5',
  'NaN',
  'null',
] as const;

export const oddString = (): fc.Arbitrary<string> => fc.constantFrom(...ODD_STRINGS);
export const source = (): fc.Arbitrary<string> => fc.constantFrom('mlflow', 'warehouse', 'it\'s "odd"');
export const time = (): fc.Arbitrary<string> =>
  fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-02-03T04:05:06.007Z', '2026-11-20T23:59:59.999Z');
const float = (): fc.Arbitrary<number> => fc.constantFrom(0, 1, -2, 0.5, 1e300, NaN, Infinity, -Infinity);
const whole = (): fc.Arbitrary<number> => fc.constantFrom(0, 1, -7, 2 ** 31, Number.MAX_SAFE_INTEGER);

/** Any of these may be missing; each has one type wherever it stands. */
const PROPERTIES: Record<string, fc.Arbitrary<unknown>> = {
  displayName: oddString(),
  description: fc.constantFrom('Orders of the shop', 'ORDERS', 'İstanbul', ''),
  tags: fc.array(oddString(), { maxLength: 3 }),
  owners: fc.array(source(), { maxLength: 2 }),
  aliases: fc.array(fc.constantFrom('champion', 'challenger'), { maxLength: 2 }),
  searchName: fc.constantFrom(
    '|=orders| orders |',
    '|=shoporders|=orders| shop orders |',
    '|=count30d| count 30 d count30d 30d |',
  ),
  searchText: fc.constantFrom(
    '|=orders| shop orders | churn ',
    '|=count30d| count 30 d count30d 30d |  ',
    '| 漢 | 😀 x ',
  ),
  terms: fc.array(oddString(), { maxLength: 2 }),
  domain: oddString(),
  createdAt: time(),
  registeredAt: time(),
  since: time(),
  until: time(),
  startedAt: time(),
  state: fc.constantFrom('IN_SERVICE', 'COMPLETE', 'FAILED'),
  stage: fc.constantFrom('None', 'Archived'),
  service: oddString(),
  table: oddString(),
  version: oddString(),
  revision: fc.constantFrom(0, 1, 2),
  claimSources: fc.array(source(), { maxLength: 2 }),
  claimHashes: fc.array(fc.constantFrom('h1', 'h2'), { maxLength: 2 }),
  value: float(),
  step: whole(),
  complete: fc.boolean(),
  seriesValues: fc.array(float(), { maxLength: 4 }),
  seriesSteps: fc.array(whole(), { maxLength: 4 }),
};

/** Properties of a node, and what a write may say of them: null takes one away. */
export const nodeProperties = (nulls = false): fc.Arbitrary<Values> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries({ name: oddString(), ...PROPERTIES }).map(([name, values]) => [
          name,
          nulls ? fc.option(values, { nil: null, freq: 3 }) : values,
        ]),
      ),
      { requiredKeys: [] },
    )
    .map(withNameKey);

/** Beside a name stands the key to sort it by, where it needs one, as the product writes it. */
const withNameKey = (values: Values): Values => {
  const { name } = values;
  if (typeof name !== 'string') return name === null ? { ...values, nameKey: null } : values;
  const { nameKey } = nameProperties(name);
  return { ...values, nameKey };
};

export const anyId = (): fc.Arbitrary<string> =>
  fc.constantFrom(...ENTITY_KINDS).chain((kind) => idOfKind(kind));

export const idOfKind = (kind: EntityKind): fc.Arbitrary<string> =>
  fc.tuple(...entityDefinition(kind).key.map(() => oddString())).map((key) => entityId(kind, ...key));

const kindOf = (id: string): EntityKind => id.slice(0, id.indexOf(':')) as EntityKind;

const node = (): fc.Arbitrary<TestNode> =>
  fc
    .tuple(anyId(), fc.option(oddString(), { freq: 8 }), nodeProperties())
    .map(([id, name, { name: other, ...rest }]) => ({
      id,
      kind: kindOf(id),
      properties: withoutNulls(withNameKey({ ...rest, name: name ?? other, kind: kindOf(id) })),
    }));

const withoutNulls = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));

const ALL_TYPES: readonly RelationType[] = [...STATED_TYPES, ...CONTAINMENTS];
/** The types that single questions follow over several hops, more often than the others. */
const BUSY_TYPES = [
  'HAS_COLUMN',
  'DERIVED_FROM',
  'USES_FEATURE',
  'PRODUCED_BY',
  'HAS_SYNC_RUN',
  'HAS_VERSION',
];
const PAST_TYPES = STATED_TYPES.map((type) => `PAST_${type}`);

export const edgeProperties = (): fc.Arbitrary<Values> =>
  fc.record(
    {
      stated: fc.constantFrom('RECORDED', 'INFERRED', 'DECLARED'),
      rule: oddString(),
      transformations: fc.array(fc.constantFrom('DIRECT/IDENTITY', 'INDIRECT/FILTER'), { maxLength: 2 }),
      masked: fc.boolean(),
      digest: oddString(),
    },
    { requiredKeys: [] },
  );

/** Ends may be equal, so there are self-loops; ids are few, so there are cycles, diamonds and parallel edges. */
const edge = (ids: readonly string[]): fc.Arbitrary<TestEdge> =>
  fc
    .record({
      from: fc.constantFrom(...ids),
      type: fc.oneof(fc.constantFrom(...ALL_TYPES, ...PAST_TYPES), fc.constantFrom(...BUSY_TYPES)),
      to: fc.constantFrom(...ids),
      by: source(),
      via: fc.constantFrom('', 'Pipeline:a/b'),
      since: time(),
      properties: edgeProperties(),
    })
    .map(({ from, type, to, by, via, since, properties }) => ({
      ...{ from, type, to },
      properties: type.startsWith('HAS_') ? { since } : { ...properties, by, via, since },
    }));

const edgeKey = ({ from, type, to, properties }: TestEdge): string =>
  JSON.stringify([from, type, to, properties['by'], properties['via']]);

/** Any graph at all, sound or not: what every text must answer alike. */
export const anyGraph = (): fc.Arbitrary<TestGraph> =>
  fc.uniqueArray(node(), { selector: ({ id }) => id, minLength: 3, maxLength: 16 }).chain((nodes) => {
    const ids = nodes.map(({ id }) => id);
    return fc
      .uniqueArray(edge(ids), { selector: edgeKey, minLength: 2, maxLength: 60 })
      .map((edges) => ({ nodes, edges }));
  });

/** Loads a graph in one transaction, one statement per label and type. */
export async function loadGraph(executor: GraphExecutor, { nodes, edges }: TestGraph): Promise<void> {
  await executor.write(async (tx) => {
    for (const [kind, group] of groupBy(nodes, ({ kind }) => kind)) {
      const rows = group.map(({ id, properties }) => ({ id, properties: { ...properties, id } }));
      await tx.run(createNodes(kind), { rows });
    }
    for (const [type, group] of groupBy(edges, ({ type }) => type)) {
      await tx.run(createEdges(type), {
        rows: group.map(({ from, to, properties }) => ({ from, to, properties })),
      });
    }
  });
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const createNodes = (kind: EntityKind) =>
  testQuery<{ rows: Values[] }, object>(
    'write',
    `UNWIND $rows AS row CREATE (n:Entity:${kind} {id: row.id}) SET n = row.properties`,
  );

const createEdges = (type: string) =>
  testQuery<{ rows: Values[] }, object>(
    'write',
    `UNWIND $rows AS row MATCH (a:Entity {id: row.from}) MATCH (b:Entity {id: row.to})
     CREATE (a)-[r:${type}]->(b) SET r = row.properties`,
  );
