import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dbtDefinition } from '../../../src/connectors/dbt/dbt.definition.js';
import { postgresDefinition } from '../../../src/connectors/postgres/postgres.definition.js';
import type { EdgeStatement } from '../../../src/model/document.js';
import { entityId } from '../../../src/model/entity-id.js';
import { startPostgres, type PostgresServer } from '../../support/postgres-server.js';
import { describeWithPython } from '../../support/real-parts.js';
import { readAll, upstreams, type CollectingSink } from '../../unit/connectors/mlflow/collecting-sink.js';
import { dbtProject, type DbtProject } from './dbt-project.js';

const INSTALL_AND_BUILD_MS = 10 * 60_000;

describeWithPython('What dbt wrote about a project on a real PostgreSQL', () => {
  let server: PostgresServer;
  let project: DbtProject;
  let namespace: string;

  beforeAll(async () => {
    server = await startPostgres();
    namespace = `postgres://127.0.0.1:${server.port}`;
    project = await dbtProject(server);
    await project.dbt('build');
    await project.dbt('docs', 'generate');
  }, INSTALL_AND_BUILD_MS);
  afterAll(async () => {
    await project?.remove();
    await server?.stop();
  });

  const read = (options: Record<string, unknown> = {}) =>
    readAll(
      dbtDefinition.create(
        {
          ...{ name: 'dbt-shop', type: 'dbt', manifest: 'manifest.json', catalog: 'catalog.json', namespace },
          ...options,
        },
        { directory: project.target, data: project.target },
      ),
    );
  const table = (name: string): string => entityId('Table', namespace, `shop.${name}`);
  const column = (name: string, of: string): string => entityId('Column', namespace, `shop.${of}`, name);
  const sourcesOf = (sink: CollectingSink, of: string, name: string) => briefly(sink, of, name, () => true);
  const briefly = (sink: CollectingSink, of: string, name: string, which: (edge: EdgeStatement) => boolean) =>
    (sink.one('Column', { table: `shop.${of}`, column: name }).edges ?? [])
      .filter(which)
      .map(({ upstream, transformations = [] }) => `${upstream} ${transformations.join(' ')}`);

  it('tells its sources, seeds, models and snapshots as tables of the warehouse', async () => {
    const { sink, listing } = await read();
    expect(listing).toMatchObject({ complete: true, requests: 2 });
    expect(sink.rejections).toEqual([]);
    expect(sink.warnings).toEqual([]);
    expect(sink.failures).toEqual([]);
    expect(sink.repeated).toEqual([]);
    const types = sink
      .of('Table')
      .map((document) => `${String(document['table'])} ${String(document['datasetType'])}`);
    expect(types.sort()).toEqual([
      'shop.mart.countries TABLE',
      'shop.mart.customer_features TABLE',
      'shop.mart.hard_coded TABLE',
      'shop.mart.odd_view VIEW',
      'shop.mart.orders_clean VIEW',
      'shop.mart.stg_customers VIEW',
      'shop.mart_history.customers_history TABLE',
      'shop.raw.customers TABLE',
      'shop.raw.orders TABLE',
    ]);
    expect(sink.one('Table', { table: 'shop.mart.customer_features' })).toMatchObject({
      description: 'What is known of a customer on a day.',
      tags: ['nightly', 'features'],
      owners: ['ada@shop.example', 'Growth team'],
    });
    expect(sink.one('Column', { table: 'shop.mart.customer_features', column: 'count_30d' })).toMatchObject({
      description: 'Orders of the last thirty days.',
      dataType: 'bigint',
      position: 3,
      tags: ['feature'],
    });
    expect(sink.one('Column', { table: 'shop.raw.customers', column: 'email' })).toMatchObject({
      description: 'Where the receipt goes.',
    });
  });

  it('leads from each model by its pipeline to the tables it is made from, through ephemeral models', async () => {
    const { sink } = await read();
    const features = sink.one('Table', { table: 'shop.mart.customer_features' });
    const pipeline = entityId('Pipeline', 'dbt', 'shop.mart.shop_project.customer_features');
    expect(upstreams(features, 'PRODUCED_BY')).toEqual([pipeline]);
    const wholes = (features.edges ?? []).filter(({ rule }) => rule === 'dbt-depends-on');
    expect(wholes.map(({ upstream }) => upstream)).toEqual([
      table('mart.countries'),
      table('mart.orders_clean'),
      table('mart.stg_customers'),
    ]);
    expect(new Set(wholes.map(({ via }) => via))).toEqual(new Set([pipeline]));
    const job = sink.one('Pipeline', { job: 'shop.mart.shop_project.customer_features' });
    expect(job).toMatchObject({ integration: 'DBT', sourceCode: 'models/mart/customer_features.sql' });
    expect(upstreams(job, 'READS')).toEqual(
      expect.arrayContaining([table('mart.orders_clean'), column('email', 'mart.stg_customers')]),
    );
    const named = sink.one('Table', { table: 'shop.mart.hard_coded' });
    expect(upstreams(named, 'DERIVED_FROM')).toEqual([table('raw.notes')]);
  });

  it('follows columns by the compiled SQL, without the catalog too where the SQL names them', async () => {
    for (const options of [{}, { catalog: undefined }]) {
      const { sink } = await read(options);
      // Without the catalog nobody knows which columns `select *` of a source stands for.
      expect(sink.warnings.filter((text) => !/takes all columns of a table/.test(text))).toEqual([]);
      expect(sink.warnings.length).toBe('catalog' in options ? 2 : 0);
      expect(sourcesOf(sink, 'mart.customer_features', 'spent')).toEqual([
        `${column('gross_amount', 'mart.orders_clean')} DIRECT/AGGREGATION`,
      ]);
      expect(
        sink.one('Column', { table: 'shop.mart.customer_features', column: 'email_hash' }).edges,
      ).toEqual([
        {
          type: 'DERIVED_FROM',
          upstream: column('email', 'mart.stg_customers'),
          stated: 'RECORDED',
          rule: 'dbt-compiled-sql',
          via: entityId('Pipeline', 'dbt', 'shop.mart.shop_project.customer_features'),
          transformations: ['DIRECT/TRANSFORMATION'],
          masked: true,
        },
      ]);
    }
  });

  it('finds in views what PostgreSQL itself keeps of them', async () => {
    const dbt = (await read()).sink;
    const url = server.url('shop');
    const postgres = (
      await readAll(
        postgresDefinition.create(
          { name: 'warehouse', type: 'postgres', url, auth: { password: server.password } },
          { directory: '/', data: '/' },
        ),
      )
    ).sink;
    const views = dbt.of('Table').filter(({ datasetType }) => datasetType === 'VIEW');
    expect(views).toHaveLength(3);
    for (const { table: name } of views) {
      const columns = postgres.of('Column').filter((document) => document['table'] === name);
      expect(columns.length).toBeGreaterThan(2);
      for (const { column: of } of columns) {
        const view = String(name).replace(/^shop\./, '');
        expect(sourcesOf(dbt, view, String(of)), `${String(name)}.${String(of)}`).toEqual(
          sourcesOf(postgres, view, String(of)),
        );
      }
    }
    // Every table of dbt's is one that PostgreSQL has, by the same id.
    const known = new Set([...postgres.documents.keys()]);
    const own = [...dbt.documents.keys()].filter((id) => /^(Table|Column):/.test(id));
    expect(own.filter((id) => !known.has(id))).toEqual([]);
  });

  it('tells what depends on its models: dashboards, and all else as applications', async () => {
    const { sink } = await read();
    expect(sink.one('Dashboard')).toEqual({
      kind: 'Dashboard',
      service: 'dbt-shop',
      dashboard: 'growth_board',
      displayName: 'The growth board',
      description: 'Looked at on Mondays.',
      url: 'https://bi.shop.example/1',
      tags: ['maturity=high'],
      owners: ['Bo'],
      edges: [
        { type: 'CONSUMES', upstream: table('mart.customer_features') },
        { type: 'CONSUMES', upstream: table('mart.orders_clean') },
      ],
    });
    expect(sink.one('Application')).toMatchObject({
      application: 'churn_alerts',
      owners: ['growth@shop.example'],
    });
  });

  it(
    'does not take a manifest that was not compiled for one without column lineage',
    async () => {
      const compiled = await readFile(join(project.target, 'manifest.json'));
      try {
        await project.dbt('parse', '--no-partial-parse');
        const { sink } = await read();
        expect(sink.failures.map(({ id }) => id)).toContain(table('mart.customer_features'));
        expect(sink.failures[0]?.reason).toMatch(/dbt compile/);
        expect(sink.of('Table').map(({ table: name }) => name)).not.toContain('shop.mart.customer_features');
        const without = (await read({ columnLineage: false })).sink;
        expect(without.failures).toEqual([]);
        expect(without.one('Table', { table: 'shop.mart.customer_features' }).edges).toHaveLength(4);
      } finally {
        await writeFile(join(project.target, 'manifest.json'), compiled);
      }
    },
    INSTALL_AND_BUILD_MS,
  );

  it('refuses files that are none of dbt’s, of another version, or broken off', async () => {
    const path = join(project.target, 'other.json');
    const manifest = await readFile(join(project.target, 'manifest.json'), 'utf8');
    await expect(read({ manifest: 'absent.json' })).rejects.toThrow(/absent\.json cannot be read: ENOENT/);
    await expect(read({ manifest: 'catalog.json' })).rejects.toThrow(/version 12 is read/);
    await writeFile(path, manifest.slice(0, 1000));
    await expect(read({ manifest: 'other.json' })).rejects.toThrow(/is not JSON/);
    await writeFile(path, '{"metadata": {}, "nodes": {}, "sources": {}}');
    await expect(read({ manifest: 'other.json' })).rejects.toThrow(
      /\/metadata\/dbt_schema_version is required/,
    );
  });

  it('refuses a model that is wrong alone, and follows one that it cannot resolve by tables', async () => {
    const manifest = JSON.parse(await readFile(join(project.target, 'manifest.json'), 'utf8')) as {
      nodes: Record<string, Record<string, unknown>>;
    };
    const { nodes } = manifest;
    Object.assign(nodes['model.shop_project.odd_view'] ?? {}, {
      compiled_code: 'select * exclude (a) from b',
    });
    Object.assign(nodes['model.shop_project.hard_coded'] ?? {}, { name: 7 });
    // No project has that, but a file can.
    Object.assign(nodes['model.shop_project.stg_orders'] ?? {}, {
      depends_on: { nodes: ['model.shop_project.customer_features'] },
    });
    await writeFile(join(project.target, 'odd.json'), JSON.stringify(manifest));
    const { sink } = await read({ manifest: 'odd.json', catalog: undefined });
    expect(sink.rejections).toEqual([
      {
        document: 'manifest.json',
        pointer: '/nodes/model.shop_project.hard_coded/name',
        reason: 'must be string',
      },
    ]);
    expect(sink.warnings).toContainEqual(
      expect.stringMatching(/^The model odd_view is followed by tables only: syntax/),
    );
    expect(upstreams(sink.one('Table', { table: 'shop.mart.odd_view' }), 'DERIVED_FROM')).toEqual([
      table('mart.customer_features'),
    ]);
  });
});
