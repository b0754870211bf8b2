import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportEntity } from '../../../src/catalog/browse/export-entities.js';
import { entityDocument } from '../../../src/jsonld/serialize-entity.js';
import { relationTerm } from '../../../src/jsonld/relation-terms.js';
import { propertyTerm, SERIES_PROPERTIES } from '../../../src/jsonld/term-table.js';
import { expandCurie, PREFIXES } from '../../../src/jsonld/vocabularies.js';
import { ENTITY_KINDS, type EntityKind } from '../../../src/model/entities.js';
import { entityDefinition } from '../../../src/model/registry.js';
import { catalogOf, type TestCatalog } from './support/catalog-of.js';
import * as churn from './support/churn-documents.js';
import { fullDocument, fullDocuments, fullId } from './support/full-documents.js';
import { expand, type ExpandedNode } from './support/judge.js';

const BASE = 'https://catalog.example';

let full: TestCatalog;
let small: TestCatalog;
beforeAll(async () => {
  full = await catalogOf(fullDocuments());
  small = await catalogOf(churn.churnDocuments());
});
afterAll(() => Promise.all([full.close(), small.close()]));

const documentOf = async (id: string, { reader }: TestCatalog) =>
  entityDocument(await exportEntity(reader, id), { base: BASE });

async function expanded(kind: EntityKind): Promise<ExpandedNode> {
  const [node] = await expand(await documentOf(fullId(kind), full));
  return node as ExpandedNode;
}

/** The texts of a property, whether it has literals, JSON or named things. */
function textsOf(values: unknown): string[] {
  return (values as Record<string, unknown>[]).map((value) => {
    const named = value[`${PREFIXES.skos}notation`] ?? value[`${PREFIXES.foaf}name`];
    if (named) return (named as { '@value': string }[])[0]?.['@value'] ?? '';
    const plain = value['@value'] ?? value['@id'];
    return typeof plain === 'object' ? JSON.stringify(plain) : String(plain);
  });
}

const textOf = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

describe('a document of a kind with every property filled', () => {
  it.each(ENTITY_KINDS)('says all that %s has, and a processor drops nothing of it', async (kind) => {
    const node = await expanded(kind);
    const document = fullDocument(kind);
    for (const [name, options] of entityDefinition(kind).properties) {
      if (SERIES_PROPERTIES.has(name)) continue;
      const texts = textsOf(node[expandCurie(propertyTerm(kind, name, options))]);
      const values = options.ordered ? [document[name]] : [document[name]].flat();
      for (const value of values) expect(texts, name).toContain(textOf(value));
    }
  });

  it.each(ENTITY_KINDS)('has an edge and its statement for all that a %s depends on', async (kind) => {
    const node = await expanded(kind);
    const statements = ['Influence', 'Derivation', 'Generation', 'Usage']
      .flatMap((name) => (node[`${PREFIXES.prov}qualified${name}`] ?? []) as ExpandedNode[])
      .map((statement) => statement[`${PREFIXES.hw}relation`] as { '@value': string }[]);
    for (const { type } of fullDocument(kind).edges ?? []) {
      expect(node[expandCurie(relationTerm(kind, type))], type).not.toHaveLength(0);
      expect(statements.flat()).toContainEqual({ '@value': type });
    }
    expect(statements).toHaveLength(fullDocument(kind).edges?.length ?? 0);
  });

  it('tells the history of a metric point by point', async () => {
    const node = await expanded('Metric');
    const points = node[`${PREFIXES.hw}point`] as ExpandedNode[];
    expect(points.map((point) => point['@id'].split('#')[1])).toEqual(['point-0', 'point-1']);
    expect(points.map((point) => point[`${PREFIXES.dqv}value`])).toEqual([
      [{ '@value': '0.5', '@type': `${PREFIXES.xsd}decimal` }],
      [{ '@value': '0.0000001', '@type': `${PREFIXES.xsd}decimal` }],
    ]);
  });
});

