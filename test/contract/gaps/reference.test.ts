import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { MEASURES, type CoverageFigure, type CoverageRow } from '../../../src/catalog/gaps/coverage.js';
import { findGaps, type GapsQuestion } from '../../../src/catalog/gaps/find-gaps.js';
import { THING_GAPS, type ThingGap } from '../../../src/catalog/gaps/gap-kinds.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphGapsReader } from '../../../src/graph/graph-gaps.reader.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { GAP_SERVICES, gapGraph, gapScope } from '../../support/gap-graphs.js';
import { loadGraph, type TestGraph } from '../../support/graphs.js';
import { referenceGaps, type ReferenceThing } from '../../support/reference-gaps.js';
import { testRuns, timeFor } from '../../support/test-runs.js';

type Scope = Pick<GapsQuestion, 'services' | 'domains'>;

const within =
  ({ services, domains }: Scope) =>
  (thing: ReferenceThing): boolean =>
    (!services || thing.services.some((name) => services.includes(name))) &&
    (!domains || domains.some((name) => name.toLowerCase() === thing.domain?.toLowerCase()));

const figure = (things: readonly ReferenceThing[]) => {
  const known = things.filter((thing) => thing.known).length;
  return { total: things.length, known, ratio: things.length === 0 ? null : known / things.length };
};

const lower = (name: string | null | undefined): string | null => name?.toLowerCase() ?? null;

const MEASURED = ['predictions', 'trainingData', 'featureSources', 'storedFeatureSources', 'owners'] as const;
type Measured = (typeof MEASURED)[number];

/** What is measured of nothing may be left out as well as in. */
const figures = (rows: readonly CoverageRow[], measure: Measured): [string | null, CoverageFigure][] =>
  rows.flatMap((row) => (row[measure].total > 0 ? [[row.name, row[measure]]] : []));

const figuresOf = <Name>(
  names: readonly Name[],
  of: (name: Name) => readonly ReferenceThing[],
): [Name, CoverageFigure][] =>
  names.flatMap((name) => (of(name).length > 0 ? [[name, figure(of(name))]] : []));

describeOnEveryEngine('gaps over random catalogs', (open, engine) => {
  const runs = engine === 'neo4j' ? testRuns(6, 0.03) : testRuns(100, 0.5);
  let executor: GraphExecutor;
  beforeAll(async () => {
    executor = await open();
  });

  async function check(graph: TestGraph, scope: Scope, kinds: readonly ThingGap[], size: number) {
    const reader = new GraphGapsReader(executor);
    const things = (gap: ThingGap) => referenceGaps(graph, gap).filter(within(scope));
    const ask = (after?: string) =>
      findGaps(reader, {
        ...{ ...scope, kinds, first: size, staleDays: 7, now: new Date(), configured: GAP_SERVICES },
        ...(after === undefined ? {} : { after }),
      });

    const found: unknown[] = [];
    for (let page = await ask(); ; page = await ask(page.pageInfo.endCursor)) {
      expect(page.items.length).toBeLessThanOrEqual(size);
      found.push(...page.items.map(({ gap, id, services, domain }) => ({ gap, id, services, domain })));
      if (!page.pageInfo.hasNextPage) break;
    }
    const asked = THING_GAPS.filter((gap) => kinds.includes(gap));
    const expected = asked.flatMap((gap) =>
      things(gap)
        .filter(({ known }) => !known)
        .map(({ id, services, domain }) => ({ gap, id, services, domain })),
    );
    expect(found).toEqual(expected);

    const gaps = await ask();
    expect(await gaps.totals()).toEqual(
      asked.map((gap) => ({ gap, total: expected.filter((one) => one.gap === gap).length })),
    );
    const { all, byService, byDomain } = await gaps.coverage();
    for (const measure of MEASURED) {
      const of = things(MEASURES[measure]);
      expect(all[measure]).toEqual(figure(of));
      const services = GAP_SERVICES.filter((name) => scope.services?.includes(name) ?? true);
      expect(figures(byService, measure)).toEqual([
        ...figuresOf(services, (name) => of.filter((one) => one.services.includes(name))),
        ...(scope.services ? [] : figuresOf([null], () => of.filter((one) => one.services.length === 0))),
      ]);
      expect(figures(byDomain, measure).map(([name, value]) => [lower(name), value])).toEqual(
        figuresOf(['risk', 'sales', null], (name) => of.filter((one) => lower(one.domain) === name)),
      );
    }
  }

  it(
    'are those that a plain look at each thing finds, page by page, and counted alike',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          gapGraph(),
          fc.array(
            fc.tuple(
              gapScope(),
              fc.subarray([...THING_GAPS], { minLength: 1 }),
              fc.integer({ min: 1, max: 9 }),
            ),
            {
              ...{ minLength: 3, maxLength: 3 },
            },
          ),
          async (graph, questions) => {
            await emptyGraph(executor);
            await loadGraph(executor, graph);
            for (const [scope, kinds, size] of questions) await check(graph, scope, kinds, size);
          },
        ),
        { numRuns: runs },
      );
    },
    timeFor(runs, 3_000),
  );
});
