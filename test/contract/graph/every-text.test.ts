import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonical, canonicalGraph } from '../../support/canonical-graph.js';
import { describeSideBySide, emptyGraph, type SideBySide } from '../../support/engines.js';
import { anyGraph, loadGraph, type TestGraph, type Values } from '../../support/graphs.js';
import { productQueries, type ProductQuery } from '../../support/product-queries.js';
import { testRuns, timeFor } from '../../support/test-runs.js';
import { familyOf, PARAMETERS, parametersFor } from './query-parameters.js';

const queries = await productQueries();

interface Operation {
  readonly query: ProductQuery;
  readonly params: Values;
}

/** Families of one text per label or type are dealt out over these shares; all other texts are in each. */
const SHARES = [0, 1, 2, 3];

const textsOf = (share: number): ProductQuery[] =>
  queries.filter(({ name }, index) => !name.includes(':') || index % SHARES.length === share);

/** A graph, and each of these texts once, in some order, with parameters that fit the graph. */
const scenario = (
  texts: readonly ProductQuery[],
): fc.Arbitrary<{ graph: TestGraph; operations: Operation[] }> =>
  anyGraph().chain((graph) =>
    fc
      .tuple(...texts.map((query) => parametersFor(query.name, graph).map((params) => ({ query, params }))))
      .chain((all) => fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }))
      .map((operations) => ({ graph, operations })),
  );

/** Rows come in order where only a projection follows the last ORDER BY; else they are a multiset. */
function isOrdered({ text }: ProductQuery): boolean {
  const tail = text.slice(text.lastIndexOf('ORDER BY'));
  const closesSubquery = tail.split('}').length > tail.split('{').length;
  return text.includes('ORDER BY') && !closesSubquery && !/\b(MATCH|UNWIND|CALL)\b/.test(tail);
}

/** A pattern comprehension makes a list that comes in no order. */
const makesLists = ({ text }: ProductQuery): boolean => /\[\(\w+\)(<-|-)\[/.test(text);

/** Lists of lists are what pattern comprehensions make; lists of values are properties, and come as they are kept. */
const withListsInOrder = (row: unknown): unknown =>
  Object.fromEntries(
    Object.entries(row as Values).map(([name, value]) => [
      name,
      Array.isArray(value) && value.every(Array.isArray)
        ? [...(value as unknown[])].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1))
        : value,
    ]),
  );

async function perform(
  { left, right }: SideBySide,
  { query, params }: Operation,
): Promise<[string[], string[]]> {
  const [one, other] = await Promise.all(
    [left, right].map(async (executor) => {
      if (query.access === 'read') return executor.read(query, params);
      return (await executor.write((tx) => tx.run(query, params))).result;
    }),
  );
  const form = makesLists(query) ? (row: unknown) => canonical(withListsInOrder(row)) : canonical;
  const rows = [one ?? [], other ?? []].map((found) => found.map(form));
  const [leftRows = [], rightRows = []] = isOrdered(query) ? rows : rows.map((lines) => lines.sort());
  return [leftRows, rightRows];
}

async function graphsOf({ left, right }: SideBySide) {
  return Promise.all([canonicalGraph(left), canonicalGraph(right)]);
}

describe('the texts of the product', () => {
  it('all have a generator of parameters, and no generator is left over', () => {
    const families = new Set(queries.map(({ name }) => familyOf(name)));
    expect([...families].sort()).toEqual(Object.keys(PARAMETERS).sort());
  });
});

describeSideBySide('every text of the product, over random graphs', (open, other) => {
  const runs = other === 'neo4j' ? testRuns(2, 0.01) : testRuns(15, 0.02);
  let both: SideBySide;
  beforeAll(async () => {
    both = await open();
  });

  async function performAll({ graph, operations }: { graph: TestGraph; operations: Operation[] }) {
    await Promise.all([emptyGraph(both.left), emptyGraph(both.right)]);
    await Promise.all([loadGraph(both.left, graph), loadGraph(both.right, graph)]);
    for (const operation of operations) {
      const [leftRows, rightRows] = await perform(both, operation);
      const what = `${operation.query.name} with ${canonical(operation.params)}`;
      expect(rightRows, what).toEqual(leftRows);
      if (operation.query.access === 'read') continue;
      const [leftGraph, rightGraph] = await graphsOf(both);
      expect(rightGraph, what).toEqual(leftGraph);
    }
  }

  it.each(SHARES)(
    'answers and writes the same on both engines (share %i of the labels and types)',
    async (share) => {
      // A smaller failing case is not worth minutes: the message names the text and its parameters.
      await fc.assert(fc.asyncProperty(scenario(textsOf(share)), performAll), {
        numRuns: runs,
        endOnFailure: true,
      });
    },
    timeFor(runs, 30_000),
  );
});
