import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportAll, exportEntity } from '../../src/catalog/browse/export-entities.js';
import { entityDocument } from '../../src/jsonld/serialize-entity.js';
import { toNQuads } from '../../src/jsonld/to-rdf.js';
import { writeEntities } from '../../src/jsonld/write-export.js';
import { ENTITY_KINDS } from '../../src/model/entities.js';
import { catalogOf, type TestCatalog } from '../unit/jsonld/support/catalog-of.js';
import * as churn from '../unit/jsonld/support/churn-documents.js';
import { fullDocuments, fullId } from '../unit/jsonld/support/full-documents.js';
import { brokenCopies } from './support/broken-copies.js';
import { byText, findingsByJavaScript, findingsInQuads, parseNQuads, readTurtle, SHAPES } from './support/validators.js';

const BASE = 'https://catalog.example';
let catalog: TestCatalog;
let full: TestCatalog;
beforeAll(async () => {
  catalog = await catalogOf(churn.churnDocuments());
  full = await catalogOf(fullDocuments());
});
afterAll(() => Promise.all([catalog.close(), full.close()]));

describe('documents held against our own shapes by rdf-validate-shacl', () => {
  it.each(ENTITY_KINDS)('nothing is found in a %s with every property filled', async (kind) => {
    const document = entityDocument(await exportEntity(full.reader, fullId(kind)), { base: BASE });
    expect(await findingsByJavaScript(await toNQuads(document), SHAPES.headwater)).toEqual([]);
  });

  it('nothing is found in everything at once', async () => {
    for (const { reader } of [catalog, full]) {
      let nQuads = '';
      for await (const piece of writeEntities(exportAll(reader), 'nquads', { base: BASE })) nQuads += piece;
      expect(await findingsByJavaScript(nQuads, SHAPES.headwater)).toEqual([]);
    }
  });
});

describe.each(Object.entries(SHAPES))('copies of things of which one is broken, by the shapes of %s', (name, file) => {
  it('are found broken in just that, each of them', async () => {
    let nQuads = '';
    for await (const piece of writeEntities(exportAll(full.reader), 'nquads', { base: BASE })) nQuads += piece;
    const graph = parseNQuads(nQuads);
    const copies = brokenCopies(await readTurtle(file), graph, { all: false });
    console.log(name, copies.length, copies.filter((c) => c.expected.length === 1).length);
    const t = Date.now();
    const findings = await findingsInQuads([...graph, ...copies.flatMap(({ quads }) => quads)], file);
    console.log(Date.now() - t);
    expect(findings).toEqual(copies.flatMap(({ expected }) => expected).sort(byText));
  }, 100_000);
});
