import type { JsonObject } from '../../context.js';

/** The vocabulary's own addresses, which documents use as a context. */
export const DCAT_CONTEXTS: readonly string[] = ['http', 'https'].flatMap((scheme) => [
  `${scheme}://www.w3.org/ns/dcat`,
  `${scheme}://www.w3.org/ns/dcat#`,
  `${scheme}://www.w3.org/ns/dcat.jsonld`,
]);

const thing = (id: string): JsonObject => ({ '@id': id, '@type': '@id' });

const DUBLIN_CORE = [
  'title',
  'description',
  'identifier',
  'created',
  'issued',
  'modified',
  'format',
  'subject',
];
const DUBLIN_CORE_THINGS = [
  'publisher',
  'creator',
  'license',
  'rights',
  'hasPart',
  'isPartOf',
  'isVersionOf',
  'source',
  'language',
];
const THINGS = [
  ...['dataset', 'distribution', 'service', 'catalog', 'record', 'landingPage', 'accessURL', 'downloadURL'],
  ...['endpointURL', 'endpointDescription', 'servesDataset', 'theme', 'mediaType', 'hasVersion', 'inSeries'],
];

/** DCAT 3 with what it takes from Dublin Core, each by its local name. */
export const dcatContext = (): JsonObject => ({
  '@vocab': 'http://www.w3.org/ns/dcat#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  dcterms: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  prov: 'http://www.w3.org/ns/prov#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  ...Object.fromEntries(DUBLIN_CORE.map((name) => [name, `dct:${name}`])),
  ...Object.fromEntries(DUBLIN_CORE_THINGS.map((name) => [name, thing(`dct:${name}`)])),
  ...Object.fromEntries(THINGS.map((name) => [name, thing(`dcat:${name}`)])),
});
