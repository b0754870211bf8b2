import fc from 'fast-check';
import type {
  Ahead,
  Direction,
  Hop,
  HopsRead,
  LineageReader,
  NodeFacts,
  Pair,
  ReadingTerms,
  SourceFreshness,
} from '../../src/catalog/lineage/lineage.reader.js';
import type { EntityKind } from '../../src/model/entities.js';
import { entityId, parseId, tableOf } from '../../src/model/entity-id.js';
import {
  LINEAGE_TYPES,
  relationDefinition,
  STATED,
  type LineageRelation,
} from '../../src/model/relations.js';
import type { TestGraph } from './graphs.js';
import { isKnownByColumns, type PlainGraph } from './reference-lineage.js';

type Thing = NodeFacts & { readonly since: string };
type Edge = Hop & { readonly since: string };

/** A graph as lineage sees it: what is, and what has ended. */
export interface LineageGraph extends PlainGraph {
  readonly edges: readonly Edge[];
  readonly things: readonly Thing[];
}

const wasThere = ({ since, until }: { since: string; until?: string }, at: string): boolean =>
  since <= at && (until === undefined || until > at);

/** What is: past edges are gone, and with them the columns that have ended. */
export const graphNow = (graph: LineageGraph): LineageGraph => ({
  ...graph,
  edges: graph.edges.filter(({ until }) => until === undefined),
  columns: graph.columns.filter(({ column }) => thingIn(graph, column)?.until === undefined),
});

/** What was: edges that held then between things that were there, as if nothing had ended since. */
export function graphAt(graph: LineageGraph, at: string): LineageGraph {
  const there = new Set(graph.things.filter((thing) => wasThere(thing, at)).map(({ id }) => id));
  const withoutEnd = <T extends { readonly until?: string }>({ until: _, ...rest }: T) => rest as T;
  return {
    edges: graph.edges
      .filter((edge) => wasThere(edge, at) && there.has(edge.downstream) && there.has(edge.upstream))
      .map(withoutEnd),
    columns: graph.columns.filter(({ column }) => there.has(column)),
    things: graph.things.filter(({ id }) => there.has(id)).map(withoutEnd),
  };
}

const thingIn = ({ things }: LineageGraph, id: string): Thing | undefined =>
  things.find((thing) => thing.id === id);

/** Moments of a graph: things and edges begin before some of them and end before others. */
export const MOMENTS = [
  '2025-03-01T00:00:00.000Z',
  '2025-09-01T00:00:00.000Z',
  '2026-02-01T00:00:00.000Z',
] as const;

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
  // Of the services that the others belong to, one is in the catalog.
  entityId('MLModelService', 's'),
];

/** Kinds of things that belong to a service, of which their key begins with its name. */
export const SERVICE_FIRST: readonly EntityKind[] = [
  ...(['MLModelService', 'MLModel', 'MLModelVersion', 'ModelStep', 'MLFeature', 'StoredFeature'] as const),
  ...(['MLFeatureTable', 'Artifact', 'TrainingRun', 'Deployment', 'Dashboard', 'Application'] as const),
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

const edge = (): fc.Arbitrary<Edge> =>
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
          transformations: fc.constantFrom(...[undefined, undefined, ['DIRECT/IDENTITY', 'INDIRECT/JOIN']], [
            'INDIRECT/FILTER',
          ]),
          since: fc.constantFrom('2025-02-01T00:00:00.000Z', '2025-08-01T00:00:00.000Z'),
          until: fc.constantFrom(...Array<undefined>(5).fill(undefined), '2025-12-01T00:00:00.000Z'),
        })
        .map((ends) => hop(type, ends)),
    );

function hop(
  type: LineageRelation,
  {
    downstream,
    upstream,
    ...rest
  }: Pick<Edge, 'downstream' | 'upstream' | 'stated' | 'by' | 'via' | 'transformations' | 'since' | 'until'>,
): Edge {
  const kinds = { downstreamKind: kindOf(downstream), upstreamKind: kindOf(upstream) };
  const { via, transformations, until, ...said } = rest;
  return {
    type,
    downstream,
    upstream,
    ...kinds,
    ...said,
    ...(via ? { via } : {}),
    ...(transformations ? { transformations } : {}),
    ...(until ? { until } : {}),
  };
}

const keyOf = ({ type, downstream, upstream, by, via }: Hop): string =>
  [type, downstream, upstream, by, via].join('|');

const summary = (id: string): fc.Arbitrary<Thing> =>
  fc
    .record(
      {
        until: fc.constantFrom(undefined, undefined, undefined, '2026-01-01T00:00:00.000Z'),
        state:
          kindOf(id) === 'Deployment'
            ? fc.constantFrom('IN_SERVICE', 'UPDATING', 'FAILED')
            : fc.constant(undefined),
        owners: fc.constantFrom(undefined, ['ann'], ['ann', 'bob']),
        domain: fc.constantFrom(undefined, 'sales'),
        tags: fc.constantFrom(undefined, ['pii'], ['tier=1', 'x'], ['tier']),
        describedBy: fc.constantFrom(undefined, ['w'], ['people', 's'], ['s', 'w']),
        since: fc.constantFrom('2025-01-01T00:00:00.000Z', '2025-06-01T00:00:00.000Z'),
        stage:
          kindOf(id) === 'MLModelVersion' ? fc.constantFrom(undefined, 'Archived') : fc.constant(undefined),
      },
      { requiredKeys: ['since'] },
    )
    .map((said) => ({
      ...{ id, kind: kindOf(id), name: id },
      ...(SERVICE_FIRST.includes(kindOf(id)) ? { service: parseId(id).key[0] ?? '' } : {}),
      ...(Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as {
        since: string;
      }),
    }));

