import { readFileSync } from 'node:fs';
import jsonld from 'jsonld';
import { DataFactory, Parser, Store, type Quad } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeCard } from '../../../src/cards/write-card.js';
import { fileOf } from '../../support/card-catalog.js';
import { churnDocuments, VERSION } from '../../unit/jsonld/support/churn-documents.js';
import { fullDocuments, fullId } from '../../unit/jsonld/support/full-documents.js';
import { parseNQuads } from '../support/validators.js';

type Dataset = ConstructorParameters<typeof SHACLValidator>[0];
type Json = Record<string, unknown> & { '@graph': Record<string, unknown>[] };

const read = (name: string): string =>
  readFileSync(new URL(`../spdx-3.0.1/${name}`, import.meta.url), 'utf8');
const { namedNode, quad } = DataFactory;
const RDFS_CLASS = namedNode('http://www.w3.org/2000/01/rdf-schema#Class');
const CONTEXT = 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld';

describe('SPDX documents held against the model of SPDX 3.0.1', () => {
  let model: Quad[];
  let validator: SHACLValidator;
  beforeAll(() => {
    const turtle = new Parser().parse(read('spdx-model.ttl'));
    // Its shapes are classes of OWL, which the validator knows as targets by what RDF Schema calls them alone.
    const classes = turtle.filter(({ object }) => object.value === 'http://www.w3.org/2002/07/owl#Class');
    model = [...turtle, ...classes.map(({ subject, predicate }) => quad(subject, predicate, RDFS_CLASS))];
    validator = new SHACLValidator(new Store(model) as unknown as Dataset);
  });

  async function findings(document: Json): Promise<string[]> {
    const documentLoader = (url: string): Promise<object> => {
      if (url !== CONTEXT) throw new Error(`Nothing is fetched: ${url}`);
      return Promise.resolve({ documentUrl: url, document: JSON.parse(read('spdx-context.jsonld')) as object });
    };
    const options = { format: 'application/n-quads', documentLoader } as object;
    const nquads = (await jsonld.toRDF(document as never, options)) as unknown as string;
    // What the words of its vocabularies are stands in the model.
    const data = new Store([...parseNQuads(nquads), ...model]);
    const { results } = await validator.validate(data);
    return results
      .map(({ focusNode, path, sourceConstraintComponent }) =>
        [focusNode, path, sourceConstraintComponent]
          .map((term) => (term as { value?: string } | null)?.value ?? '')
          .join(' '),
      )
      .filter((line) => !line.startsWith('https://spdx.org/rdf/'));
  }

  const written = async (...given: Parameters<typeof fileOf>): Promise<Json> =>
    JSON.parse(writeCard(await fileOf(...given), 'spdx', { base: 'https://catalog.example' })) as Json;

  it.each([
    ['the champion of a shop', churnDocuments, VERSION],
    ['a version with every property filled', fullDocuments, fullId('MLModelVersion')],
  ])('have nothing wrong in them for %s', async (_, documents, id) => {
    expect(await findings(await written(documents(), id))).toEqual([]);
  });

  it.each([
    ['Relationship', 'to', 'MinCountConstraintComponent'],
    ['dataset_DatasetPackage', 'dataset_datasetType', 'MinCountConstraintComponent'],
    ['Annotation', 'subject', 'MinCountConstraintComponent'],
    ['CreationInfo', 'createdBy', 'MinCountConstraintComponent'],
  ])('would be told of a %s without %s', async (type, property, constraint) => {
    const document = await written(churnDocuments(), VERSION);
    const node = document['@graph'].find((one) => one['type'] === type) ?? {};
    expect(Object.keys(node)).toContain(property);
    delete node[property];
    const found = await findings(document);
    expect(found.length).toBeGreaterThan(0);
    for (const line of found) expect(line).toMatch(new RegExp(`${property.replace(/^.*_/, '')} .*${constraint}$`));
  });
});
