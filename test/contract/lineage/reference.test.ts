import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphLineageReader } from '../../../src/graph/graph-lineage.reader.js';
import { canonical } from '../../support/canonical-graph.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { loadGraph } from '../../support/graphs.js';
import { checkImpact } from '../../support/impact-checks.js';
import { checkAt, checkDepth, checkLineage, checkPages, checkTrace } from '../../support/lineage-checks.js';
import {
  asTestGraph,
  graphNow,
  kindOf,
  lineageGraph,
  MOMENTS,
  thingOf,
} from '../../support/lineage-graphs.js';
import { isKnownByColumns } from '../../support/reference-lineage.js';
import { testRuns, timeFor } from '../../support/test-runs.js';

const question = () =>
  lineageGraph(22).chain((graph) =>
    fc.record({
      graph: fc.constant(graph),
      start: thingOf(graph),
      end: thingOf(graph),
      depth: fc.nat({ max: 4 }),
      size: fc.integer({ min: 1, max: 7 }),
    }),
  );

describeOnEveryEngine('lineage over random graphs', (open, engine) => {
  const runs = engine === 'neo4j' ? testRuns(20, 0.05) : testRuns(150);
  let executor: GraphExecutor;
  beforeAll(async () => {
    executor = await open();
  });

  it(
    'knows by columns what one thing takes from another exactly where the edges say so',
    async () => {
      const reader = new GraphLineageReader(executor);
      await fc.assert(
        fc.asyncProperty(lineageGraph(16), async (graph) => {
          await emptyGraph(executor);
          await loadGraph(executor, asTestGraph(graph));
          const ids = graph.things.map(({ id }) => id);
          const pairs = ids
            .flatMap((downstream) => ids.map((upstream) => ({ downstream, upstream })))
            .filter((pair) => Object.values(pair).some((id) => kindOf(id) === 'Table'));
          const expected = pairs.filter((pair) =>
            isKnownByColumns(graphNow(graph), pair.downstream, pair.upstream),
          );
          const known = await reader.knownByColumns(pairs);
          expect(known.map(canonical).sort()).toEqual(
            expected.map((pair) => canonical({ ...pair, known: true })).sort(),
          );
        }),
        { numRuns: runs * 2 },
      );
    },
    timeFor(runs, 3_000),
  );

  it(
    'answers lineage, impact, trace and their pages as a plain reference does',
    async () => {
      const reader = new GraphLineageReader(executor);
      await fc.assert(
        fc.asyncProperty(question(), async ({ graph, start, end, depth, size }) => {
          await emptyGraph(executor);
          await loadGraph(executor, asTestGraph(graph));
          const now = graphNow(graph);
          await checkLineage(reader, now, start);
          await checkDepth(reader, now, start, depth);
          await checkImpact(reader, now, start);
          await checkPages(reader, start, size);
          await checkTrace(reader, now, { from: start, to: end, first: size });
        }),
        { numRuns: runs },
      );
    },
    timeFor(runs, 3_000),
  );

  it(
    'answers as of a moment what the reference says of the graph as it was then',
    async () => {
      const reader = new GraphLineageReader(executor);
      const moment = question().chain((asked) =>
        fc.record({ asked: fc.constant(asked), at: fc.constantFrom(...MOMENTS) }),
      );
      await fc.assert(
        fc.asyncProperty(moment, async ({ asked: { graph, start, end }, at }) => {
          await emptyGraph(executor);
          await loadGraph(executor, asTestGraph(graph));
          await checkAt(reader, graph, { start, end, at });
        }),
        { numRuns: engine === 'neo4j' ? testRuns(8, 0.05) : runs },
      );
    },
    timeFor(runs, 3_000),
  );
});
