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

const LD = 'http://www.w3.org/ns/json-ld#';
const VERSION = '/entities/customer_churn_predictor@3';

describe('What Accept asks for', () => {
  it.each([
    ['application/ld+json', 'application/ld+json'],
    ['application/json', 'application/json; charset=utf-8'],
    ['text/turtle;q=0.4, application/n-quads;q=0.9', 'application/n-quads'],
    ['text/turtle, */*;q=0.1', 'text/turtle'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
    ['application/ld+json;q=1, text/html;q=0.5', 'application/ld+json'],
    ['image/png', 'application/ld+json'],
    [`application/ld+json;profile="${LD}expanded"`, `application/ld+json; profile="${LD}expanded"`],
    [`application/ld+json;profile="${LD}compacted"`, 'application/ld+json'],
  ])('%s is answered with %s', async (accept, type) => {
    const response = await get(VERSION, accept);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(
      type.includes('json') ? type : `${type}; charset=utf-8`,
    );
    expect(response.headers.get('vary')).toContain('Accept');
  });

  it('as a profile is the form that the document has', async () => {
    const [compacted, expanded, framed] = await Promise.all(
      ['compacted', 'expanded', 'framed'].map(async (form) => {
        const accept = `application/ld+json;profile="${LD}${form}"`;
        return (
          await get('/entities/customer_churn_predictor', accept)
        ).json() as Promise<jsonld.JsonLdDocument>;
      }),
    );
    const documentLoader = (url: string) => Promise.reject(new Error(`It would fetch ${url}`));
    const options = { documentLoader, safe: true } as jsonld.Options.Expand;
    expect(expanded).toEqual(await jsonld.expand(compacted as jsonld.JsonLdDocument, options));
    expect(framed).toMatchObject({
      '@type': expect.arrayContaining(['MLModel']),
      versions: expect.arrayContaining([
        expect.objectContaining({
          usesFeature: expect.arrayContaining([expect.objectContaining({ feature: 'count_30d' })]),
          deployments: expect.anything(),
          metrics: expect.anything(),
        }),
      ]),
    });
  });

  it('and a form that a format does not have is refused', async () => {
    expect((await get(`${VERSION}?format=turtle&form=expanded`)).status).toBe(400);
    expect((await get('/export?form=framed&format=jsonld')).status).toBe(400);
    expect((await get(`${VERSION}?form=flattened`)).status).toBe(400);
  });

  it('names where the context stands, which is there for whoever asks', async () => {
    const link = (await get(VERSION, 'application/json')).headers.get('link') ?? '';
    expect(link).toContain(`rel="${LD}context"`);
    const [, path = ''] = /<([^>]+)>/.exec(link) ?? [];
    expect((await get(path)).headers.get('content-type')).toContain('application/ld+json');
    expect((await get('/schema/model-frame.jsonld')).status).toBe(200);
  });
});

describe('The tag of a document', () => {
  it('is of its content and strong, and saves sending what one has', async () => {
    const first = await get(VERSION);
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"\d+-[\w-]+"$/);
    const conditional = (path: string, accept = '*/*') =>
      fetch(`${server.url}${path}`, { headers: { accept, 'if-none-match': tag } });
    const again = await conditional(VERSION);
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect((await conditional(VERSION, 'text/turtle')).status).toBe(200);
    expect((await conditional('/entities/orders')).status).toBe(200);
  });

  it('comes with HEAD too, without the document', async () => {
    const response = await fetch(`${server.url}${VERSION}`, { method: 'HEAD' });
    expect(response.headers.get('etag')).toBe((await get(VERSION)).headers.get('etag'));
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(1000);
    const stream = await fetch(`${server.url}/export`, { method: 'HEAD' });
    expect([stream.status, stream.headers.get('etag'), await stream.text()]).toEqual([200, null, '']);
  });
});