export const lineageGraph = (mostEdges: number): fc.Arbitrary<LineageGraph> =>
  fc
    .record({
      edges: fc.uniqueArray(edge(), { selector: keyOf, maxLength: mostEdges, size: 'max' }),
      things: fc.tuple(...THINGS.map(summary)),
    })
    .map(({ edges, things }) => {
      const told = new Map(things.map((thing) => [thing.id, thing] as const));
      const lasting = things.map((thing) => withinTable(thing, told));
      const lives = new Map(lasting.map((thing) => [thing.id, thing] as const));
      return { edges: edges.map((one) => betweenEnds(one, lives)), things: lasting, columns: COLUMNS };
    });

/** A column is there no longer than its table. */
function withinTable(thing: Thing, things: ReadonlyMap<string, Thing>): Thing {
  const table = thing.kind === 'Column' ? things.get(tableOf(thing.id)) : undefined;
  return table ? { ...thing, ...overlap([thing, table]) } : thing;
}

/** What ends takes its edges along. */
function betweenEnds(one: Edge, things: ReadonlyMap<string, Thing>): Edge {
  const ends = [one.downstream, one.upstream].flatMap((id) => things.get(id) ?? []);
  return { ...one, ...overlap([one, ...ends]) };
}

function overlap(lives: readonly { since: string; until?: string }[]): { since: string; until?: string } {
  const since =
    lives
      .map((life) => life.since)
      .sort()
      .at(-1) ?? '';
  const [until] = lives.flatMap((life) => life.until ?? []).sort();
  return { since, ...(until === undefined ? {} : { until }) };
}

/** A thing to start from: one that an edge ends at, mostly, and no column that is gone. */
export const thingOf = (graph: LineageGraph): fc.Arbitrary<string> => {
  const { edges, columns } = graphNow(graph);
  const there = new Set(columns.map(({ column }) => column));
  return fc.constantFrom(
    ...[...THINGS, ...edges.flatMap(({ downstream, upstream }) => [downstream, upstream])].filter(
      (id) => kindOf(id) !== 'Column' || there.has(id),
    ),
  );
};

/** Answers from the plain graph what the graph's own reader answers from the database. */
export class PlainLineageReader implements LineageReader {
  /** How many questions it was asked. */
  asked = 0;

  constructor(
    readonly whole: LineageGraph,
    readonly graph = graphNow(whole),
  ) {}

  revision(): number {
    return 0;
  }

  under({ asOf, signal }: ReadingTerms): PlainLineageReader {
    signal?.throwIfAborted();
    return asOf === undefined ? this : new PlainLineageReader(this.whole, graphAt(this.whole, asOf));
  }

  hops(ids: readonly string[], direction: Direction, ahead: Ahead): Promise<HopsRead> {
    this.asked += 1;
    const down = direction === 'DOWNSTREAM';
    const near = new Set(ids);
    const leaving = () =>
      this.graph.edges.filter(({ downstream, upstream }) => near.has(down ? upstream : downstream));
    for (let level = 0; level < ahead; level += 1)
      for (const { downstream, upstream } of leaving()) near.add(down ? downstream : upstream);
    return Promise.resolve({ hops: leaving(), ahead, things: [] });
  }

  columnsOf(tables: readonly string[]): Promise<{ table: string; column: string }[]> {
    return Promise.resolve(this.graph.columns.filter(({ table }) => tables.includes(table)));
  }

  knownByColumns(pairs: readonly Pair[]): Promise<Pair[]> {
    return Promise.resolve(
      pairs.filter(({ downstream, upstream }) => isKnownByColumns(this.graph, downstream, upstream)),
    );
  }

  summaries(ids: readonly string[]): Promise<NodeFacts[]> {
    return Promise.resolve(this.graph.things.filter(({ id }) => ids.includes(id)));
  }

  words(pairs: readonly Pair[]): Promise<Hop[]> {
    const asked = new Set(pairs.map(({ downstream, upstream }) => `${downstream} ${upstream}`));
    return Promise.resolve(
      this.graph.edges.filter(({ downstream, upstream }) => asked.has(`${downstream} ${upstream}`)),
    );
  }

  freshness(services: readonly string[]): Promise<SourceFreshness[]> {
    return Promise.resolve(services.map((service) => ({ service })));
  }
}

/** The same graph for a database. */
export const asTestGraph = ({ things, edges, columns }: LineageGraph): TestGraph => ({
  nodes: things.map(({ id, kind, describedBy, ...properties }) => ({
    ...{ id, kind },
    properties: { ...properties, kind, ...(describedBy ? { claimSources: describedBy } : {}) },
  })),
  edges: [
    ...edges.map(({ downstream, upstream, type, stated, by, via = '', transformations, since, until }) => ({
      ...{ from: downstream, type: until ? `PAST_${type}` : type, to: upstream },
      properties: {
        ...{ stated, by, via, since },
        ...(transformations ? { transformations } : {}),
        ...(until ? { until } : {}),
      },
    })),
    ...columns.map(({ table, column }) => ({ from: table, type: 'HAS_COLUMN', to: column, properties: {} })),
  ],
});
