import { afterAll, beforeAll, expect, it } from 'vitest';
import { dbtDefinition } from '../../../src/connectors/dbt/dbt.definition.js';
import { entityId } from '../../../src/model/entity-id.js';
import type { StatedRelation } from '../../../src/model/relations.js';
import { startReceivingServer, type ReceivingServer } from '../openlineage/receiving-server.js';
import { startPostgres, type PostgresServer } from '../../support/postgres-server.js';
import { describeWithPython } from '../../support/real-parts.js';
import { readAll } from '../../unit/connectors/mlflow/collecting-sink.js';
import { dbtProject, type DbtProject } from './dbt-project.js';

const INSTALL_AND_BUILD_MS = 10 * 60_000;

describeWithPython('What dbt-ol tells of a run on a real PostgreSQL', () => {
  let postgres: PostgresServer;
  let project: DbtProject;
  let server: ReceivingServer;
  let namespace: string;
  let said: string;

  const pipeline = (job: string): string => entityId('Pipeline', 'shop-dbt', `shop.mart.shop_project.${job}`);
  const table = (name: string): string => entityId('Table', namespace, `shop.${name}`);

  beforeAll(async () => {
    postgres = await startPostgres();
    server = await startReceivingServer();
    namespace = `postgres://127.0.0.1:${postgres.port}`;
    project = await dbtProject(postgres);
    await project.dbt('build');
    said = await project.dbtOl({ OPENLINEAGE_URL: server.url, OPENLINEAGE_NAMESPACE: 'shop-dbt' }, 'run');
    for (const name of ['stg_customers', 'customer_features']) await server.until(pipeline(name));
    for (const name of ['stg_customers', 'customer_features']) await server.until(table(`mart.${name}`));
  }, INSTALL_AND_BUILD_MS);
  afterAll(async () => {
    await project?.remove();
    await server?.close();
    await postgres?.stop();
  });

  const upstreamOf = async (id: string, relation: StatedRelation = 'DERIVED_FROM') => {
    const related = await server.catalog.ports.entities.related([id], relation, 'out');
    return [...new Set(related.map(({ record }) => record.id))].sort();
  };
  const column = (name: string, of: string): string => entityId('Column', namespace, `shop.${of}`, name);

  it('is taken whole', () => {
    expect(said).toMatch(/Emitted \d+ OpenLineage events/);
    expect(said).not.toMatch(/\[ERROR\]|Traceback|[45]\d\d (Client|Server) Error/);
  });

  it('is of the tables that the other connectors know by the same names', async () => {
    const [features] = await server.catalog.ports.entities.byIds([table('mart.customer_features')]);
    expect(features).toMatchObject({
      description: 'What is known of a customer on a day.',
      owners: ['ada@shop.example'],
    });
    expect(await upstreamOf(table('mart.stg_customers'))).toEqual([table('raw.customers')]);
    expect(await upstreamOf(table('mart.customer_features'))).toContain(table('mart.stg_customers'));
  });

  it('has each model as a pipeline of its own, which reads and writes', async () => {
    const job = pipeline('customer_features');
    const [record] = await server.catalog.ports.entities.byIds([job]);
    expect(record).toMatchObject({ integration: 'DBT', jobType: 'MODEL' });
    expect(await upstreamOf(job, 'READS')).toContain(table('mart.stg_customers'));
    expect(await upstreamOf(table('mart.customer_features'), 'PRODUCED_BY')).toEqual([job]);
  });

  it('is of the pipelines that the connector of dbt knows by the same names', async () => {
    const { sink } = await readAll(
      dbtDefinition.create(
        { name: 'dbt', type: 'dbt', manifest: 'manifest.json', namespace, jobNamespace: 'shop-dbt' },
        { directory: project.target, data: project.target },
      ),
    );
    const models = sink.of('Pipeline').filter(({ jobType }) => jobType === 'MODEL');
    const ids = models.map(({ job }) => entityId('Pipeline', 'shop-dbt', String(job)));
    expect(ids).toContain(pipeline('customer_features'));
    for (const id of ids) await server.until(id);
  });

  it('tells columns from columns where dbt-ol does', async () => {
    expect(await upstreamOf(column('email', 'mart.stg_customers'))).toContain(
      column('email', 'raw.customers'),
    );
  });
});
