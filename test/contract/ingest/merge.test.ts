import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { NO_WRITES } from '../../../src/graph/executor.js';
import { GraphEntityReader } from '../../../src/graph/graph-entity.reader.js';
import type { EdgeStatement, EntityDocument } from '../../../src/model/document.js';
import { entityId } from '../../../src/model/entity-id.js';
import { canonical } from '../../support/canonical-graph.js';
import { catalogContent, syncInto } from '../../support/documents.js';
import { describeOnEveryEngine, describeSideBySide, emptyGraph } from '../../support/engines.js';
import { testRuns, timeFor } from '../../support/test-runs.js';

const NAMES = ['a', 'b', 'c'];
const idOf = (name: string): string => entityId('Table', 'db', name);
/** `z` is the system of record, and comes last by its name. */
const SOURCES = ['m', 'n', 'z'] as const;
const MASTERS = { m: [], n: [], z: ['Table'] } as const;

const PROPERTIES = {
  name: fc.constantFrom('a', 'b', 'Orders'),
  displayName: fc.constantFrom('x', '', '__proto__'),
  description: fc.constantFrom('one', 'two'),
  tags: fc.array(fc.constantFrom('t', 'k=v', ''), { maxLength: 3 }),
  owners: fc.array(fc.constantFrom('ann', 'bob'), { maxLength: 2 }),
  createdAt: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', '2026-05-05T05:05:05.5Z'),
};

const edge: fc.Arbitrary<EdgeStatement> = fc.record(
  {
    type: fc.constantFrom('DERIVED_FROM' as const, 'PREDICTED_BY' as const),
    upstream: fc.constant(''),
    stated: fc.constantFrom('RECORDED' as const, 'INFERRED' as const),
    transformations: fc.array(fc.constantFrom('DIRECT/IDENTITY', 'INDIRECT/JOIN'), { maxLength: 2 }),
    masked: fc.boolean(),
    via: fc.constantFrom(...['p', 'q'].map((job) => entityId('Pipeline', 'jobs', job))),
  },
  { requiredKeys: ['type', 'upstream'] },
);

const edges = fc.array(fc.tuple(edge, fc.constantFrom(...NAMES)), { maxLength: 4 }).map((stated) =>
  stated.map(([statement, name]) => ({
    ...statement,
    upstream: statement.type === 'DERIVED_FROM' ? idOf(name) : entityId('MLModelVersion', 's', 'm', name),
  })),
);

const document = (table: string): fc.Arbitrary<EntityDocument> =>
  fc.tuple(fc.record(PROPERTIES, { requiredKeys: [] }), edges).map(([properties, stated]) => ({
    ...{ kind: 'Table', namespace: 'db', table, ...properties },
    ...(stated.length > 0 ? { edges: stated } : {}),
  }));

/** One sync: what one source says of some of the tables. */
const statement = fc.record({
  service: fc.constantFrom(...SOURCES),
  documents: fc
    .tuple(...NAMES.map((name) => fc.option(document(name), { freq: 2, nil: undefined })))
    .map((all) => all.filter((one) => one !== undefined)),
});

type Statement = typeof statement extends fc.Arbitrary<infer Value> ? Value : never;

const sync = (executor: GraphExecutor, { service, documents }: Statement) =>
  syncInto(executor, { service, documents, masters: MASTERS[service] });

describeSideBySide('any syncs of any sources', (open, other) => {
  const runs = other === 'neo4j' ? testRuns(15, 0.02) : testRuns(60, 0.1);

  it(
    'give the same graph on every engine, after each of them',
    async () => {
      const both = await open();
      await fc.assert(
        fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 4 }), async (statements) => {
          await Promise.all([emptyGraph(both.left), emptyGraph(both.right)]);
          for (const said of statements) {
            const reports = await Promise.all([sync(both.left, said), sync(both.right, said)]);
            expect(reports.map(({ state }) => state)).toEqual(['COMPLETE', 'COMPLETE']);
            expect(await catalogContent(both.right)).toEqual(await catalogContent(both.left));
          }
        }),
        { numRuns: runs },
      );
    },
    timeFor(runs, 5_000),
  );
});

describeOnEveryEngine('what several sources say', (open, engine) => {
  const runs = engine === 'neo4j' ? testRuns(12, 0.02) : testRuns(60, 0.1);
  let executor: GraphExecutor;
  beforeAll(async () => {
    executor = await open();
  });

  /** All there is in the end, but for when and how often it was written. */
  async function outcome(statements: readonly Statement[]): Promise<string[]> {
    await emptyGraph(executor);
    for (const said of statements) await sync(executor, said);
    const records = await new GraphEntityReader(executor).byIds(NAMES.map(idOf));
    return records.map(({ revision: _, since: __, ...record }) => canonical(record)).sort();
  }

  it(
    'comes to the same in whatever order they are read, and nothing new is written when they say it again',
    async () => {
      const lastWords = fc.tuple(
        ...SOURCES.map((service) => statement.map((said) => ({ ...said, service }))),
      );
      await fc.assert(
        fc.asyncProperty(lastWords, async (statements) => {
          const forwards = await outcome(statements);
          expect(await outcome([...statements].reverse())).toEqual(forwards);
          for (const said of statements) expect((await sync(executor, said)).counters).toEqual(NO_WRITES);
        }),
        { numRuns: runs },
      );
    },
    timeFor(runs, 5_000),
  );
});