describe('the document of a version', () => {
  it('begins with its context and reads as a tree', async () => {
    const document = await documentOf(churn.VERSION, small);
    expect(Object.keys(document).slice(0, 4)).toEqual(['@context', '@id', '@type', 'identifier']);
    expect(document).toMatchObject({
      '@id': `${BASE}/MLModelVersion/mlflow-prod/customer_churn_predictor/3`,
      '@type': ['MLModelVersion', 'it6:MachineLearningModel', 'mls:Model', 'fair4ml:MLModel', 'prov:Entity'],
      name: 'customer_churn_predictor 3',
      version: '3',
      createdAt: '2026-11-03T09:20:00.000Z',
      partOf: { '@type': ['MLModel', 'dcat:Resource', 'prov:Entity'] },
      usesFeature: [{ name: 'count_30d', dataType: { notation: 'double' } }],
      trainedOn: [
        { '@type': ['Table', 'dcat:Dataset', 'prov:Entity'], name: 'shop.public.customer_features' },
      ],
      evaluatedOn: [{ name: 'shop.public.customers_2025' }],
      metrics: [{ value: '0.92', metric: { notation: 'auc' } }],
      hyperParameters: [{ value: '4', parameter: { notation: 'max_depth' } }],
      files: [{ uri: { '@id': 'mlflow-artifacts:/1/models/m-1/artifacts/MLmodel' } }],
      predictions: [{ name: 'shop.public.churn_scores' }],
    });
  });

  it('has an IRI for every node, so that no node is blank', async () => {
    for (const id of [churn.VERSION, churn.METRIC, churn.TABLE]) {
      const [node] = await expand(await documentOf(id, small));
      expect(blankNodes(node)).toEqual([]);
    }
  });
});

/** Nodes without an IRI: what is neither a value nor a reference. */
function blankNodes(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(blankNodes);
  if (typeof value !== 'object' || value === null || '@value' in value) return [];
  return [...('@id' in value ? [] : [value]), ...Object.values(value).flatMap(blankNodes)];
}

describe('a class that a profile makes demands of', () => {
  const typesOf = async (id: string, documents: Parameters<typeof catalogOf>[0]): Promise<unknown> => {
    const catalog = await catalogOf(documents);
    const document = await documentOf(id, catalog);
    await catalog.close();
    return document['@type'];
  };
  const withoutPart = (kind: EntityKind, property: string) =>
    churn.churnDocuments().map((document) => {
      const { [property]: _, ...rest } = document;
      return document.kind === kind ? { ...rest, kind } : document;
    });

  it.each([
    ['it6:MachineLearningModel', 'no training data', churn.VERSION, 'MLModelVersion', 'edges'],
    ['it6:MachineLearningModel', 'no date', churn.VERSION, 'MLModelVersion', 'registeredAt'],
    ['it6:MachineLearningModel', 'no file that lies anywhere', churn.VERSION, 'Artifact', 'uri'],
    ['dcat:DataService', 'no address', churn.DEPLOYMENT, 'Deployment', 'url'],
    ['dcat:DataService', 'only a version that is no such model', churn.DEPLOYMENT, 'Artifact', 'uri'],
    ['it6:Feature', 'no type', churn.FEATURE, 'MLFeature', 'dataType'],
    ['it6:File', 'no address', churn.ARTIFACT, 'Artifact', 'uri'],
    ['dqv:QualityMeasurement', 'no value', churn.METRIC, 'Metric', 'value'],
    ['dcat:Catalog', 'nobody who answers for it', churn.SERVICE, 'MLModelService', 'owners'],
  ] as const)('%s is not claimed with %s', async (name, _, id, kind, property) => {
    expect(await typesOf(id, churn.churnDocuments())).toContain(name);
    const types = await typesOf(id, withoutPart(kind, property));
    expect(types).not.toContain(name);
    expect(types).not.toHaveLength(0);
  });
});
