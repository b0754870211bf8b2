import jsonld from 'jsonld';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTITY_KINDS } from '../../../src/model/entities.js';
import { startExampleServer, type ExampleServer } from '../../support/example-catalog.js';

let server: ExampleServer;
beforeAll(async () => {
  server = await startExampleServer();
});
afterAll(() => server.close());

const get = (path: string, accept = '*/*') => fetch(`${server.url}${path}`, { headers: { accept } });
const COLUMN = 'Column/postgres%3A%2F%2Fwarehouse%3A5432/shop.public.orders/count_30d';

describe('The document of one entity', () => {
  it.each([
    ['its id as a path', `/entities/${COLUMN}`],
    ['its id', `/entities/${COLUMN.replace('/', ':')}`],
    ['a name', '/entities/orders.count_30d'],
    ['the path of its own IRI', `/${COLUMN}`],
    [
      'an id that a client encoded more than it must',
      `/entities/${COLUMN.replace('count_30d', '%63ount_30d')}`,
    ],
  ])('is found by %s', async (_, path) => {
    const response = await get(path, 'application/ld+json');
    expect(response.headers.get('content-type')).toContain('application/ld+json');
    expect(((await response.json()) as { '@id': string })['@id']).toBe(`${server.config.baseIri}/${COLUMN}`);
  });

  it.each([
    ['text/turtle', /@prefix/],
    ['application/n-quads', /^<http/],
  ])('comes as %s when that is asked for', async (type, expected) => {
    const response = await get('/entities/orders', type);
    expect(response.headers.get('content-type')).toContain(type);
    expect(await response.text()).toMatch(expected);
  });

  it('is JSON-LD that a standard processor takes without fetching anything or dropping a key', async () => {
    const document = (await (
      await get('/entities/customer_churn_predictor@3')
    ).json()) as jsonld.JsonLdDocument;
    const documentLoader = (url: string) => Promise.reject(new Error(`It would fetch ${url}`));
    const expanded = await jsonld.expand(document, { documentLoader, safe: true } as jsonld.Options.Expand);
    expect(expanded.length).toBeGreaterThan(0);
  });

  it('is NOT_FOUND with near names for what there is not', async () => {
    const response = await get('/entities/order');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each(['/entities/%E0%A4%A', '/entities/..%2f..%2fetc%2fpasswd', '/Table/%00'])(
    'is refused in order for %s',
    async (path) => {
      const response = await get(path);
      expect([400, 404]).toContain(response.status);
      expect(await response.text()).not.toMatch(/node_modules/);
    },
  );
});

describe('Everything', () => {
  it('streams as one document per line, each of which names its thing', async () => {
    const response = await get('/export');
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { '@id': string });
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    const totals = await Promise.all(ENTITY_KINDS.map((kind) => server.catalog.ports.entities.count(kind)));
    expect(new Set(lines.map((line) => line['@id'])).size).toBe(totals.reduce((sum, total) => sum + total));
  });

  it('refuses a format that there is not, and names those there are', async () => {
    const response = await get('/export?format=xml');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('turtle');
  });
});
