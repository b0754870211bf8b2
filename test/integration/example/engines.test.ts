import { afterAll, beforeAll, expect, it } from 'vitest';
import { LOCAL_OWNER } from '../../../src/catalog/access/principal.js';
import type { SyncReport } from '../../../src/catalog/sync/sync-report.js';
import { IMPACT_QUERY } from '../../../src/cli/impact.question.js';
import { LINEAGE_QUERY } from '../../../src/cli/lineage.view.js';
import { LocalClient } from '../../../src/cli/catalog-client.js';
import type { Config } from '../../../src/config.js';
import { Neo4jExecutor } from '../../../src/graph/engines/neo4j.executor.js';
import { openCatalog, type Catalog } from '../../../src/main.js';
import { createSchema } from '../../../src/resolvers/schema.js';
import { emptyGraph } from '../../support/engines.js';
import { exampleConfig } from '../../support/example-catalog.js';
import { describeWithNeo4j, neo4j } from '../../support/real-parts.js';
import { temporaryDirectory } from '../../support/temp-dir.js';

/** When the example was read differs from run to run, and from engine to engine. */
const TIMES = /"(lastSync|lastComplete|since|until)":"[^"]*"/g;

async function syncAll(config: Config, catalog: Catalog): Promise<SyncReport[]> {
  const reports: SyncReport[] = [];
  for (const { name } of config.services) reports.push(await catalog.syncs.start(name));
  return reports;
}

describeWithNeo4j('The example on Neo4j', () => {
  const cleanUp: (() => Promise<void>)[] = [];
  const catalogs: Catalog[] = [];
  let config: Config;

  beforeAll(async () => {
    const directory = await temporaryDirectory('engines');
    const example = await exampleConfig(directory.path);
    cleanUp.push(directory.remove, example.close);
    config = example.config;
    const { uri, user, password } = neo4j();
    const settings = {
      uri,
      user,
      password,
      database: 'neo4j',
      poolSize: 10,
      connectTimeoutMs: 10_000,
      transactionTimeoutMs: 60_000,
    };
    const executor = await Neo4jExecutor.connect(settings);
    await emptyGraph(executor);
    await executor.close();
    for (const engine of [{}, { neo4j: settings }]) {
      const catalog = await openCatalog({ ...config, ...engine });
      cleanUp.push(() => catalog.close());
      catalogs.push(catalog);
      for (const { state } of await syncAll(config, catalog)) expect(state).toBe('COMPLETE');
    }
  });
  afterAll(async () => {
    for (const step of cleanUp.reverse()) await step();
  });

  async function answers(query: string, variables: object): Promise<string[]> {
    const asked = catalogs.map(({ ports }) =>
      new LocalClient(createSchema(), ports, '', LOCAL_OWNER).query(query, { ...variables }),
    );
    return (await Promise.all(asked)).map((result) => JSON.stringify(result).replace(TIMES, '"$1":"<time>"'));
  }

  it.each([
    ['the impact of a dropped column', IMPACT_QUERY, { of: 'orders.count_30d', change: 'DROP', first: 1000 }],
    ['the impact of a stale table', IMPACT_QUERY, { of: 'customer_features', change: 'STALE', first: 1000 }],
    [
      'the impact of a stale pipeline',
      IMPACT_QUERY,
      { of: 'features.build_customer_features', change: 'STALE', first: 1000 },
    ],
    [
      'where predictions come from',
      LINEAGE_QUERY,
      { id: 'churn_scores', direction: 'UPSTREAM', first: 1000 },
    ],
    ['what a table feeds', LINEAGE_QUERY, { id: 'customers', direction: 'DOWNSTREAM', first: 1000 }],
  ])('gives the same answer as on the embedded engine to %s, to the byte', async (_, query, variables) => {
    const [embedded, onNeo4j] = await answers(query, variables);
    expect(embedded).not.toContain('"errors"');
    expect(onNeo4j).toBe(embedded);
  });

  it('is not written again by a second sync, by the database’s own count', async () => {
    for (const catalog of catalogs) {
      for (const { counters, created, updated } of await syncAll(config, catalog)) {
        expect([created, updated]).toEqual([0, 0]);
        expect(Object.values(counters).every((count) => count === 0)).toBe(true);
      }
    }
  });
});
