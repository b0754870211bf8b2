import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { EntityRecord } from '../../../src/catalog/browse/entity-record.js';
import { searchCatalog } from '../../../src/catalog/search/search-catalog.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphEntityReader } from '../../../src/graph/graph-entity.reader.js';
import { GraphSearchIndex } from '../../../src/graph/graph-search.index.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { syncInto } from '../../support/documents.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { testRuns, timeFor } from '../../support/test-runs.js';

/** Where the order of code points and that of UTF-16 part: full-width letters and emoji, among others. */
const character = fc.constantFrom(
  'a',
  'Z',
  'é',
  '漢',
  '\ud7ff',
  '\ue000',
  'Ａ',
  '\ufffd',
  '\uffff',
  '😀',
  '\u{10ffff}',
);
const name = fc.array(character, { minLength: 1, maxLength: 3 }).map((characters) => characters.join(''));

const inOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

describeOnEveryEngine('pages of things by their names', (open, engine) => {
  const runs = engine === 'neo4j' ? testRuns(15, 0.02) : testRuns(40, 0.1);
  let executor: GraphExecutor;
  let reader: GraphEntityReader;
  beforeAll(async () => {
    executor = await open();
    reader = new GraphEntityReader(executor);
  });

  /** Two kinds of things, each name on one of either kind. */
  async function fill(names: readonly string[]): Promise<void> {
    await emptyGraph(executor);
    const documents = names.flatMap((called, n): EntityDocument[] => [
      { kind: 'Table', namespace: 'db', table: `t${n}`, name: called },
      { kind: 'Dashboard', service: 'bi', dashboard: called },
    ]);
    await syncInto(executor, { service: 's', documents });
  }

  async function pages(ask: (after?: EntityRecord) => Promise<EntityRecord[]>): Promise<string[]> {
    const names: string[] = [];
    for (let after: EntityRecord | undefined; names.length < 100;) {
      const page = await ask(after);
      if (page.length === 0) break;
      names.push(...page.map((record) => record.name));
      after = page.at(-1);
    }
    return names;
  }

  it(
    'joined hold each thing once, in the order of code points, whatever the names and the size of a page',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(name, { minLength: 1, maxLength: 8 }),
          fc.integer({ min: 1, max: 3 }),
          async (names, size) => {
            await fill(names);
            const sorted = [...names].sort(inOrder);
            expect(await pages((after) => reader.page('Table', after, size))).toEqual(sorted);

            const found: string[] = [];
            for (let after: string | undefined; found.length < 100;) {
              const kinds = ['Table', 'Dashboard'] as const;
              const index = new GraphSearchIndex(executor);
              const { items, pageInfo } = await searchCatalog(
                index,
                { filter: { kinds } },
                { first: size, after },
              );
              found.push(...items.map(({ node }) => node.name));
              if (!pageInfo.hasNextPage) break;
              after = pageInfo.endCursor;
            }
            expect(found).toEqual(sorted.flatMap((one) => [one, one]));
          },
        ),
        { numRuns: runs },
      );
    },
    timeFor(runs, 3_000),
  );
});
