import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportAll, exportEntity } from '../../src/catalog/browse/export-entities.js';
import { entityDocument } from '../../src/jsonld/serialize-entity.js';
import { writeEntities } from '../../src/jsonld/write-export.js';
import { ENTITY_KINDS } from '../../src/model/entities.js';
import { describeWithPython, python } from '../support/real-parts.js';
import { catalogOf, type TestCatalog } from '../unit/jsonld/support/catalog-of.js';
import * as churn from '../unit/jsonld/support/churn-documents.js';
import { fullDocuments, fullId } from '../unit/jsonld/support/full-documents.js';
import { HOSTILE_NAMES, hostileDocuments } from '../unit/jsonld/support/hostile-names.js';
import { toNQuadsByJudge } from '../unit/jsonld/support/judge.js';
import { CONTROLS, without, type Control } from './support/negative-controls.js';
import { findingsByJavaScript, parseNQuads, verdictsByPython } from './support/validators.js';

const BASE = 'https://catalog.example';
const CLASSES: Readonly<Record<string, string>> = {
  [churn.VERSION]: 'it6:MachineLearningModel',
  [churn.FEATURE]: 'it6:Feature',
  [churn.TABLE]: 'dcat:Dataset',
  [churn.FEATURE_TABLE]: 'dcat:Dataset',
  [churn.STORED_FEATURE]: 'it6:Feature',
  [churn.TEAM]: 'foaf:Agent',
  [churn.COMMENT]: 'oa:Annotation',
  [churn.RUN]: 'prov:Activity',
  [churn.DEPLOYMENT]: 'dcat:DataService',
  [churn.ARTIFACT]: 'it6:File',
  [churn.METRIC]: 'dqv:QualityMeasurement',
  [churn.SERVICE]: 'dcat:Catalog',
};

let catalog: TestCatalog;
let full: TestCatalog;
beforeAll(async () => {
  catalog = await catalogOf(churn.churnDocuments());
  full = await catalogOf(fullDocuments());
});
afterAll(() => Promise.all([catalog.close(), full.close()]));

const documentOf = async (id: string, { reader } = catalog) =>
  entityDocument(await exportEntity(reader, id), { base: BASE });

const controlledTriples = async ({ document, node, takenOut, from }: Control): Promise<string> =>
  without(await toNQuadsByJudge(await documentOf(document)), BASE, { node, takenOut, from });

const statementsIn = (nQuads: string): string[] =>
  parseNQuads(nQuads)
    .map((quad) => JSON.stringify(quad))
    .sort();

describe('documents held against MLDCAT-AP 3.1 by rdf-validate-shacl', () => {
  it.each(Object.entries(CLASSES))('%s claims %s and nothing is found in it', async (id, claimed) => {
    const document = await documentOf(id);
    expect(document['@type']).toContain(claimed);
    expect(await findingsByJavaScript(await toNQuadsByJudge(document))).toEqual([]);
  });

  it.each(ENTITY_KINDS)('nothing is found in a %s with every property filled', async (kind) => {
    const document = await documentOf(fullId(kind), full);
    expect(await findingsByJavaScript(await toNQuadsByJudge(document))).toEqual([]);
  });

  it.each(Object.entries(HOSTILE_NAMES))('nothing is found in things named with %s', async (_, name) => {
    const hostile = await catalogOf(hostileDocuments(name));
    for await (const entity of exportAll(hostile.reader))
      expect(await findingsByJavaScript(await toNQuadsByJudge(entityDocument(entity, { base: BASE })))).toEqual([]);
    await hostile.close();
  });

  it('nothing is found in everything at once', async () => {
    let nQuads = '';
    for await (const piece of writeEntities(exportAll(catalog.reader), 'nquads', { base: BASE }))
      nQuads += piece;
    expect(await findingsByJavaScript(nQuads)).toEqual([]);
  });

  it.each(CONTROLS.map((control) => [control.title, control] as const))(
    '%s is found missing, and nothing else',
    async (_, control) => {
      const findings = await findingsByJavaScript(await controlledTriples(control));
      expect(findings).toEqual(control.expected(BASE));
    },
  );
});

describeWithPython('documents held against MLDCAT-AP 3.1 by pyshacl', () => {
  it('reads the same statements as jsonld.js and finds nothing in any document', async () => {
    const documents = await Promise.all([
      ...Object.keys(CLASSES).map((id) => documentOf(id)),
      ...ENTITY_KINDS.map((kind) => documentOf(fullId(kind), full)),
    ]);
    const verdicts = await verdictsByPython(python().python, documents);
    for (const [index, { findings, triples }] of verdicts.entries()) {
      const document = documents[index] ?? {};
      expect(findings, String(document['@id'])).toEqual([]);
      expect(statementsIn(triples.join('\n'))).toEqual(statementsIn(await toNQuadsByJudge(document)));
    }
  }, 180_000);

  it('finds in each negative control what rdf-validate-shacl finds', async () => {
    const texts = await Promise.all(CONTROLS.map(controlledTriples));
    const verdicts = await verdictsByPython(python().python, texts);
    for (const [index, control] of CONTROLS.entries())
      expect(verdicts[index]?.findings, control.title).toEqual(control.expected(BASE));
  }, 180_000);
});
