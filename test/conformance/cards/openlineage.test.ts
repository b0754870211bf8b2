import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLineage, type LineageReaders } from '../../../src/catalog/cards/read-lineage.js';
import { scopeOf, type LineageScope } from '../../../src/catalog/cards/lineage-scope.js';
import { writeLineage } from '../../../src/cards/openlineage/write-lineage.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { entityId } from '../../../src/model/entity-id.js';
import { cardReaders, withCatalog } from '../../support/card-catalog.js';
import { GraphEntityReader } from '../../../src/graph/graph-entity.reader.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { EXAMPLE, startExampleServer, type ExampleServer } from '../../support/example-catalog.js';
import { testRuns, timeFor } from '../../support/test-runs.js';
import { anyEvent } from '../../unit/connectors/openlineage/any-events.js';
import { readEvents, readPaths, type Reading } from '../../unit/connectors/openlineage/support.js';
import { churnDocuments, PREDICTIONS, VERSION } from '../../unit/jsonld/support/churn-documents.js';
import { fullDocuments } from '../../unit/jsonld/support/full-documents.js';
import { HOSTILE_NAMES, hostileDocuments } from '../../unit/jsonld/support/hostile-names.js';
import { openLineageFindings } from '../support/card-judges.js';

type Json = Record<string, unknown>;

const BASE = 'https://catalog.example';

async function eventsOf(readers: LineageReaders, scope: LineageScope = {}): Promise<Json[]> {
  const events: Json[] = [];
  for await (const line of writeLineage(readLineage(readers, scope), { base: BASE })) {
    expect(line.endsWith('\n')).toBe(true);
    events.push(JSON.parse(line) as Json);
  }
  return events;
}

const readersOf = (executor: GraphExecutor): LineageReaders => ({
  ...cardReaders(executor),
  entities: new GraphEntityReader(executor),
});

const exported = (documents: readonly EntityDocument[], scope?: LineageScope): Promise<Json[]> =>
  withCatalog(documents, (executor) => eventsOf(readersOf(executor), scope));

const NONE = entityId('Table', 'none', 'none');

/** What is made from what, thing by thing: those that nothing is said of but their edges. */
const edgesIn = (reading: Reading): Map<string, string[]> =>
  new Map(
    reading.documents
      .map((document) => idOf(document))
      .filter((id) => id !== NONE)
      .map((id) => [id, reading.edges(id)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const idOf = ({ kind, namespace, service, table, column, job, dashboard, application }: EntityDocument): string =>
  entityId(
    kind,
    ...[namespace ?? service, table ?? job ?? dashboard ?? application, column]
      .filter((part) => part !== undefined)
      .map(String),
  );

describe('the lineage as OpenLineage events', () => {
  it.each([
    ['a shop with a model', churnDocuments],
    ['a catalog with every property filled', fullDocuments],
  ])('is valid by the official schemas for %s', async (_, documents) => {
    const events = await exported(documents());
    expect(events.length).toBeGreaterThan(3);
    for (const event of events) expect(openLineageFindings(event), JSON.stringify(event)).toEqual([]);
  });

  it.each(Object.entries(HOSTILE_NAMES))('is valid where all is named with %s', async (_, name) => {
    const events = await exported(hostileDocuments(name));
    for (const event of events) expect(openLineageFindings(event), JSON.stringify(event)).toEqual([]);
  });

  it('is not valid with a part taken out that the schema requires', async () => {
    const events = await exported(churnDocuments());
    const of = (part: string): Json => structuredClone(events.find((event) => part in event) as Json);
    const run = of('run');
    delete (run['run'] as Json)['runId'];
    expect(openLineageFindings(run)).not.toEqual([]);
    const job = of('job');
    delete (job['job'] as Json)['name'];
    expect(openLineageFindings(job)).not.toEqual([]);
    type WithSchema = { dataset?: { facets: { schema?: Json } } };
    const described = structuredClone(events.find((event) => (event as WithSchema).dataset?.facets.schema));
    delete (described as WithSchema).dataset?.facets.schema?.['_producer'];
    expect(openLineageFindings(described ?? {})).not.toEqual([]);
  });

  it('comes back in as the same lineage of tables and columns', async () => {
    const runs = testRuns(25);
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent({ renames: false }), { minLength: 1, maxLength: 12 }), async (events) => {
        const before = await readEvents(events);
        const out = await exported(before.documents);
        const after = await readEvents(out.length > 0 ? out : []);
        expect(after.rejections).toEqual([]);
        expect(edgesIn(after)).toEqual(edgesIn(before));
      }),
      { numRuns: runs },
    );
  }, timeFor(testRuns(25), 500));
});

describe('the lineage of one thing', () => {
  it('is told of a version with its data, its run and its predictions', async () => {
    const events = await exported(churnDocuments(), scopeOf(VERSION));
    const named = JSON.stringify(events);
    for (const name of ['customer_features', 'orders', 'churn_scores', 'models:/customer_churn_predictor/3'])
      expect(named).toContain(name);
    expect(events.some((event) => event['eventType'] === 'COMPLETE')).toBe(true);
  });

  it('of a table leaves out what has nothing to do with it', async () => {
    const apart: EntityDocument[] = [{ kind: 'Table', namespace: 'elsewhere', table: 'apart' }];
    const events = await exported([...churnDocuments(), ...apart], scopeOf(PREDICTIONS));
    expect(JSON.stringify(events)).toContain('churn_scores');
    expect(JSON.stringify(events)).not.toContain('apart');
    expect(JSON.stringify(await exported([...churnDocuments(), ...apart]))).toContain('apart');
  });

  it('of a service is what that service says', async () => {
    const service = (name: string): LineageScope => scopeOf(entityId('MLModelService', name));
    expect((await exported(churnDocuments(), service('registry'))).length).toBeGreaterThan(3);
    expect(await exported(churnDocuments(), service('somebody else'))).toEqual([]);
  });
});

describe('the lineage of the churn example', () => {
  let example: ExampleServer;
  beforeAll(async () => {
    example = await startExampleServer();
  });
  afterAll(() => example.close());

  it('is valid, and comes back in as what its own events say', async () => {
    const events = await eventsOf(example.catalog.ports);
    for (const event of events) expect(openLineageFindings(event), JSON.stringify(event)).toEqual([]);
    const before = edgesIn(await readPaths([join(EXAMPLE, 'events')], 'mlflow-prod'));
    const after = edgesIn(await readEvents(events, 'mlflow-prod'));
    // Jobs that trained a model are runs in the catalog, and pipelines where events are all there is.
    const training = entityId('Pipeline', 'mlflow://mlflow-prod', '').slice(0, -1);
    const told = [...after].filter(([id]) => !id.startsWith(training));
    const asNumbers = (edges: readonly string[]): string[] =>
      edges.map((edge) => edge.replace('customer_churn_predictor@champion', 'customer_churn_predictor/3')).sort();
    for (const [id, edges] of before) expect([id, asNumbers(after.get(id) ?? [])]).toEqual([id, asNumbers(edges)]);
    expect(told.length).toBeGreaterThanOrEqual(before.size);
  });
});
