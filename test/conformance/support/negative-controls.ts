import { Writer } from 'n3';
import { entityIri } from '../../../src/jsonld/iris.js';
import { asCurie, expandCurie } from '../../../src/jsonld/vocabularies.js';
import * as churn from '../../unit/jsonld/support/churn-documents.js';
import { parseNQuads, type Finding } from './validators.js';

const MIN_COUNT = 'http://www.w3.org/ns/shacl#MinCountConstraintComponent';
const CLASS = 'http://www.w3.org/ns/shacl#ClassConstraintComponent';
const TYPE = expandCurie('rdf:type');

/** One thing taken out of a conforming document, and what a validator has to say to that. */
export interface Control {
  readonly title: string;
  readonly document: string;
  /** The path of the node it is taken from, below the base, or a whole IRI. */
  readonly node: string;
  /** A property, or the class that the node loses. */
  readonly takenOut: string;
  readonly from: 'property' | 'class';
  readonly expected: (base: string) => Finding[];
}

const iriOf = (base: string, node: string): string =>
  node.includes('://') ? node : node.includes(':') ? entityIri(base, node) : `${base}/${node}`;

const iri = (curie: string): string => expandCurie(asCurie(curie));

/** A property that a class demands. */
const demanded = (document: string, node: string, properties: readonly string[], what: string): Control[] =>
  properties.map((takenOut) => ({
    title: `${takenOut} of ${what}`,
    ...{ document, node, takenOut, from: 'property' },
    expected: (base) => [[iriOf(base, node), iri(takenOut), MIN_COUNT]],
  }));

/** The class of a thing that another refers to: without it the reference does not conform. */
const typed = (document: string, node: string, takenOut: string, path: string): Control => ({
  title: `the class ${takenOut} of what ${path} of ${document} leads to`,
  ...{ document, node, takenOut, from: 'class' },
  expected: (base) => [[iriOf(base, document), iri(path), CLASS]],
});

const ENDPOINT = 'https://scoring.example/churn/invocations';

export const CONTROLS: readonly Control[] = [
  ...demanded(
    churn.VERSION,
    churn.VERSION,
    ['it6:trainedOn', 'dcat:version', 'it6:hasFile', 'dct:created', 'dct:identifier', 'dct:title'],
    'a version',
  ),
  ...demanded(churn.FEATURE, churn.FEATURE, ['dct:title', 'dct:type'], 'a feature'),
  ...demanded(churn.TABLE, churn.TABLE, ['dct:title', 'dct:description', 'it6:collectionDate'], 'a table'),
  ...demanded(
    churn.FEATURE_TABLE,
    churn.FEATURE_TABLE,
    ['dct:title', 'dct:description', 'it6:collectionDate'],
    'a feature table',
  ),
  ...demanded(churn.STORED_FEATURE, churn.STORED_FEATURE, ['dct:title', 'dct:type'], 'a stored feature'),
  ...demanded(churn.TEAM, churn.TEAM, ['foaf:name'], 'a team'),
  ...demanded(churn.DEPLOYMENT, churn.DEPLOYMENT, ['dct:title', 'dcat:endpointURL'], 'a deployment'),
  ...demanded(
    churn.ARTIFACT,
    churn.ARTIFACT,
    ['dct:title', 'dct:identifier', 'dct:format', 'it6:url'],
    'a file',
  ),
  ...demanded(churn.METRIC, churn.METRIC, ['dqv:value', 'dct:type'], 'a measurement'),
  ...demanded(churn.METRIC, 'Concept/metric/auc', ['dct:title', 'dct:identifier'], 'a measure'),
  ...demanded(churn.SERVICE, churn.SERVICE, ['dct:title', 'dct:description', 'dct:publisher'], 'a catalog'),
  ...demanded(churn.TABLE, 'Agent/data-eng', ['foaf:name'], 'an owner'),
  typed(churn.VERSION, churn.TABLE, 'dcat:Dataset', 'it6:trainedOn'),
  typed(churn.VERSION, churn.ARTIFACT, 'it6:File', 'it6:hasFile'),
  typed(churn.VERSION, churn.PREDICTIONS, 'dcat:Dataset', 'it6:hasPrediction'),
  typed(churn.VERSION, 'Agent/ana', 'foaf:Agent', 'dct:creator'),
  typed(churn.FEATURE, 'Concept/dataType/double', 'skos:Concept', 'dct:type'),
  typed(churn.TABLE, 'Pipeline:airflow/build_features', 'prov:Activity', 'prov:wasGeneratedBy'),
  typed(churn.DEPLOYMENT, churn.VERSION, 'it6:MachineLearningModel', 'it6:servesModel'),
  typed(churn.DEPLOYMENT, ENDPOINT, 'dcat:Resource', 'dcat:endpointURL'),
  typed(churn.METRIC, 'Concept/metric/auc', 'it6:DataQuality', 'dct:type'),
  typed(churn.SERVICE, 'Agent/ml-platform', 'foaf:Agent', 'dct:publisher'),
];

/** The statements of a document without those of one property of a node, or without one class of it. */
export function without(
  nQuads: string,
  base: string,
  { node, takenOut, from }: Pick<Control, 'node' | 'takenOut' | 'from'>,
): string {
  const subject = iriOf(base, node);
  const quads = parseNQuads(nQuads);
  const kept = quads.filter(({ subject: s, predicate: p, object: o }) => {
    const gone =
      from === 'property' ? p.value === iri(takenOut) : p.value === TYPE && o.value === iri(takenOut);
    return s.value !== subject || !gone;
  });
  if (kept.length === quads.length)
    throw new Error(`${takenOut} is not in the document: nothing was taken out.`);
  return new Writer({ format: 'N-Triples' }).quadsToString(kept);
}
