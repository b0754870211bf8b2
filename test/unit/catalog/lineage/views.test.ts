import fc from 'fast-check';
import { describe, it } from 'vitest';
import { graphNow, lineageGraph, PlainLineageReader, thingOf } from '../../../support/lineage-graphs.js';
import { checkCollapse, checkFilter, level, thingFilter } from '../../../support/lineage-view-checks.js';
import { testRuns, timeFor } from '../../../support/test-runs.js';

const runs = testRuns(1000);

const question = () =>
  lineageGraph(40).chain((graph) =>
    fc.record({
      graph: fc.constant(graph),
      start: thingOf(graph),
      direction: fc.constantFrom('UPSTREAM', 'DOWNSTREAM'),
      filter: thingFilter(),
      collapse: level(),
    }),
  );

describe('what is shown of a lineage, beside a plain reference', () => {
  it(
    'is what passes every filter, alone or together, with the edges among it',
    () =>
      fc.assert(
        fc.asyncProperty(question(), ({ graph, ...asked }) =>
          checkFilter(new PlainLineageReader(graph), graphNow(graph), asked),
        ),
        { numRuns: runs },
      ),
    timeFor(runs, 20),
  );

  it(
    'is at each level what things are part of, and says how much stands behind each thing and edge',
    () =>
      fc.assert(
        fc.asyncProperty(question(), ({ graph, ...asked }) =>
          checkCollapse(new PlainLineageReader(graph), graphNow(graph), asked),
        ),
        { numRuns: runs },
      ),
    timeFor(runs, 20),
  );
});
