import type { JsonObject } from '../../context.js';

const IRIS = [
  'schema.org',
  'schema.org/',
  'schema.org/docs/jsonldcontext.jsonld',
  'schema.org/docs/jsonldcontext.json',
];

/** Where it is published, by either scheme. */
export const SCHEMA_ORG_CONTEXTS: readonly string[] = IRIS.flatMap((iri) => [
  `http://${iri}`,
  `https://${iri}`,
]);

/** Properties whose texts are addresses, of those that descriptions of data and models use. */
const ADDRESSES = [
  'additionalType',
  'archivedAt',
  'codeRepository',
  'contentUrl',
  'discussionUrl',
  'distribution',
  'downloadUrl',
  'image',
  'includedInDataCatalog',
  'isBasedOn',
  'isPartOf',
  'license',
  'mainEntityOfPage',
  'relatedLink',
  'releaseNotes',
  'sameAs',
  'thumbnailUrl',
  'url',
  'usageInfo',
];

/** Properties whose texts are days or times. */
const TIMES = ['dateCreated', 'dateModified', 'datePublished', 'endDate', 'startDate', 'uploadDate'];

/**
 * What the context of schema.org means, as far as descriptions of data and models use it: every term is of schema.org,
 * addresses are IRIs, times are times. It is no copy of the published one, which has thousands of terms.
 */
export const schemaOrgContext = (): JsonObject => ({
  '@vocab': 'http://schema.org/',
  schema: 'http://schema.org/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  dcterms: 'http://purl.org/dc/terms/',
  prov: 'http://www.w3.org/ns/prov#',
  id: '@id',
  type: '@type',
  ...Object.fromEntries(ADDRESSES.map((name) => [name, { '@id': `schema:${name}`, '@type': '@id' }])),
  ...Object.fromEntries(TIMES.map((name) => [name, { '@id': `schema:${name}`, '@type': 'schema:Date' }])),
});
