import fc from 'fast-check';
import type {
  Direction,
  Hop,
  LineageReader,
  NodeSummary,
  Pair,
  SourceFreshness,
} from '../../src/catalog/lineage/lineage.reader.js';
import type { EntityKind } from '../../src/model/entities.js';
import { entityId, parseId } from '../../src/model/entity-id.js';
import {
  LINEAGE_TYPES,
  relationDefinition,
  STATED,
  type LineageRelation,
} from '../../src/model/relations.js';
import type { TestGraph } from './graphs.js';
import { isKnownByColumns, type PlainGraph } from './reference-lineage.js';

/** A graph as lineage sees it. */
export interface LineageGraph extends PlainGraph {
  readonly things: readonly NodeSummary[];
}

/** A few things of each kind: few enough that random edges make cycles, diamonds, hubs and parallel edges. */
const TABLES = ['t0', 't1', 't2'].map((table) => entityId('Table', 'db', table));
const COLUMNS = TABLES.flatMap((table) =>
  ['a', 'b'].map((column) => ({ table, column: entityId('Column', ...parseId(table).key, column) })),
);
const THINGS: readonly string[] = [
  ...TABLES,
  ...COLUMNS.map(({ column }) => column),
  ...['p0', 'p1'].map((job) => entityId('Pipeline', 'jobs', job)),
  ...['1', '2', '3'].map((version) => entityId('MLModelVersion', 's', 'm', version)),
  ...['f', 'g', 'h'].map((feature) => entityId('MLFeature', 's', 'm', '1', feature)),
  ...['x', 'y'].map((feature) => entityId('StoredFeature', 's', 'customers', feature)),
  entityId('MLFeatureTable', 's', 'customers'),
  entityId('MLModel', 's', 'm'),
  entityId('ModelStep', 's', 'm', '1', 'fit'),
  entityId('Artifact', 's', 'm', '1', 'model.pkl'),
  ...['r0', 'r1'].map((run) => entityId('TrainingRun', 's', run)),
  ...['d0', 'd1'].map((endpoint) => entityId('Deployment', 's', endpoint)),
  entityId('Dashboard', 'bi', 'board'),
  entityId('Application', 'shop', 'alerts'),
];

export const kindOf = (id: string): EntityKind => parseId(id).kind;
const ofKinds = (kinds: readonly EntityKind[]): string[] => THINGS.filter((id) => kinds.includes(kindOf(id)));

/** The ends that the model allows, one entry per pair of kinds. */
const ENDS = LINEAGE_TYPES.flatMap((type) =>
  Object.entries(relationDefinition(type).ends).flatMap(([downstream, upstreams]) =>
    upstreams.map((upstream) => ({ type, downstream: downstream as EntityKind, upstream })),
  ),
);
/** What may stand between any two things would crowd out all else. */
const EXACT_ENDS = ENDS.filter(({ type }) => type !== 'DEPENDS_ON');
const OTHER_ENDS = ENDS.filter(({ type }) => type === 'DEPENDS_ON');
/** Column detail is where the rules are: its edges come more often than their share of the model. */
const COLUMN_ENDS = EXACT_ENDS.filter(({ upstream }) => upstream === 'Column' || upstream === 'Table');

const edge = (): fc.Arbitrary<Hop> =>
  fc
    .oneof(
      { weight: 3, arbitrary: fc.constantFrom(...EXACT_ENDS) },
      { weight: 3, arbitrary: fc.constantFrom(...COLUMN_ENDS) },
      { weight: 1, arbitrary: fc.constantFrom(...OTHER_ENDS) },
    )
    .chain(({ type, downstream, upstream }) =>
      fc
        .record({
          downstream: fc.constantFrom(...ofKinds([downstream])),
          upstream: fc.constantFrom(...ofKinds([upstream])),
          stated: fc.constantFrom(...STATED),
          by: fc.constantFrom('s', 'w'),
          via: fc.constantFrom(undefined, undefined, entityId('Pipeline', 'jobs', 'p0')),
        })
        .map((ends) => hop(type, ends)),
    );

