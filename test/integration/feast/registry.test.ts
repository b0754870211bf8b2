import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Listing } from '../../../src/catalog/sync/connector.js';
import { createFeastConnector } from '../../../src/connectors/feast/feast.connector.js';
import { entityId } from '../../../src/model/entity-id.js';
import { startFeast, type FeastRegistry } from '../../support/feast-registry.js';
import { pythonEnvironment } from '../../support/python-env.js';
import { describeWithPython } from '../../support/real-parts.js';
import { readAll, upstreams, type CollectingSink } from '../../unit/connectors/mlflow/collecting-sink.js';

const SERVICE = 'feast-shop';
const SET_UP_MS = 10 * 60_000;
const folder = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const column = (namespace: string, table: string, name: string): string =>
  entityId('Column', namespace, table, name);

describeWithPython("a shop's feature store", () => {
  let registry: FeastRegistry;
  let sink: CollectingSink;
  let listing: Listing;
  const connector = (options: { projects?: string[] } = {}) =>
    createFeastConnector({
      service: SERVICE,
      url: registry.url,
      onlineStore: 'redis',
      tables: {
        postgres: { namespace: 'postgres://warehouse:5432', database: 'shop' },
        snowflake: { namespace: 'snowflake://acme-prod' },
        redshift: { namespace: 'redshift://dw.eu-west-1:5439' },
      },
      ...options,
    });

  beforeAll(async () => {
    registry = await startFeast(await pythonEnvironment('feast'));
    await registry.apply('shop', folder('shop'));
    await registry.apply('loyalty', folder('loyalty'));
    ({ sink, listing } = await readAll(connector()));
  }, SET_UP_MS);
  afterAll(() => registry.stop());

  const feature = (view: string, name: string) =>
    sink.one('StoredFeature', { featureTable: `shop.${view}`, feature: name });
  const madeFrom = (view: string, name: string) => upstreams(feature(view, name), 'DERIVED_FROM');

  test('is read to its end, every page of it, each thing once and nothing refused', () => {
    expect(listing).toMatchObject({ complete: true });
    expect(sink.rejections).toEqual([]);
    expect(sink.repeated).toEqual([]);
    const wide = sink.of('MLFeatureTable').filter(({ name }) => String(name).startsWith('wide_'));
    expect(wide).toHaveLength(120);
    expect(sink.one('MLModelService')).toMatchObject({ platform: 'Feast', softwareVersion: '0.67.0' });
  });

  test('has a feature table for each view, with its keys, words and stores', () => {
    expect(sink.one('MLFeatureTable', { featureTable: 'shop.customer_stats' })).toMatchObject({
      name: 'customer_stats',
      description: 'What a customer did',
      owners: ['ada@shop.example'],
      tags: ['team=growth'],
      entityKeys: ['customer_id'],
      onlineStore: 'redis',
      offlineStore: 'postgres',
    });
    const profile = sink.one('MLFeatureTable', { featureTable: 'shop.profile' });
    expect(profile).toMatchObject({ entityKeys: ['customer_id', 'account_no'], offlineStore: 'file' });
    expect(profile).not.toHaveProperty('onlineStore');
    expect(sink.one('MLFeatureTable', { featureTable: 'shop.rates' })).not.toHaveProperty('entityKeys');
  });

  test('keeps views of one name in two projects apart', () => {
    expect(sink.one('MLFeatureTable', { featureTable: 'loyalty.customer_stats' })).toMatchObject({
      entityKeys: ['member_id'],
    });
  });

  test('records the column that each feature is made from, by the mapping or by its own name', () => {
    const table = ['postgres://warehouse:5432', 'shop.public.customer_features'] as const;
    expect(madeFrom('customer_stats', 'balance_eur')).toEqual([column(...table, 'bal_eur')]);
    expect(feature('customer_stats', 'count_30d')).toMatchObject({
      dataType: 'INT64',
      description: 'Orders in 30 days',
      tags: ['unit=orders'],
      position: 0,
      edges: [{ type: 'DERIVED_FROM', upstream: column(...table, 'count_30d') }],
    });
  });

  test.each([
    ['sales', 'sales_30d', 'bigquery', 'acme.shop.sales'],
    ['visits', 'visits_30d', 'snowflake://acme-prod', 'DB.PUBLIC.VISITS'],
    ['returns', 'returns_30d', 'redshift://dw.eu-west-1:5439', 'dw.mart.returns'],
    ['clicks', 'clicks_30d', 'feast://feast-shop', 'lake.clicks'],
    ['profile', 'country', 's3://lake', 'profiles/part.parquet'],
    ['rates', 'usd_per_eur', 'gs://bucket', 'rates'],
    ['live', 'live_count', 'file', '/data/live.parquet'],
    ['asked', 'x', 'feast://feast-shop', 'shop.asked'],
  ])('names the table of %s as OpenLineage would', (view, name, namespace, table) => {
    expect(madeFrom(view, name)).toEqual([column(namespace, table, name)]);
    expect(sink.one('Table', { namespace, table })).toBeDefined();
  });

  test('says that a streamed feature comes from the topic and from the rows it is kept in', () => {
    expect(madeFrom('stream', 'stream_clicks')).toEqual([
      column('feast://feast-shop', 'data/stream.parquet', 'stream_clicks'),
      column('kafka://kafka-1:9092', 'clicks', 'stream_clicks'),
    ]);
  });

  test('says of a table what its data source says, and names the keys and times among its columns', () => {
    expect(sink.one('Table', { table: 'shop.public.customer_features' })).toMatchObject({
      datasetType: 'TABLE',
      description: 'One row a customer a day',
      owners: ['dana'],
      tags: ['tier=gold'],
    });
    const columns = sink.of('Column').filter(({ table }) => table === 'shop.public.customer_features');
    expect(columns.map((found) => found['column'])).toEqual([
      ...['bal_eur', 'count_30d', 'customer_id', 'loaded_at', 'ts'],
    ]);
  });

  test('infers that a feature on demand may be made from all that its view is given', () => {
    const { edges } = feature('amount_share', 'share');
    const input = (name: string): object => ({
      type: 'DERIVED_FROM',
      upstream: entityId('StoredFeature', SERVICE, 'shop.customer_stats', name),
      stated: 'INFERRED',
      rule: 'any-input-of-on-demand-view',
    });
    expect(edges).toEqual([input('balance_eur'), input('count_30d')]);
  });

  test('has a feature table for each service, whose features are those of the views', () => {
    expect(sink.one('MLFeatureTable', { featureTable: 'shop.feature_service:churn_v1' })).toMatchObject({
      name: 'churn_v1',
      description: 'What churn takes',
      owners: ['mlops'],
      tags: ['model=churn'],
    });
    expect(madeFrom('feature_service:churn_v1', 'country')).toEqual([
      entityId('StoredFeature', SERVICE, 'shop.profile', 'country'),
    ]);
    const served = sink
      .of('StoredFeature')
      .filter(({ featureTable }) => featureTable === 'shop.feature_service:churn_v1');
    expect(served.map((one) => one['feature'])).toEqual(['count_30d', 'balance_eur', 'country', 'share']);
  });

  test('tells features of one name in a service apart as Feast does, by the name of the view there', () => {
    expect(madeFrom('feature_service:side_by_side', 'wide_000__value')).toEqual([
      entityId('StoredFeature', SERVICE, 'shop.wide_000', 'value'),
    ]);
    expect(madeFrom('feature_service:side_by_side', 'other__value')).toEqual([
      entityId('StoredFeature', SERVICE, 'shop.wide_001', 'value'),
    ]);
  });

  test('reads only the projects that are asked for, and refuses one that is not there', async () => {
    const { sink: some } = await readAll(connector({ projects: ['loyalty'] }));
    expect(some.of('MLFeatureTable').map((one) => one['featureTable'])).toEqual(['loyalty.customer_stats']);
    await expect(readAll(connector({ projects: ['shopp'] }))).rejects.toThrow(
      /no project "shopp"; it has.* shop/,
    );
  });

  test('answers a second reading with the same documents', async () => {
    expect([...(await readAll(connector())).sink.documents]).toEqual([...sink.documents]);
  });

  test(
    'tells by a delta what changed, so that both together are what a full reading gives',
    async () => {
      const identity = await connector().identity?.(new AbortController().signal);
      await registry.apply('shop', folder('shop'), { CHANGED: '1' });
      const full = (await readAll(connector())).sink.documents;
      const delta = await readAll(connector(), { first: [], since: listing.watermark ?? '' });
      expect(delta.listing.complete).toBe(true);
      const views = delta.sink.of('MLFeatureTable').map(({ name }) => name);
      expect(views).toEqual(expect.arrayContaining(['customer_stats', 'newest']));
      // The one that was the newest before is told again; what lies before it is not.
      expect(views.filter((name) => String(name).startsWith('wide_')).length).toBeLessThan(120);
      expect(new Map([...sink.documents, ...delta.sink.documents])).toEqual(full);
      expect(Date.parse(delta.listing.watermark ?? '')).toBeGreaterThan(Date.parse(listing.watermark ?? ''));
      expect(await connector().identity?.(new AbortController().signal)).toBe(identity);
      expect(identity).toMatch(/ since 20/);
    },
    SET_UP_MS,
  );
});