describe('Every IRI in a document', () => {
  /** All that is named in a document, without its fragments. */
  function namedIn(value: unknown, base: string): string[] {
    if (typeof value === 'string' && value.startsWith(`${base}/`))
      return [value.slice(base.length).replace(/#.*$/, '')];
    if (Array.isArray(value)) return value.flatMap((item) => namedIn(item, base));
    return typeof value === 'object' && value !== null
      ? Object.values(value).flatMap((item) => namedIn(item, base))
      : [];
  }

  it('answers at its own path, for machines and for people', async () => {
    const { baseIri } = server.config;
    const lines = (await (await get('/export')).text()).trim().split('\n');
    const paths = new Set(
      lines.flatMap((line) => {
        const { '@context': _, ...document } = JSON.parse(line) as Record<string, unknown>;
        return namedIn(document, baseIri);
      }),
    );
    expect([...paths].some((path) => path.startsWith('/Concept/'))).toBe(true);
    expect([...paths].some((path) => path.startsWith('/Agent/'))).toBe(true);
    const missing: string[] = [];
    const chosen = [...paths].filter((path, index) => /^\/(Concept|Agent)\//.test(path) || index % 10 === 0);
    for (const path of chosen) {
      const response = await get(path, 'application/ld+json');
      const { '@id': id } = (await response.json()) as { '@id': string };
      if (id !== `${baseIri}${path}`) missing.push(path);
      if ((await get(path, 'text/html')).status !== 200) missing.push(`${path} as a page`);
    }
    expect(missing).toEqual([]);
  });

  it('is for people a plain page that runs nothing', async () => {
    const response = await get(`/${COLUMN}`, 'text/html');
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    const page = await response.text();
    expect(page).toContain('<h1>count_30d</h1>');
    expect(page).toContain('href="/Table/postgres%3A%2F%2Fwarehouse%3A5432/shop.public.orders"');
    expect(page).toContain('?format=turtle');
    expect(page).not.toMatch(/<script|javascript:| on\w+=/i);
  });

  it('of a concept with a hostile name is escaped', async () => {
    const response = await get('/Concept/dataType/%3Cscript%3Ealert(1)%3C%2Fscript%3E', 'text/html');
    const page = await response.text();
    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;script&gt;');
  });

  it.each(['/Table/nowhere/nothing', '/Concept/nothing/x', '/Agent/%E0%A4%A'])(
    'that leads nowhere (%s) is told in the way that was asked for',
    async (path) => {
      const page = await get(path, 'text/html');
      expect([400, 404]).toContain(page.status);
      const json = await get(path, 'application/ld+json');
      expect(json.status).toBe(page.status);
      expect(json.headers.get('content-type')).toContain('application/json');
      if (page.status === 404) expect(page.headers.get('content-type')).toContain('text/html');
    },
  );
});

describe('A part of everything', () => {
  const linesOf = async (query: string) =>
    (await (await get(`/export?${query}`, 'application/x-ndjson')).text())
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('is what a service holds and what it describes', async () => {
    const lines = await linesOf('service=mlflow-prod');
    const kinds = new Set(lines.map((line) => (line['@type'] as string[])[0]));
    expect(kinds).toContain('MLModelVersion');
    for (const { service } of lines.filter((line) => line['service'] !== undefined))
      expect(service).toBe('mlflow-prod');
    expect(lines.length).toBeLessThan((await linesOf('')).length);
  });

  it('is what a filter lets through', async () => {
    const deployments = await linesOf('kind=Deployment&state=in_service');
    expect(deployments.length).toBeGreaterThan(0);
    for (const { state } of deployments) expect(state).toBe('IN_SERVICE');
    expect(await linesOf('kind=Deployment&owner=nobody')).toEqual([]);
  });

  it('is a model with all that hangs on it', async () => {
    const lines = await linesOf('thing=customer_churn_predictor&tree=true');
    const kinds = new Set(lines.map((line) => (line['@type'] as string[])[0]));
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'MLModel',
        'MLModelVersion',
        'MLFeature',
        'Metric',
        'HyperParameter',
        'Deployment',
        'Table',
      ]),
    );
    expect(new Set(lines.map((line) => line['@id'])).size).toBe(lines.length);
  });

  it('is the things and edges of a lineage answer, which says whether it is complete', async () => {
    const [answer, ...things] = await linesOf('lineage=orders.count_30d&direction=downstream');
    expect(answer).toMatchObject({
      '@type': ['LineageAnswer'],
      direction: 'DOWNSTREAM',
      complete: true,
      hidden: 0,
    });
    expect(things.length).toBeGreaterThan(3);
    expect(things.some((thing) => thing['qualifiedDerivation'] !== undefined)).toBe(true);
    for (const thing of things) expect(thing).not.toHaveProperty('claims');
    const [cut] = await linesOf('lineage=orders.count_30d&direction=downstream&depth=1');
    expect(cut).toMatchObject({ complete: false, cut: [expect.objectContaining({ reason: 'DEPTH' })] });
  });

  it('is the things of an impact answer, each with what happens to it', async () => {
    const [answer, ...things] = await linesOf('impactOf=orders.count_30d&change=drop');
    expect(answer).toMatchObject({ '@type': ['ImpactAnswer'], change: 'DROP', complete: true });
    const suffering = things.flatMap((thing) => (thing['consequences'] ?? []) as Record<string, unknown>[]);
    expect(suffering).toContainEqual(expect.objectContaining({ severity: 'CRITICAL', effect: 'BREAKS' }));
  });

  it('is with its history what happened to each thing, as activities of PROV-O', async () => {
    const [document] = await linesOf('thing=customer_churn_predictor@3&history=true');
    const changes = document?.['changes'] as Record<string, unknown>[];
    expect(changes[0]).toMatchObject({
      '@type': ['Change', 'prov:Activity'],
      action: 'CREATED',
      generated: { '@type': ['Revision', 'prov:Entity'], specializationOf: document?.['@id'] },
    });
    const [node] = await jsonld.expand(
      document as jsonld.JsonLdDocument,
      { safe: true } as jsonld.Options.Expand,
    );
    expect(JSON.stringify(node)).toContain('http://www.w3.org/ns/prov#wasAssociatedWith');
  });

  it.each([
    ['serivce=x', 'serivce'],
    ['kind=Modell', 'kind'],
    ['asOf=yesterday', 'asOf'],
    ['asOf=2999-01-01', 'asOf'],
    ['tree=true', 'tree'],
    ['thing=orders&kind=Table', 'thing'],
    ['lineage=orders&history=true', 'history'],
    ['direction=downstream', 'direction'],
    ['lineage=orders&state=in_service', 'state'],
  ])('is refused with the parameter that is wrong: %s', async (query, field) => {
    const response = await get(`/export?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'BAD_INPUT', field });
  });
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
