import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresDefinition } from '../../../src/connectors/postgres/postgres.definition.js';
import type { Connector } from '../../../src/catalog/sync/connector.js';
import { entityId } from '../../../src/model/entity-id.js';
import { freePort } from '../../support/free-port.js';
import { debianPostgres } from '../../support/postgres-binaries.js';
import { startPostgres, type PostgresServer } from '../../support/postgres-server.js';
import { CollectingSink, readAll, upstreams } from '../../unit/connectors/mlflow/collecting-sink.js';

const DEBIAN = (await debianPostgres()).map((bin) => ({ which: `Debian's in ${bin}`, bin }));
const SERVERS: { which: string; bin?: string }[] = [{ which: 'that comes by npm' }, ...DEBIAN];

describe.each(SERVERS)('A real PostgreSQL, $which', ({ bin }) => {
  let server: PostgresServer;
  let namespace: string;

  beforeAll(async () => {
    server = await startPostgres(bin);
    namespace = `postgres://127.0.0.1:${server.port}`;
    await server.run('CREATE DATABASE shop');
    await server.run(await readFile(new URL('shop.sql', import.meta.url), 'utf8'), 'shop');
    await server.run('CREATE DATABASE other');
    await server.run('CREATE TABLE public.t (x integer)', 'other');
    await server.run(
      `CREATE DATABASE locked; REVOKE CONNECT ON DATABASE locked FROM PUBLIC`.split(';')[0] ?? '',
    );
    await server.run('REVOKE CONNECT ON DATABASE locked FROM PUBLIC');
    await server.run(`CREATE ROLE reader LOGIN PASSWORD 'reads'`);
  });
  afterAll(() => server.stop());

  const connector = (options: Record<string, unknown> = {}): Promise<Connector> =>
    postgresDefinition.create(
      {
        ...{
          name: 'warehouse',
          type: 'postgres',
          url: server.url('shop', 'reader'),
          auth: { password: 'reads' },
        },
        ...options,
      },
      { directory: '/', data: '/' },
    );
  const column = (table: string, name: string): string =>
    entityId('Column', namespace, `shop.${table}`, name);
  const edgesOf = (sink: CollectingSink, table: string, name: string) =>
    (sink.one('Column', { table: `shop.${table}`, column: name }).edges ?? []).map((edge) => [
      edge.upstream,
      edge.transformations?.join(' '),
    ]);

  it('tells every table, view and column with type, comment and keys, to a user without any right to the data', async () => {
    const { sink, listing } = await readAll(connector());
    expect(listing).toMatchObject({ complete: true });
    expect(listing.bytes).toBeGreaterThan(1000);
    expect(sink.rejections).toEqual([]);
    expect(sink.warnings).toEqual([]);
    expect(sink.repeated).toEqual([]);
    expect(
      sink.of('Table').map(({ table, datasetType }) => `${String(table)} ${String(datasetType)}`),
    ).toEqual([
      'shop.Odd schema.Größe.x TABLE',
      'shop.mart.events_this_year VIEW',
      'shop.mart.names VIEW',
      'shop.mart.paying VIEW',
      'shop.mart.ranked VIEW',
      'shop.mart.reports VIEW',
      'shop.mart.sizes VIEW',
      'shop.mart.tag_counts MATERIALIZED_VIEW',
      'shop.raw.customers TABLE',
      'shop.raw.events PARTITIONED_TABLE',
      'shop.raw.orders TABLE',
      'shop.scratch.notes TABLE',
    ]);
    expect(sink.one('Table', { table: 'shop.raw.orders' })).toEqual({
      kind: 'Table',
      namespace,
      table: 'shop.raw.orders',
      datasetType: 'TABLE',
      primaryKey: ['id', 'line'],
      foreignKeys: ['(customer_id) -> shop.raw.customers (id)'],
    });
    expect(sink.one('Table', { table: 'shop.raw.customers' })).toMatchObject({
      description: 'Everyone who ever bought something.',
    });
    expect(sink.of('Column').filter(({ table }) => table === 'shop.raw.customers')).toEqual([
      expect.objectContaining({ column: 'id', dataType: 'bigint', nullable: false, position: 0 }),
      expect.objectContaining({
        column: 'email',
        dataType: 'character varying(200)',
        description: 'Where the receipt goes.',
      }),
      expect.objectContaining({ column: 'country', dataType: 'character(2)', nullable: true, position: 2 }),
      expect.objectContaining({ column: 'name', dataType: 'text', position: 3 }),
    ]);
    expect(sink.one('MLModelService')).toMatchObject({ platform: 'PostgreSQL', endpoint: namespace });
  });

  it('follows the columns of views to those they are made from, as recorded, by the name of the rule', async () => {
    const { sink } = await readAll(connector());
    expect(sink.one('Column', { table: 'shop.mart.paying', column: 'email_hash' }).edges).toEqual([
      {
        type: 'DERIVED_FROM',
        upstream: column('raw.customers', 'email'),
        stated: 'RECORDED',
        rule: 'postgres-view-definition',
        transformations: ['DIRECT/TRANSFORMATION'],
        masked: true,
      },
    ]);
    expect(edgesOf(sink, 'mart.paying', 'spent')).toEqual([
      [column('raw.orders', 'gross'), 'DIRECT/AGGREGATION'],
    ]);
    expect(edgesOf(sink, 'mart.ranked', 'customer')).toEqual([
      [column('mart.paying', 'customer'), 'DIRECT/IDENTITY'],
    ]);
    expect(edgesOf(sink, 'mart.ranked', 'place')).toEqual([
      [column('mart.paying', 'spent'), 'INDIRECT/WINDOW'],
    ]);
    expect(edgesOf(sink, 'mart.ranked', 'label')).toEqual([
      [column('mart.paying', 'spent'), 'INDIRECT/CONDITIONAL'],
      [column('raw.customers', 'country'), 'DIRECT/TRANSFORMATION'],
    ]);
    expect(edgesOf(sink, 'mart.tag_counts', 'tag')).toEqual([
      [column('raw.orders', 'tags'), 'DIRECT/TRANSFORMATION'],
    ]);
    expect(edgesOf(sink, 'mart.tag_counts', 'product')).toEqual([
      [column('raw.orders', 'net'), 'DIRECT/AGGREGATION'],
    ]);
    expect(edgesOf(sink, 'mart.sizes', 'a b')).toEqual([
      [column('Odd schema.Größe.x', 'a"b'), 'DIRECT/TRANSFORMATION'],
    ]);
    expect(edgesOf(sink, 'mart.reports', 'root')).toEqual([
      [column('raw.customers', 'id'), 'DIRECT/IDENTITY'],
    ]);
    expect(edgesOf(sink, 'raw.orders', 'gross')).toEqual([
      [column('raw.orders', 'net'), 'DIRECT/TRANSFORMATION'],
      [column('raw.orders', 'tax'), 'DIRECT/TRANSFORMATION'],
    ]);
  });

  it('says of views as a whole which tables they read, and by which columns they choose their rows', async () => {
    const { sink } = await readAll(connector());
    const { edges = [] } = sink.one('Table', { table: 'shop.mart.paying' });
    expect(
      edges.map(({ upstream, transformations, rule }) => [upstream, transformations?.join(' '), rule]),
    ).toEqual([
      [entityId('Table', namespace, 'shop.raw.customers'), undefined, 'postgres-view-dependency'],
      [entityId('Table', namespace, 'shop.raw.orders'), undefined, 'postgres-view-dependency'],
      [column('raw.customers', 'email'), 'INDIRECT/GROUP_BY', 'postgres-view-definition'],
      [column('raw.customers', 'id'), 'INDIRECT/GROUP_BY INDIRECT/JOIN', 'postgres-view-definition'],
      [column('raw.orders', 'customer_id'), 'INDIRECT/JOIN', 'postgres-view-definition'],
      [column('raw.orders', 'net'), 'INDIRECT/FILTER', 'postgres-view-definition'],
    ]);
    expect(sink.one('Table', { table: 'shop.mart.names' }).edges).toBeUndefined();
  });

  it('takes a partition for the table it is a part of, unless partitions are wanted', async () => {
    const { sink } = await readAll(connector());
    const upstream = upstreams(sink.one('Table', { table: 'shop.mart.events_this_year' }), 'DERIVED_FROM');
    expect(upstream).toEqual([entityId('Table', namespace, 'shop.raw.events')]);
    expect(edgesOf(sink, 'mart.events_this_year', 'kind')).toEqual([
      [column('raw.events', 'kind'), 'DIRECT/IDENTITY'],
    ]);
    const all = (await readAll(connector({ partitions: true }))).sink;
    expect(all.one('Table', { table: 'shop.raw.events_2026' })).toMatchObject({ datasetType: 'TABLE' });
    expect(edgesOf(all, 'mart.events_this_year', 'kind')).toEqual([
      [column('raw.events_2026', 'kind'), 'DIRECT/IDENTITY'],
    ]);
  });

  it('reads only the schemas that are wanted, and still names what their views are made from', async () => {
    const { sink } = await readAll(
      connector({ schemas: { include: ['mart', 'scr*'], exclude: ['scratch'] } }),
    );
    expect(new Set(sink.of('Table').map(({ table }) => String(table).split('.')[1]))).toEqual(
      new Set(['mart']),
    );
    expect(edgesOf(sink, 'mart.paying', 'spent')).toEqual([
      [column('raw.orders', 'gross'), 'DIRECT/AGGREGATION'],
    ]);
  });

  it('reads several databases of a server, and is not complete where one of them is closed to it', async () => {
    const { sink, listing } = await readAll(connector({ databases: { exclude: ['postgres'] } }));
    const databases = new Set(sink.of('Table').map(({ table }) => String(table).split('.')[0]));
    expect(databases).toEqual(new Set(['shop', 'other']));
    expect(listing).toMatchObject({ complete: false, reason: expect.stringContaining('locked') });
    const allowed = await readAll(connector({ databases: { include: ['shop', 'other'] } }));
    expect(allowed.listing.complete).toBe(true);
  });

  it('gives tables the namespace by which other sources know the server', async () => {
    const { sink } = await readAll(connector({ namespace: 'postgres://warehouse:5432' }));
    expect(new Set(sink.of('Column').map((document) => document['namespace']))).toEqual(
      new Set(['postgres://warehouse:5432']),
    );
  });

  it('is known by its cluster and its database, wherever it answers', async () => {
    const signal = new AbortController().signal;
    const identity = await (await connector()).identity?.(signal);
    expect(identity).toMatch(/^\d{15,}\/\d+$/);
    expect(await (await connector({ url: server.url('other', 'reader') })).identity?.(signal)).not.toBe(
      identity,
    );
    await server.run('REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC', 'other');
    expect(
      await (await connector({ url: server.url('other', 'reader') })).identity?.(signal),
    ).toBeUndefined();
  });

  it('never calls an empty answer complete', async () => {
    const { listing } = await readAll(connector({ schemas: { include: ['nowhere'] } }));
    expect(listing).toMatchObject({ complete: false, reason: expect.stringContaining('No table was found') });
  });

  it('reads hundreds of tables in a few statements', async () => {
    await server.run('CREATE DATABASE wide');
    const tables = Array.from({ length: 900 }, (_, n) => `CREATE TABLE t${n} (a int, b int)`);
    await server.run(tables.join(';'), 'wide');
    const { sink, listing } = await readAll(connector({ url: server.url('wide', 'reader') }));
    expect(sink.of('Column')).toHaveLength(1800);
    expect(listing.requests).toBeLessThan(30);
  });

  it('reads one moment: what changes in the middle is not half there', async () => {
    await server.run('CREATE DATABASE moving');
    const tables = Array.from({ length: 300 }, (_, n) => `CREATE TABLE t${n} (a int)`);
    await server.run(tables.join(';'), 'moving');
    const sink = new CollectingSink();
    const put = sink.put.bind(sink);
    let tablesPut = 0;
    sink.put = async (document) => {
      if (document.kind === 'Table' && (tablesPut += 1) === 1)
        await server.run(
          'CREATE TABLE t99x (b int); ALTER TABLE t99 ADD COLUMN later int; DROP TABLE t98',
          'moving',
        );
      return put(document);
    };
    const reading = await connector({ url: server.url('moving', 'reader') });
    const listing = await reading.read(sink, new AbortController().signal, { first: [] });
    expect(listing.complete).toBe(true);
    expect(sink.of('Table')).toHaveLength(300);
    expect(sink.of('Column').map(({ column: name }) => name)).toEqual(Array(300).fill('a'));
  });

  it.each([
    ['a wrong password', { auth: { password: 'wrong' } }, /password authentication failed.*PGPASSWORD/],
    [
      'a database that is not there',
      () => ({ url: server.url('nowhere', 'reader') }),
      /"nowhere" does not exist/,
    ],
    ['TLS that the server does not speak', { tls: { mode: 'require' } }, /does not support SSL.*disable/],
  ])('says what is wrong and what to do: %s', async (_, options, message) => {
    const failing = connector(typeof options === 'function' ? options() : options);
    await expect(readAll(failing)).rejects.toMatchObject({
      code: 'SOURCE_FAILED',
      message: expect.stringMatching(message),
    });
    await expect(readAll(failing)).rejects.not.toThrow(/wrong/);
  });

  it('says where nothing answers', async () => {
    const url = `postgres://reader@127.0.0.1:${await freePort()}/shop`;
    await expect(readAll(connector({ url }))).rejects.toMatchObject({
      code: 'SOURCE_FAILED',
      message: expect.stringMatching(/ECONNREFUSED.*check host and port/),
    });
  });

  it('gives up a statement that takes too long', async () => {
    const blocker = await server.connect('shop');
    await blocker.query('BEGIN; LOCK TABLE pg_catalog.pg_description IN ACCESS EXCLUSIVE MODE');
    try {
      await expect(readAll(connector({ timeoutMs: 300 }))).rejects.toThrow(/timeout/);
    } finally {
      await blocker.end();
    }
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await expect((await connector()).read(new CollectingSink(), stop.signal, { first: [] })).rejects.toThrow(
      'enough',
    );
  });

  it('leaves no connection behind', async () => {
    await readAll(connector());
    const client = await server.connect('shop');
    await expect
      .poll(async () => {
        const { rows } = await client.query(
          `SELECT 1 FROM pg_stat_activity WHERE application_name = 'headwater'`,
        );
        return rows.length;
      })
      .toBe(0);
    await client.end();
  });
});
