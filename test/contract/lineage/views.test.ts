import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphLineageReader } from '../../../src/graph/graph-lineage.reader.js';
import { entityId } from '../../../src/model/entity-id.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { loadGraph } from '../../support/graphs.js';
import { asTestGraph, graphNow, lineageGraph, thingOf } from '../../support/lineage-graphs.js';
import { checkCollapse, checkFilter, level, thingFilter } from '../../support/lineage-view-checks.js';
import { testRuns, timeFor } from '../../support/test-runs.js';
import type { Curator } from '../curate/curator.js';
import { column, day, said, table } from '../diff/compared-things.js';
import {
  AMOUNT,
  askerOf,
  BOARD,
  DUMP,
  FEATURE,
  idsOf,
  JOB,
  LIVE,
  lineageOf,
  ORDERS,
  readShop,
  registry,
  SPENT,
  traceOf,
  VERSION,
  warehouse,
  type AskedLineage,
} from './shop.js';

const DOWN = 'direction: DOWNSTREAM';
const DAY = column('day', 'orders');
const FEATURES = table('features');

describeOnEveryEngine('a view of the lineage', (open, engine) => {
  let executor: GraphExecutor;
  let ask: Curator;
  beforeAll(async () => {
    executor = await open();
    await readShop(executor);
    ({ ask } = askerOf(executor));
  });
  const behind = async (of: string, filter: string): Promise<string[]> =>
    idsOf(await lineageOf(ask, of, `${DOWN}, filter: { ${filter} }`))
      .slice(1)
      .sort();

  it('passes through what a filter leaves out', async () => {
    expect(await behind(AMOUNT, 'kinds: [Deployment, Dashboard]')).toEqual([BOARD, LIVE]);
    expect(await behind(AMOUNT, 'services: ["registry"]')).toEqual([LIVE, FEATURE, VERSION].sort());
    expect(await behind(ORDERS, 'services: ["lake"]')).toEqual([DUMP]);
    expect(await behind(ORDERS, 'owners: ["bob"]')).toEqual([FEATURES]);
    expect(await behind(ORDERS, 'tags: ["tier"]')).toEqual([FEATURES]);
    expect(await behind(ORDERS, 'tags: ["tier=2"]')).toEqual([]);
    expect(idsOf(await lineageOf(ask, SPENT, 'filter: { domains: ["sales"] }'))).toEqual([SPENT, ORDERS]);
    expect(await behind(ORDERS, 'states: [DORMANT], kinds: [Table]')).toContain(DUMP);
    expect(await behind(ORDERS, 'states: [LIVE], kinds: [Table]')).toEqual([FEATURES]);
    expect(await behind(AMOUNT, 'certainty: RECORDED')).not.toContain(FEATURE);
    expect(await behind(AMOUNT, 'certainty: INFERRED')).toContain(FEATURE);
    expect(await behind(ORDERS, 'services: ["registry"], kinds: [Dashboard]')).toEqual([]);
  });

  it('says of an edge who states it, by what, and of which state of the data, when that is asked', async () => {
    const { edges } = await lineageOf(ask, LIVE);
    const edge = (downstream: string, upstream: string) =>
      edges.find((one) => one['downstream'] === downstream && one['upstream'] === upstream);
    expect(edge(VERSION, FEATURES)).toMatchObject({ by: 'registry', digest: 'd41d8c', since: day(1) });
    expect(edge(FEATURE, SPENT)).toMatchObject({ stated: 'INFERRED', rule: 'same-name' });
    expect(edge(SPENT, AMOUNT)).toMatchObject({
      ...{ by: 'warehouse', via: JOB, masked: true, transformations: ['DIRECT/IDENTITY'], until: null },
    });
  });

  it('tells a declaration by who declared it, and why', async () => {
    const own = await open();
    await readShop(own);
    const { ask: asked } = askerOf(own);
    await asked(
      `mutation { declareLineage(downstream: "${DUMP}", edge: { type: DERIVED_FROM, upstream: "${FEATURES}", reason: "copied by hand" }) { __typename } }`,
    );
    const { lineage } = await asked(
      `{ lineage(id: "${DUMP}") { edges { upstream stated declaredBy reason } } }`,
    );
    expect((lineage as AskedLineage).edges).toContainEqual({
      ...{ upstream: FEATURES, stated: 'DECLARED', declaredBy: 'local', reason: 'copied by hand' },
    });
  });

  it('shows at each level what things are part of, and opens the edges that stand for several', async () => {
    const at = (collapse: string): Promise<AskedLineage> =>
      lineageOf(ask, ORDERS, `${DOWN}, collapse: ${collapse}`);
    const shown = async (collapse: string): Promise<string[]> => idsOf(await at(collapse)).sort();
    expect(await shown('COLUMN')).toEqual(expect.arrayContaining([AMOUNT, DAY, SPENT, FEATURE, VERSION]));
    expect(await shown('TABLE')).toEqual(expect.arrayContaining([FEATURE, VERSION, FEATURES]));
    expect(await shown('TABLE')).not.toContain(AMOUNT);
    const model = entityId('MLModel', 'registry', 'churn');
    expect(await shown('MODEL')).toEqual(expect.arrayContaining([model, FEATURES, LIVE]));
    expect(await shown('MODEL')).not.toContain(VERSION);
    const service = entityId('MLModelService', 'registry');
    expect(await shown('SERVICE')).toEqual(expect.arrayContaining([service, FEATURES]));
    expect(await shown('SERVICE')).not.toContain(LIVE);

    const { nodes, edges } = await at('TABLE');
    expect(nodes.find(({ entity }) => entity.id === ORDERS)).toMatchObject({ depth: 0, stands: 3 });
    const folded = edges.find((one) => one['downstream'] === FEATURES && one['upstream'] === ORDERS);
    expect(folded).toMatchObject({ type: 'DERIVED_FROM', stated: 'RECORDED', stands: 1 });
    expect(folded?.['standsFor']).toMatchObject([{ downstream: SPENT, upstream: AMOUNT, masked: true }]);
  });

  it('of the past has the edges and versions of then, and the present is none the worse for it', async () => {
    const own = await open();
    await readShop(own);
    await said(own, warehouse(DAY), day(5), 'warehouse');
    await said(own, registry().slice(0, 2), day(5), 'registry');
    const { ask: asked } = askerOf(own);
    const now = await lineageOf(asked, AMOUNT, DOWN);
    expect(now.asOf).toBeNull();
    expect(idsOf(now)).not.toContain(SPENT);

    const then = await lineageOf(asked, AMOUNT, `${DOWN}, asOf: "${day(4)}"`);
    expect(then.asOf).toBe(day(4));
    expect(idsOf(then)).toEqual(expect.arrayContaining([SPENT, FEATURE, VERSION, LIVE, BOARD]));
    const past = then.edges.find((one) => one['downstream'] === SPENT);
    expect(past).toMatchObject({ upstream: AMOUNT, since: day(1), until: day(5) });
    expect((await traceOf(asked, LIVE, AMOUNT, `, asOf: "${day(4)}"`)).paths.length).toBeGreaterThan(0);
    expect((await traceOf(asked, SPENT, AMOUNT)).paths).toEqual([]);
    expect(await lineageOf(asked, AMOUNT, DOWN)).toEqual(now);
    await expect(lineageOf(asked, AMOUNT, `asOf: "2020-01-01T00:00:00Z"`)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  const runs = engine === 'neo4j' ? testRuns(15, 0.05) : testRuns(100);
  it(
    'over random graphs is that of a plain reference, by any filter and at any level',
    async () => {
      const graphs = await open();
      const reader = new GraphLineageReader(graphs);
      const question = lineageGraph(30).chain((graph) =>
        fc.record({
          graph: fc.constant(graph),
          start: thingOf(graph),
          direction: fc.constantFrom('UPSTREAM', 'DOWNSTREAM'),
          filter: thingFilter(),
          collapse: level(),
        }),
      );
      await fc.assert(
        fc.asyncProperty(question, async ({ graph, ...asked }) => {
          await emptyGraph(graphs);
          await loadGraph(graphs, asTestGraph(graph));
          await checkFilter(reader, graphNow(graph), asked);
          await checkCollapse(reader, graphNow(graph), asked);
        }),
        { numRuns: runs },
      );
    },
    timeFor(runs, 3_000),
  );
});