function hop(
  type: LineageRelation,
  { downstream, upstream, ...rest }: Pick<Hop, 'downstream' | 'upstream' | 'stated' | 'by' | 'via'>,
): Hop {
  const kinds = { downstreamKind: kindOf(downstream), upstreamKind: kindOf(upstream) };
  const { via, ...said } = rest;
  return { type, downstream, upstream, ...kinds, ...said, ...(via ? { via } : {}) };
}

const keyOf = ({ type, downstream, upstream, by, via }: Hop): string =>
  [type, downstream, upstream, by, via].join('|');

const summary = (id: string): fc.Arbitrary<NodeSummary> =>
  fc
    .record(
      {
        until: fc.constantFrom(undefined, undefined, undefined, '2026-01-01T00:00:00.000Z'),
        state:
          kindOf(id) === 'Deployment'
            ? fc.constantFrom('IN_SERVICE', 'UPDATING', 'FAILED')
            : fc.constant(undefined),
        stage:
          kindOf(id) === 'MLModelVersion' ? fc.constantFrom(undefined, 'Archived') : fc.constant(undefined),
      },
      { requiredKeys: [] },
    )
    .map((said) => ({
      ...{ id, kind: kindOf(id), name: id },
      ...(Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as object),
    }));

export const lineageGraph = (mostEdges: number): fc.Arbitrary<LineageGraph> =>
  fc
    .record({
      edges: fc.uniqueArray(edge(), { selector: keyOf, maxLength: mostEdges, size: 'max' }),
      things: fc.tuple(...THINGS.map(summary)),
    })
    .map(({ edges, things }) => ({ edges, things, columns: COLUMNS }));

/** A thing to start from: one that an edge ends at, mostly. */
export const thingOf = ({ edges }: PlainGraph): fc.Arbitrary<string> =>
  fc.constantFrom(...THINGS, ...edges.flatMap(({ downstream, upstream }) => [downstream, upstream]));

/** Answers from the plain graph what the graph's own reader answers from the database. */
export class PlainLineageReader implements LineageReader {
  constructor(readonly graph: LineageGraph) {}

  hops(ids: readonly string[], direction: Direction): Promise<Hop[]> {
    const near = ({ downstream, upstream }: Hop) => (direction === 'DOWNSTREAM' ? upstream : downstream);
    return Promise.resolve(this.graph.edges.filter((hop) => ids.includes(near(hop))));
  }

  columnsOf(tables: readonly string[]): Promise<{ table: string; column: string }[]> {
    return Promise.resolve(this.graph.columns.filter(({ table }) => tables.includes(table)));
  }

  knownByColumns(pairs: readonly Pair[]): Promise<Pair[]> {
    return Promise.resolve(
      pairs.filter(({ downstream, upstream }) => isKnownByColumns(this.graph, downstream, upstream)),
    );
  }

  summaries(ids: readonly string[]): Promise<NodeSummary[]> {
    return Promise.resolve(this.graph.things.filter(({ id }) => ids.includes(id)));
  }

  freshness(services: readonly string[]): Promise<SourceFreshness[]> {
    return Promise.resolve(services.map((service) => ({ service })));
  }
}

/** The same graph for a database. */
export const asTestGraph = ({ things, edges, columns }: LineageGraph): TestGraph => ({
  nodes: things.map(({ id, kind, ...properties }) => ({ id, kind, properties: { ...properties, kind } })),
  edges: [
    ...edges.map(({ downstream, upstream, type, stated, by, via = '' }) => ({
      ...{ from: downstream, type, to: upstream },
      properties: { stated, by, via },
    })),
    ...columns.map(({ table, column }) => ({ from: table, type: 'HAS_COLUMN', to: column, properties: {} })),
  ],
});
