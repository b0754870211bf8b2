import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextFor } from '../../../../src/jsonld/context.js';
import type { LinkedDataForm } from '../../../../src/jsonld/parse/form-of.js';
import { readWhole } from './support.js';

const BASE = 'https://catalog.example';
const table = (more: object = {}): Record<string, unknown> => ({
  '@context': contextFor(['Table']),
  '@id': `${BASE}/Table/db/orders`,
  '@type': ['Table', 'dcat:Dataset', 'prov:Entity'],
  ...{ identifier: 'Table:db/orders', name: 'orders', namespace: 'db', table: 'orders' },
  ...{ since: '2026-11-01T12:00:00.000Z', revision: 1 },
  claims: [
    { '@id': `${BASE}/Table/db/orders#claim-1`, '@type': ['Claim'], source: 'etl', rank: 0, hash: 'h' },
  ],
  ...more,
});
const read = (document: unknown, form: LinkedDataForm = 'jsonld') =>
  readWhole(typeof document === 'string' ? document : JSON.stringify(document), form);
const refusalOf = async (document: unknown, form?: LinkedDataForm) =>
  (await read(document, form)).refusals[0];

describe('bad input', () => {
  let sink: Server;
  let connections = 0;
  let address: string;

  beforeAll(async () => {
    sink = createServer((_, response) => response.end('{}'));
    sink.on('connection', () => (connections += 1));
    await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(sink.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    sink.close();
    expect(connections, 'connections that documents had made').toBe(0);
  });

  it('is none of what is well', async () => {
    expect(await read(table())).toMatchObject({ entities: [{ id: 'Table:db/orders' }], refusals: [] });
  });

  it.each<[string, () => unknown, RegExp, LinkedDataForm?]>([
    ['JSON that breaks off', () => '{"@context": {},\n "a": ', /not JSON.*line 2/],
    ['a wrong line of many', () => `${JSON.stringify(table())}\n{"a": nope}\n`, /line 2, column 7/, 'ndjson'],
    [
      'what lies 10,000 levels deep',
      () => `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
      /nested deeper than 256/,
    ],
    ['a context elsewhere', () => table({ '@context': `${address}/context.jsonld` }), /is not bundled/],
    [
      'an import into a context',
      () => table({ '@context': { '@import': `${address}/c` } }),
      /is not bundled/,
    ],
    ['a circle of terms', () => table({ '@context': { a: 'b:x', b: 'a:y' }, a: 1 }), /cyclic IRI mapping/],
    [
      'a keyword with another meaning',
      () => table({ '@context': { '@type': 'http://x.example/' } }),
      /keyword redefinition/,
    ],
    [
      'statements that are none',
      () => `<${BASE}/Table/db/a> <x:p> "no end .\n`,
      /not N-Quads.*line 1/,
      'nquads',
    ],
    [
      'a context of 10,000 contexts',
      () => table({ '@context': Array.from({ length: 10_000 }, () => ({ a: 'x:y' })) }),
      /the limit is/,
    ],
  ])('%s is refused with where and why', async (_, document, message, form = 'jsonld') => {
    await expect(read(document(), form)).rejects.toThrow(message);
  });

  it.each<[string, () => unknown, string, RegExp]>([
    [
      'an IRI that is not that of its id',
      () => table({ '@id': `${BASE}/Table/db/other` }),
      '/identifier',
      /not those of such a thing/,
    ],
    [
      'an IRI that runs code',
      () => table({ '@id': 'javascript:alert(1)/Table/db/orders' }),
      '/identifier',
      /not those of such/,
    ],
    [
      'an address that runs code',
      () => table({ sourceUrl: { '@id': 'javascript:alert(1)' } }),
      '/sourceUrl',
      /followed safely/,
    ],
    [
      'texts by language',
      () =>
        table({
          '@context': [
            contextFor(['Table']),
            { displayName: { '@id': 'skos:prefLabel', '@container': '@language' } },
          ],
          displayName: { de: 'Bestellungen' },
        }),
      '/displayName',
      /language "de"/,
    ],
    [
      'lists of lists',
      () =>
        table({
          '@context': [contextFor(['Table']), { tags: { '@id': 'dcat:keyword', '@container': '@list' } }],
          tags: [['a'], ['b']],
        }),
      '/tags',
      /a thing where a value belongs/,
    ],
    [
      'two values where there is one',
      () => table({ schemaVersion: ['1', '2'] }),
      '/schemaVersion',
      /2 values/,
    ],
    [
      'several classes',
      () => table({ '@context': contextFor(['MLModel', 'Table']), '@type': ['Table', 'MLModel'] }),
      '/@type',
      /several kinds/,
    ],
    [
      'an edge to another catalog',
      () =>
        table({
          qualifiedDerivation: [
            {
              '@id': `${BASE}/Table/db/orders#x`,
              '@type': ['Statement', 'prov:Derivation'],
              relation: 'DERIVED_FROM',
              entity: 'https://other.example/Table/db/items',
              stated: 'RECORDED',
              by: 'etl',
              since: '2026-11-01T12:00:00.000Z',
            },
          ],
        }),
      '/qualifiedDerivation',
      /no thing of a catalog at/,
    ],
    [
      'a state of the past',
      () => table({ asOf: '2026-11-01T12:00:00.000Z' }),
      '/asOf',
      /as it was at a moment/,
    ],
  ])('%s is refused with the node and the key', async (_, document, pointer, reason) => {
    const refusal = await refusalOf(document());
    expect(refusal?.pointer).toBe(pointer);
    expect(refusal?.reason).toMatch(reason);
  });

  it('a thing of another base than the others is refused, and --base says which is meant', async () => {
    const other = JSON.parse(
      JSON.stringify(table()).replaceAll(BASE, 'https://other.example').replaceAll('orders', 'items'),
    ) as object;
    const lines = `${JSON.stringify(table())}\n${JSON.stringify(other)}\n`;
    expect((await readWhole(lines, 'ndjson')).refusals).toMatchObject([
      { line: 2, node: 'https://other.example/Table/db/items' },
    ]);
    expect((await readWhole(lines, 'ndjson', 'https://other.example')).refusals).toMatchObject([{ line: 1 }]);
  });

  it('a graph of blank nodes that look alike holds no thing, and costs nothing', async () => {
    const nodes = Array.from(
      { length: 200 },
      (_, n) => `_:b${n} <https://x.example/p> _:b${(n * 7 + 1) % 200} .`,
    );
    expect(await read(nodes.join('\n'), 'nquads')).toEqual({ entities: [], refusals: [] });
  });

  it('what others mention in brief is no thing of its own', async () => {
    const { revision: _, since: __, claims: ___, ...brief } = table();
    expect(await read(brief)).toEqual({ entities: [], refusals: [] });
  });
});
