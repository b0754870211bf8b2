import type { JsonObject } from '../../context.js';

/** PROV-JSONLD's context, and the vocabulary's own addresses, which documents use as one. */
export const PROV_CONTEXTS: readonly string[] = [
  'https://openprovenance.org/prov-jsonld/context.jsonld',
  ...['http', 'https'].flatMap((scheme) => [
    `${scheme}://www.w3.org/ns/prov`,
    `${scheme}://www.w3.org/ns/prov#`,
    `${scheme}://www.w3.org/ns/prov.jsonld`,
  ]),
];

const thing = (name: string): JsonObject => ({ '@id': `prov:${name}`, '@type': '@id' });
const time = (name: string): JsonObject => ({ '@id': `prov:${name}`, '@type': 'xsd:dateTime' });
const backwards = (name: string): JsonObject => ({ '@reverse': `prov:${name}`, '@type': '@id' });

const RELATIONS = [
  ...['wasDerivedFrom', 'wasRevisionOf', 'wasQuotedFrom', 'hadPrimarySource', 'wasGeneratedBy', 'used'],
  ...['wasAssociatedWith', 'wasAttributedTo', 'wasInformedBy', 'specializationOf', 'alternateOf'],
  ...['wasInfluencedBy', 'hadMember', 'actedOnBehalfOf'],
];

/** PROV-O's terms, and the statements that PROV-JSONLD makes nodes of, as the qualified relations that they are. */
export const provContext = (): JsonObject => ({
  '@version': 1.1,
  '@vocab': 'http://www.w3.org/ns/prov#',
  prov: 'http://www.w3.org/ns/prov#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  dct: 'http://purl.org/dc/terms/',
  label: 'rdfs:label',
  type: '@type',
  startTime: time('startedAtTime'),
  endTime: time('endedAtTime'),
  startedAtTime: time('startedAtTime'),
  endedAtTime: time('endedAtTime'),
  generatedAtTime: time('generatedAtTime'),
  ...Object.fromEntries(RELATIONS.map((name) => [name, thing(name)])),
  Derivation: {
    '@id': 'prov:Derivation',
    '@context': {
      generatedEntity: backwards('qualifiedDerivation'),
      usedEntity: thing('entity'),
      activity: thing('hadActivity'),
    },
  },
  Generation: {
    '@id': 'prov:Generation',
    '@context': { entity: backwards('qualifiedGeneration'), activity: thing('activity') },
  },
  Usage: {
    '@id': 'prov:Usage',
    '@context': { activity: backwards('qualifiedUsage'), entity: thing('entity') },
  },
});
