/** The vocabularies that exports are written in. `hw` is ours: what the others have no word for. */
export const PREFIXES = {
  hw: 'https://w3id.org/headwater/1#',
  cr: 'http://mlcommons.org/croissant/',
  csvw: 'http://www.w3.org/ns/csvw#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  dqv: 'http://www.w3.org/ns/dqv#',
  fair4ml: 'https://w3id.org/fair4ml#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  it6: 'http://data.europa.eu/it6/',
  mls: 'http://www.w3.org/ns/mls#',
  oa: 'http://www.w3.org/ns/oa#',
  org: 'http://www.w3.org/ns/org#',
  prov: 'http://www.w3.org/ns/prov#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

export type Prefix = keyof typeof PREFIXES;
export type Curie = `${Prefix}:${string}`;

/** The IRI of the context. Its major version changes when a term changes its meaning. */
export const CONTEXT_IRI = 'https://w3id.org/headwater/1/context.jsonld';

const isPrefix = (text: string): text is Prefix => Object.hasOwn(PREFIXES, text);

/** A term as the model's decorators write it. @throws Error for a prefix that no vocabulary here has. */
export function asCurie(term: string): Curie {
  const prefix = term.slice(0, term.indexOf(':'));
  if (!isPrefix(prefix))
    throw new Error(`The term "${term}" begins with no prefix of src/jsonld/vocabularies.ts.`);
  return term as Curie;
}

export function expandCurie(curie: Curie): string {
  const colon = curie.indexOf(':');
  return PREFIXES[curie.slice(0, colon) as Prefix] + curie.slice(colon + 1);
}

/** Whether an IRI of that scheme would be read as one of our abbreviations. */
export const isPrefixScheme = (scheme: string): boolean => isPrefix(scheme);
