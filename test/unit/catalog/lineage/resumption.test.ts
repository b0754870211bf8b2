import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findImpact } from '../../../../src/catalog/lineage/find-impact.js';
import { findLineage } from '../../../../src/catalog/lineage/find-lineage.js';
import { findTrace } from '../../../../src/catalog/lineage/find-trace.js';
import { HeldWalks } from '../../../../src/catalog/lineage/held-walks.js';
import {
  AHEAD,
  type Ahead,
  type Direction,
  type Hop,
  type HopsRead,
} from '../../../../src/catalog/lineage/lineage.reader.js';
import { isChangeable } from '../../../support/impact-checks.js';
import { edgeKey } from '../../../support/reference-lineage.js';
import { lineageGraph, PlainLineageReader, thingOf } from '../../../support/lineage-graphs.js';
import { testRuns, timeFor } from '../../../support/test-runs.js';

const runs = testRuns(500);
const settings = { numRuns: runs };
const time = timeFor(runs, 30);

/** More often than any of these graphs has levels and things. */
const OFTEN = 300;

const question = () =>
  lineageGraph(40).chain((graph) =>
    fc.record({
      graph: fc.constant(graph),
      start: thingOf(graph),
      end: thingOf(graph),
      direction: fc.constantFrom<Direction>('UPSTREAM', 'DOWNSTREAM'),
      first: fc.integer({ min: 1, max: 9 }),
      nodes: fc.integer({ min: 1, max: 6 }),
      looks: fc.array(fc.constantFrom(...AHEAD), { minLength: 1, maxLength: 6 }),
    }),
  );

/** Looks ahead as far as it pleases, and not as far as it is asked to; and tells of the things on the way. */
class WilfulReader extends PlainLineageReader {
  constructor(
    graph: PlainLineageReader['whole'],
    private readonly looks: readonly Ahead[],
  ) {
    super(graph);
  }

  override async hops(ids: readonly string[], direction: Direction): Promise<HopsRead> {
    const ahead = this.looks[this.asked % this.looks.length] ?? 0;
    const read = await super.hops(ids, direction, ahead);
    const far = read.hops.map(({ downstream, upstream }) =>
      direction === 'DOWNSTREAM' ? downstream : upstream,
    );
    return { ...read, things: await this.summaries(far) };
  }
}

/** Asks until there is no more. */
async function untilWhole<Answer>(
  ask: (before: Answer | undefined) => Promise<Answer>,
  isWhole: (answer: Answer) => boolean,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  do {
    answers.push(await ask(answers.at(-1)));
    expect(answers.length).toBeLessThan(OFTEN);
  } while (!isWhole(answers.at(-1) as Answer));
  return answers;
}

/** That a column is in its table is one fact, from whichever of the two the walk came to the other. */
const factKey = (edge: Hop): string => {
  const { type, downstream, upstream } = edge;
  return type === 'HAS_COLUMN' ? [downstream, upstream].sort().join(' ') : edgeKey(edge);
};

const isComplete = ({ answer }: { answer: { complete: boolean } }): boolean => answer.complete;

describe('a walk that is cut and goes on', () => {
  it(
    'by its number of things, page after page, gives the whole: every thing once, in order, and every edge',
    () =>
      fc.assert(
        fc.asyncProperty(question(), async ({ graph, start, direction, first, nodes }) => {
          const reader = new PlainLineageReader(graph);
          const whole = await findLineage(reader, start, { direction });
          const terms = { direction, first, walks: new HeldWalks(), limits: { nodes } };
          const pages = await untilWhole<typeof whole>(
            (before) => findLineage(reader, start, { ...terms, after: before?.pageInfo.endCursor }),
            ({ pageInfo }) => !pageInfo.hasNextPage,
          );
          expect(pages.flatMap((page) => page.nodes)).toEqual(whole.nodes);
          const edges = new Set(pages.flatMap((page) => page.edges.map(factKey)));
          expect(edges).toEqual(new Set(whole.edges.map(factKey)));
          const last = pages.at(-1);
          expect(last).toMatchObject({ totals: whole.totals, answer: { complete: true } });
          for (const { totals, answer } of pages)
            if (answer.complete) expect(totals).toEqual(whole.totals);
            else expect(answer.cut).toMatchObject([{ reason: 'NODES' }]);
        }),
        settings,
      ),
    time,
  );

  it(
    'comes to the same place when it was given up between two pages',
    () =>
      fc.assert(
        fc.asyncProperty(question(), async ({ graph, start, direction, first, nodes }) => {
          const reader = new PlainLineageReader(graph);
          const whole = await findLineage(reader, start, { direction });
          const pages = await untilWhole<typeof whole>(
            (before) =>
              findLineage(reader, start, {
                ...{ direction, first, limits: { nodes }, walks: new HeldWalks() },
                after: before?.pageInfo.endCursor,
              }),
            ({ pageInfo }) => !pageInfo.hasNextPage,
          );
          expect(pages.flatMap((page) => page.nodes)).toEqual(whole.nodes);
        }),
        settings,
      ),
    time,
  );

  it.each([
    ['its number of things', (nodes: number) => ({ nodes })],
    ['its time', () => ({ milliseconds: 0 })],
  ])(
    'by %s answers at last, when the same is asked again, as if it had not been cut',
    (_, limitsOf) =>
      fc.assert(
        fc.asyncProperty(question(), async ({ graph, start, end, direction, nodes }) => {
          const reader = new PlainLineageReader(graph);
          const terms = { limits: limitsOf(nodes), walks: new HeldWalks() };
          const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

          const lineage = await untilWhole(
            () => findLineage(reader, start, { direction, ...terms }),
            isComplete,
          );
          expect(plain(lineage.at(-1))).toEqual(plain(await findLineage(reader, start, { direction })));
          if (isChangeable(start)) {
            const impact = await untilWhole(
              () => findImpact(reader, start, { change: 'DROP', ...terms }),
              isComplete,
            );
            expect(plain(impact.at(-1))).toEqual(plain(await findImpact(reader, start, { change: 'DROP' })));
          }
          const trace = await untilWhole(() => findTrace(reader, start, end, terms), isComplete);
          expect(plain(trace.at(-1))).toEqual(plain(await findTrace(reader, start, end)));
        }),
        settings,
      ),
    time,
  );
});

describe('a walk that reads ahead', () => {
  it(
    'answers the same, however far the reader looks',
    () =>
      fc.assert(
        fc.asyncProperty(question(), async ({ graph, start, end, direction, looks }) => {
          const [plain, wilful] = [new PlainLineageReader(graph), new WilfulReader(graph, looks)];
          const bare = (value: object): unknown =>
            JSON.parse(JSON.stringify(value, (key, item: unknown) => (key === 'summary' ? undefined : item)));
          const [a, b] = await Promise.all(
            [plain, wilful].map(async (reader) =>
              bare([
                await findLineage(reader, start, { direction }),
                isChangeable(start) && (await findImpact(reader, start, { change: 'DROP' })),
                await findTrace(reader, start, end),
              ]),
            ),
          );
          expect(b).toEqual(a);
        }),
        settings,
      ),
    time,
  );
});
