import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { searchCatalog } from '../../../src/catalog/search/search-catalog.js';
import { SEARCH_ORDERS } from '../../../src/catalog/search/search-index.js';
import type { EntityRecord } from '../../../src/catalog/browse/entity-record.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphEntityReader } from '../../../src/graph/graph-entity.reader.js';
import { GraphSearchIndex } from '../../../src/graph/graph-search.index.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { ENTITY_KINDS } from '../../../src/model/entities.js';
import { syncInto } from '../../support/documents.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { referenceSearch } from '../../support/reference-search.js';
import { testRuns, timeFor } from '../../support/test-runs.js';

/** Some begin alike, so that a whole word and the beginning of one are told apart. */
const PIECES = [
  'order',
  'orders',
  'count',
  '30',
  '3',
  'customer',
  'churn',
  'Churned',
  'HTTP',
  'über',
  '漢字',
  '😀',
  'ß',
  'İ',
];
const JOINS = ['_', '-', '.', '', ' ', '/', '@'];

/** Names as people make them: pieces in several cases, joined in several ways. */
const name = fc
  .array(
    fc.tuple(
      fc.constantFrom(...PIECES),
      fc.constantFrom(...JOINS),
      fc.constantFrom(
        (text: string) => text,
        (text: string) => text.charAt(0).toUpperCase() + text.slice(1),
      ),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.map(([piece, join, cased], at) => (at === 0 ? '' : join) + cased(piece)).join(''));

const time = fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-02-02T00:00:00.000Z');

const about = fc.record(
  {
    name,
    displayName: name,
    description: fc.array(name, { maxLength: 3 }).map((words) => words.join(' ')),
    tags: fc.array(name, { maxLength: 2 }),
    createdAt: time,
  },
  { requiredKeys: [] },
);

const thing: fc.Arbitrary<EntityDocument> = fc.oneof(
  fc.tuple(name, about).map(([table, rest]) => ({ kind: 'Table' as const, namespace: 'db', table, ...rest })),
  fc
    .tuple(name, name, about)
    .map(([table, column, rest]) => ({ kind: 'Column' as const, namespace: 'db', table, column, ...rest })),
  fc.tuple(name, about).map(([model, rest]) => ({ kind: 'MLModel' as const, service: 's', model, ...rest })),
  fc
    .tuple(
      name,
      fc.constantFrom('1', '2', '10'),
      fc.array(fc.constantFrom('champion', 'next'), { maxLength: 1 }),
    )
    .map(([model, version, aliases]) => ({
      kind: 'MLModelVersion' as const,
      service: 's',
      model,
      version,
      aliases,
    })),
);

const documents = fc.uniqueArray(thing, {
  selector: (document) =>
    JSON.stringify([
      document.kind,
      document['table'],
      document['column'],
      document['model'],
      document['version'],
    ]),
  minLength: 5,
  maxLength: 20,
});

/** What people type: names, pieces, beginnings, several words. */
const question = fc
  .array(
    fc.oneof(
      name,
      fc.constantFrom(...PIECES, 'cust', 'COUNT_30', 'customerchurn', 'uber', 'ss', '字', 'champion', '1'),
      name.map((text) => text.slice(0, 3)),
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((words) => words.join(' '))
  .filter((text) => /[\p{L}\p{N}😀]/u.test(text));

const order = fc.record({
  by: fc.oneof(fc.constant('RELEVANCE' as const), fc.constantFrom(...SEARCH_ORDERS)),
  descending: fc.boolean(),
});

describeOnEveryEngine('search over random things', (open, engine) => {
  const runs = engine === 'neo4j' ? testRuns(15, 0.03) : testRuns(60, 0.2);
  let executor: GraphExecutor;
  beforeAll(async () => {
    executor = await open();
  });

  it(
    'finds what a plain look at each thing finds, in the same order, page by page',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          documents,
          fc.array(fc.tuple(question, order, fc.integer({ min: 1, max: 4 })), {
            minLength: 15,
            maxLength: 15,
          }),
          async (said, questions) => {
            await emptyGraph(executor);
            await syncInto(executor, { service: 's', documents: said });
            const reader = new GraphEntityReader(executor);
            const kinds = ENTITY_KINDS.filter((kind) => kind !== 'SyncRun');
            const all: EntityRecord[] = [];
            for (const kind of kinds) all.push(...(await reader.pageById(kind, '', 1000)));
            const index = new GraphSearchIndex(executor);
            for (const [text, by, size] of questions) {
              const found: string[] = [];
              for (let after: string | undefined, more = true; more;) {
                const page = await searchCatalog(
                  index,
                  { text, filter: { kinds }, order: by },
                  { first: size, ...(after === undefined ? {} : { after }) },
                );
                found.push(...page.items.map(({ node }) => node.id));
                after = page.pageInfo.endCursor;
                more = page.pageInfo.hasNextPage;
              }
              expect(found, `${text} by ${by.by}`).toEqual(referenceSearch(all, text, by));
            }
          },
        ),
        { numRuns: runs },
      );
    },
    timeFor(runs, 4_000),
  );
});
