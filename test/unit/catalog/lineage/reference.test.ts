import fc from 'fast-check';
import { describe, it } from 'vitest';
import { CHANGES } from '../../../../src/catalog/lineage/severity.js';
import { checkImpact } from '../../../support/impact-checks.js';
import {
  checkAt,
  checkDepth,
  checkLineage,
  checkPages,
  checkTrace,
} from '../../../support/lineage-checks.js';
import {
  graphNow,
  lineageGraph,
  MOMENTS,
  PlainLineageReader,
  thingOf,
} from '../../../support/lineage-graphs.js';
import { testRuns, timeFor } from '../../../support/test-runs.js';

const runs = testRuns(1000);
const settings = { numRuns: runs };
const time = timeFor(runs, 20);

const question = (mostEdges: number) =>
  lineageGraph(mostEdges).chain((graph) =>
    fc.record({
      graph: fc.constant(graph),
      start: thingOf(graph),
      end: thingOf(graph),
      depth: fc.nat({ max: 5 }),
      size: fc.integer({ min: 1, max: 7 }),
      change: fc.constantFrom(...CHANGES),
    }),
  );

describe('over random graphs, beside a plain reference', () => {
  it(
    'lineage answers all that is reached, at its distance, and every edge among it',
    async () => {
      await fc.assert(
        fc.asyncProperty(question(40), ({ graph, start }) =>
          checkLineage(new PlainLineageReader(graph), graphNow(graph), start),
        ),
        settings,
      );
    },
    time,
  );

  it(
    'lineage with a depth answers what is no further, and is never complete when there is more',
    async () => {
      await fc.assert(
        fc.asyncProperty(question(40), ({ graph, start, depth }) =>
          checkDepth(new PlainLineageReader(graph), graphNow(graph), start, depth),
        ),
        settings,
      );
    },
    time,
  );

  it(
    'impact says of each thing how surely and badly it is touched, by which way, and whom to tell',
    async () => {
      await fc.assert(
        fc.asyncProperty(question(40), ({ graph, start, change }) =>
          checkImpact(new PlainLineageReader(graph), graphNow(graph), start, change),
        ),
        settings,
      );
    },
    time,
  );

  it(
    'the pages of an answer joined are the whole answer, in order, whatever the size of a page',
    async () => {
      await fc.assert(
        fc.asyncProperty(question(40), ({ graph, start, size }) =>
          checkPages(new PlainLineageReader(graph), start, size),
        ),
        settings,
      );
    },
    time,
  );

  it(
    'trace answers the shortest ways between two things, none twice, and whether there are more',
    async () => {
      await fc.assert(
        fc.asyncProperty(question(22), ({ graph, start, end, size }) =>
          checkTrace(new PlainLineageReader(graph), graphNow(graph), { from: start, to: end, first: size }),
        ),
        settings,
      );
    },
    time,
  );

  it(
    'as of a moment, all of it is answered about the graph as it was then',
    async () => {
      const moment = question(30).chain((asked) =>
        fc.record({ asked: fc.constant(asked), at: fc.constantFrom(...MOMENTS) }),
      );
      await fc.assert(
        fc.asyncProperty(moment, ({ asked: { graph, start, end }, at }) =>
          checkAt(new PlainLineageReader(graph), graph, { start, end, at }),
        ),
        settings,
      );
    },
    time,
  );
});
