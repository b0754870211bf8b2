import { beforeAll, expect, it } from 'vitest';
import { findImpact } from '../../../src/catalog/lineage/find-impact.js';
import { findLineage } from '../../../src/catalog/lineage/find-lineage.js';
import { findTrace } from '../../../src/catalog/lineage/find-trace.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphLineageReader } from '../../../src/graph/graph-lineage.reader.js';
import { entityId } from '../../../src/model/entity-id.js';
import type { LineageRelation } from '../../../src/model/relations.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import { loadGraph, type TestEdge, type TestGraph } from '../../support/graphs.js';
import { kindOf } from '../../support/lineage-graphs.js';
import { productQueries } from '../../support/product-queries.js';

const DIAMONDS = 40;
/** Things of a ladder: one at each joint and two in between. */
const THINGS = 3 * DIAMONDS + 1;
/** From a table that is known by columns one goes to its column, and at the end from a column to its table. */
const THROUGH_COLUMNS = 2 * DIAMONDS + 2;
const PATHS = 7;
/** Long enough for a busy machine, and 2^40 paths would take years. */
const SOON_MS = 10_000;

const queries = await productQueries();

/** Names of the things of a ladder, as [downstream, upstream]: 40 diamonds in a row, from `0` up to `40`. */
const RUNGS: readonly (readonly [string, string])[] = Array.from({ length: DIAMONDS }, (_, n) => [
  [`${n}`, `${n}left`] as const,
  [`${n}`, `${n}right`] as const,
  [`${n}left`, `${n + 1}`] as const,
  [`${n}right`, `${n + 1}`] as const,
]).flat();

const NAMES = [...new Set(RUNGS.flat())];

const version = (name: string): string => entityId('MLModelVersion', 's', 'm', name);
const table = (name: string): string => entityId('Table', 'db', name);
const column = (name: string): string => entityId('Column', 'db', name, 'x');

const node = (id: string): TestGraph['nodes'][number] => {
  const kind = kindOf(id);
  return { id, kind, properties: { kind, name: id, since: '2026-01-01T00:00:00.000Z' } };
};

const stated = (from: string, type: LineageRelation, to: string): TestEdge => ({
  ...{ from, type, to },
  properties: { stated: 'RECORDED', by: 's', via: '', since: '2026-01-01T00:00:00.000Z' },
});

/** Versions, each tuned from two others; tables, each made from two others, and known by their columns. */
const graph: TestGraph = {
  nodes: NAMES.flatMap((name) => [version(name), table(name), column(name)].map(node)),
  edges: [
    ...RUNGS.map(([from, to]) => stated(version(from), 'FINE_TUNED_FROM', version(to))),
    ...RUNGS.map(([from, to]) => stated(table(from), 'DERIVED_FROM', table(to))),
    ...RUNGS.map(([from, to]) => stated(column(from), 'DERIVED_FROM', column(to))),
    ...NAMES.map((name) => ({ from: table(name), type: 'HAS_COLUMN', to: column(name), properties: {} })),
  ],
};

const TOP = `${DIAMONDS}`;

async function soon<Result>(work: () => Promise<Result>): Promise<Result> {
  const begun = performance.now();
  const result = await work();
  expect(performance.now() - begun).toBeLessThan(SOON_MS);
  return result;
}

describeOnEveryEngine('over 40 diamonds in a row, with 2^40 paths', (open) => {
  let executor: GraphExecutor;
  let reader: GraphLineageReader;
  beforeAll(async () => {
    executor = await open();
    await loadGraph(executor, graph);
    reader = new GraphLineageReader(executor);
  });

  const ids = graph.nodes.map(({ id }) => id);
  const pairs = graph.edges.map(({ from, to }) => ({ downstream: from, upstream: to }));
  const params = { ids, pairs, by: 's', at: '2026-11-01T00:00:00.000Z', all: true, until: null };
  /** Texts that are asked about many things at once and take nothing else; search has a suite of its own. */
  const following = queries.filter(({ access, text }) => {
    const taken = [...text.matchAll(/\$(\w+)/g)].map(([, name = '']) => name);
    const isAboutMany = taken.includes('ids') || taken.includes('pairs');
    return access === 'read' && isAboutMany && taken.every((name) => name in params);
  });

  it.each(following.map((query) => [query.name, query] as const))('%s ends soon', async (_, query) => {
    const rows = await soon(() => executor.read(query, params));
    expect(rows.length).toBeLessThanOrEqual(2 * Math.max(ids.length, pairs.length));
  });

  it('lineage has every thing once, upstream and downstream', async () => {
    const up = await soon(() => findLineage(reader, version('0'), { direction: 'UPSTREAM' }));
    const down = await soon(() => findLineage(reader, version(TOP), { direction: 'DOWNSTREAM' }));
    for (const { nodes, edges, answer } of [up, down]) {
      expect(nodes).toHaveLength(THINGS);
      expect(edges).toHaveLength(RUNGS.length);
      expect(answer.complete).toBe(true);
    }
    expect(up.nodes.at(-1)).toMatchObject({ id: version(TOP), depth: 2 * DIAMONDS });
  });

  it('lineage of a column has every column and its table once', async () => {
    const { nodes } = await soon(() => findLineage(reader, column(TOP), { direction: 'DOWNSTREAM' }));
    expect(nodes).toHaveLength(2 * THINGS);
  });

  it('impact of a table reaches every table and column once, by way of the columns', async () => {
    const { items, totals } = await soon(() => findImpact(reader, table(TOP), { change: 'DROP' }));
    expect(totals.total).toBe(2 * THINGS - 1);
    const far = items.find(({ id }) => id === table('0'));
    expect(far).toMatchObject({ depth: THROUGH_COLUMNS, certainty: 'RECORDED' });
    expect(far?.why).toHaveLength(THROUGH_COLUMNS);
  });

  it.each([
    ['versions', version, 2 * DIAMONDS],
    ['tables', table, THROUGH_COLUMNS],
    ['columns', column, 2 * DIAMONDS],
  ])(
    'trace gives as many shortest paths of %s as asked for, and says that there are more',
    async (_, idOf, hops) => {
      const { paths, more, answer } = await soon(() =>
        findTrace(reader, idOf('0'), idOf(TOP), { first: PATHS }),
      );
      expect(paths.map(({ length }) => length)).toEqual(Array.from({ length: PATHS }, () => hops));
      const asText = paths.map((path) => path.map(({ upstream }) => upstream).join(' '));
      expect(new Set(asText).size).toBe(PATHS);
      expect(more).toBe(true);
      expect(answer.complete).toBe(true);
    },
  );

  it('trace still ends soon when the ladder is closed to a ring', async () => {
    const back = stated(version(TOP), 'FINE_TUNED_FROM', version('0'));
    await loadGraph(executor, { nodes: [], edges: [back] });
    const { paths, more } = await soon(() => findTrace(reader, version('0'), version(TOP), { first: PATHS }));
    expect(paths).toHaveLength(PATHS);
    expect(more).toBe(true);
    const round = await soon(() => findLineage(reader, version('7left'), { direction: 'UPSTREAM' }));
    expect(round.nodes).toHaveLength(THINGS);
  });
});
