import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportAll, exportEntity } from '../../../src/catalog/browse/export-entities.js';
import { entityDocument } from '../../../src/jsonld/serialize-entity.js';
import type { JsonObject } from '../../../src/jsonld/context.js';
import { ENTITY_KINDS } from '../../../src/model/entities.js';
import { catalogOf, type TestCatalog } from './support/catalog-of.js';
import { fullDocuments, fullId } from './support/full-documents.js';
import { HOSTILE_ADDRESSES, HOSTILE_NAMES, hostileDocuments } from './support/hostile-names.js';
import { canonical, canonicalOfNQuads, expand, fromNQuads, toNQuadsByJudge } from './support/judge.js';

const BASE = 'https://catalog.example';

/** To N-Quads and back, and the same graph on every leg under RDFC-1.0. */
async function expectRoundTrip(document: JsonObject): Promise<void> {
  await expand(document);
  const before = await canonical(document);
  const quads = await toNQuadsByJudge(document);
  expect(quads).not.toContain('_:');
  const back = await fromNQuads(quads);
  expect(await canonicalOfNQuads(quads)).toBe(before);
  expect(await canonical(back)).toBe(before);
  expect(await canonicalOfNQuads(await toNQuadsByJudge(back))).toBe(before);
}

describe('to N-Quads and back', () => {
  let catalog: TestCatalog;
  beforeAll(async () => {
    catalog = await catalogOf(fullDocuments());
  });
  afterAll(() => catalog.close());

  it.each(ENTITY_KINDS)('a %s with every property filled stays the same graph', async (kind) => {
    await expectRoundTrip(entityDocument(await exportEntity(catalog.reader, fullId(kind)), { base: BASE }));
  });

  it.each(Object.entries(HOSTILE_NAMES))('things named with %s stay the same graph', async (_, name) => {
    const hostile = await catalogOf(hostileDocuments(name));
    for await (const entity of exportAll(hostile.reader))
      await expectRoundTrip(entityDocument(entity, { base: BASE }));
    await hostile.close();
  });

  it('a data type of 20,000 characters stays the same graph', async () => {
    const key = { service: 's', model: 'm', version: '1' };
    const long = await catalogOf([
      { kind: 'MLFeature', ...key, feature: 'f', dataType: '顧'.repeat(20_000) },
    ]);
    for await (const entity of exportAll(long.reader, { kinds: ['MLFeature'] }))
      await expectRoundTrip(entityDocument(entity, { base: BASE }));
    await long.close();
  });

  it('addresses that are no IRIs stay the texts that they are', async () => {
    const hostile = await catalogOf(
      HOSTILE_ADDRESSES.map((url, index) => ({
        kind: 'Deployment',
        ...{ service: 'scoring', endpoint: String(index), url },
      })),
    );
    const texts: unknown[] = [];
    for await (const entity of exportAll(hostile.reader, { kinds: ['Deployment'] })) {
      const document = entityDocument(entity, { base: BASE });
      await expectRoundTrip(document);
      texts.push(document['hw:url']);
    }
    await hostile.close();
    expect(texts).toEqual(HOSTILE_ADDRESSES);
  });
});
