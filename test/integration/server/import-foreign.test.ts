import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config.js';
import { createLog, openCatalog, startServer } from '../../../src/main.js';
import { temporaryDirectory } from '../../support/temp-dir.js';

describe('POST /import?from=', () => {
  let url: string;
  let catalogText: string;
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    catalogText = await readFile('test/unit/jsonld/foreign/documents/catalog.ttl', 'utf8');
    const { path, remove } = await temporaryDirectory('import-foreign');
    const loaded = loadConfig({ data: path, port: 0 }, {});
    const synced = { name: 'open-data', type: 'files', path: 'declared/*.yaml' };
    const config = { ...loaded, services: [synced] } as typeof loaded;
    const catalog = await openCatalog(config);
    const server = await startServer(config, catalog, { orAnotherPort: true, log: createLog('silent') });
    url = server.url;
    ends.push(
      remove,
      () => catalog.close(),
      () => server.close(),
    );
  });
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });

  const send = async (query: string, body = catalogText, type = 'text/turtle') => {
    const response = await fetch(`${url}/import?${query}`, {
      ...{ method: 'POST', body, headers: { 'content-type': type } },
    });
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
  };
  const tables = async (): Promise<number> => {
    const text = await (await fetch(`${url}/export?kind=Table&format=ndjson`)).text();
    return text.split('\n').filter(Boolean).length;
  };

  it('tells of a dry run what it would take, and writes nothing', async () => {
    const { status, answer } = await send('from=dcat&service=partner&dryRun=true');
    expect(status).toBe(200);
    expect(answer).toMatchObject({ state: 'PLANNED', source: 'partner', aside: expect.anything() });
    expect(await tables()).toBe(0);
  });

  it('takes a catalog of data sets in, once', async () => {
    const { status, answer } = await send('from=auto&service=partner');
    expect(status).toBe(200);
    const taken = answer['taken'] as Record<string, number>;
    expect(answer).toMatchObject({ state: 'COMPLETE', rejected: [] });
    expect(taken['Table']).toBe(3);
    // One of them is made from a data set that the document does not describe.
    expect(await tables()).toBe(4);
    const again = await send('from=auto&service=partner');
    expect(again.answer).toMatchObject({ created: 0, updated: 0 });
  });

  it.each([
    ['from=rdfs', /from is the vocabulary of the document/],
    ['from=dcat&service=open-data', /open-data is synced/],
    ['from=dcat&service=headwater', /a name of the catalog's own/],
  ])('refuses %s with 400 and says what to do', async (query, message) => {
    const { status, answer } = await send(query);
    expect(status).toBe(400);
    expect(answer['message']).toMatch(message);
  });

  it('says where a document that cannot be read is broken', async () => {
    const { status, answer } = await send('from=dcat&service=partner', '<a> <b> "c" .\n<a> <b .\n');
    expect(status).toBe(400);
    expect(answer['message']).toMatch(/line 2/);
  });

  it('answers 415 to a type that it does not read', async () => {
    expect((await send('from=dcat', '{}', 'application/yaml')).status).toBe(415);
  });
});
