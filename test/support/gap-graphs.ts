import fc from 'fast-check';
import type { EntityKind } from '../../src/model/entities.js';
import { entityId, parseId } from '../../src/model/entity-id.js';
import { DEPLOYMENT_STATES } from '../../src/model/states.js';
import type { TestEdge, TestGraph, TestNode, Values } from './graphs.js';

/** Few services, of which one name begins with another, and ids with what must be encoded in them. */
const SERVICES = ['a', 'a/b', 'ab'];
const times = (of: readonly string[], make: (service: string) => string[]): string[] => of.flatMap(make);

const MODELS = times(SERVICES, (service) => [entityId('MLModel', service, 'm')]);
const VERSIONS = times(SERVICES, (service) =>
  ['1', '2'].map((v) => entityId('MLModelVersion', service, 'm', v)),
);
const FEATURES = times(SERVICES, (service) => [
  entityId('MLFeature', service, 'm', '1', 'f'),
  entityId('MLFeature', service, 'm', '2', 'f'),
]);
const FEATURE_TABLES = [entityId('MLFeatureTable', 'a', 'store')];
const STORED = ['x', 'y', 'z'].map((feature) => entityId('StoredFeature', 'a', 'store', feature));
const DEPLOYMENTS = times(SERVICES, (service) =>
  ['d0', 'd1'].map((name) => entityId('Deployment', service, name)),
);
const TABLES = ['t0', 't1', 't2', 'Tü'].map((table) => entityId('Table', 'postgres://h:1', table));
const COLUMNS = TABLES.map((table) => entityId('Column', ...parseId(table).key, 'c'));
const RUNS = ['r0', 'r1'].map((run) => entityId('TrainingRun', 'a', run));

const kindOf = (id: string): EntityKind => parseId(id).kind;

const domain = (): fc.Arbitrary<string> => fc.constantFrom('Sales', 'sales', 'risk');

const node = (id: string): fc.Arbitrary<TestNode> => {
  const kind = kindOf(id);
  const said: Record<string, fc.Arbitrary<unknown>> = {
    domain: domain(),
    ...(kind === 'Deployment'
      ? { state: fc.constantFrom('IN_SERVICE', 'UPDATING', ...DEPLOYMENT_STATES) }
      : {}),
    ...(kind === 'Table'
      ? {
          owners: fc.constantFrom([], ['ada']),
          claimSources: fc.constantFrom([], ['people'], ['a'], ['a', 'ab', 'people']),
        }
      : {}),
  };
  return fc
    .record({ said: fc.record(said, { requiredKeys: [] }), ended: fc.integer({ min: 0, max: 5 }) })
    .map(({ said, ended }) => {
      const [service] = parseId(id).key;
      const properties: Values = { kind, name: id, ...said };
      if (kind !== 'Table' && kind !== 'Column') properties['service'] = service;
      if (ended === 0) properties['until'] = '2026-01-01T00:00:00.000Z';
      return { id, kind, properties };
    });
};

const between = (type: string, from: readonly string[], to: readonly string[]): fc.Arbitrary<TestEdge[]> =>
  fc.uniqueArray(
    fc.record({
      ...{ from: fc.constantFrom(...from), type: fc.constant(type), to: fc.constantFrom(...to) },
      properties: fc.constantFrom({ by: 'a', via: '' }, { by: 'ab', via: '' }),
    }),
    { selector: (edge) => JSON.stringify(edge), maxLength: 6 },
  );

/** Containment follows from the key: none of it is left to chance. */
const CONTAINED: TestEdge[] = [
  ...VERSIONS.map((id) => contained('HAS_VERSION', 'MLModel', id, 2)),
  ...STORED.map((id) => contained('HAS_FEATURE', 'MLFeatureTable', id, 2)),
];

function contained(type: string, parent: EntityKind, id: string, length: number): TestEdge {
  return { from: entityId(parent, ...parseId(id).key.slice(0, length)), type, to: id, properties: {} };
}

/** Catalogs of a few things of each kind that can have a gap, with edges of today and of the past. */
export const gapGraph = (): fc.Arbitrary<TestGraph> => {
  const all = [...MODELS, ...VERSIONS, ...FEATURES, ...FEATURE_TABLES, ...STORED, ...DEPLOYMENTS, ...TABLES];
  return fc
    .record({
      nodes: fc.tuple(...[...all, ...COLUMNS, ...RUNS].map(node)),
      edges: fc.tuple(
        between('TRAINED_ON', [...VERSIONS, ...RUNS], TABLES),
        between('PAST_TRAINED_ON', VERSIONS, TABLES),
        between('PRODUCED_BY', VERSIONS, RUNS),
        between('USES_FEATURE', VERSIONS, FEATURES),
        between('DERIVED_FROM', FEATURES, [...COLUMNS, ...STORED, ...FEATURES]),
        between('PAST_DERIVED_FROM', FEATURES, COLUMNS),
        between('DERIVED_FROM', STORED, [...COLUMNS, ...STORED, ...FEATURE_TABLES]),
        between('SERVES', DEPLOYMENTS, VERSIONS),
        between('PREDICTED_BY', [...TABLES, ...COLUMNS], [...VERSIONS, ...DEPLOYMENTS]),
      ),
    })
    .map(({ nodes, edges }) => ({ nodes, edges: [...CONTAINED, ...edges.flat()] }));
};

export const gapScope = (): fc.Arbitrary<{ services?: string[]; domains?: string[] }> =>
  fc.record(
    {
      services: fc.uniqueArray(fc.constantFrom(...SERVICES), { minLength: 1, maxLength: 2 }),
      domains: fc.uniqueArray(fc.constantFrom('SALES', 'risk', 'nothing'), { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: [] },
  );

export const GAP_SERVICES: readonly string[] = SERVICES;
