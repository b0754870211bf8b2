import { expandCurie } from '../vocabularies.js';

/**
 * One spelling for vocabularies that are written in several: schema.org by both schemes, FAIR4ML by `#` and `/`,
 * Croissant before 1.0, and `sc:` where a document forgot to say what it means.
 */
const ALIASES: readonly (readonly [string, string])[] = [
  ['http://schema.org/', 'https://schema.org/'],
  ['sc:', 'https://schema.org/'],
  ['https://w3id.org/fair4ml/', 'https://w3id.org/fair4ml#'],
  ['https://mlcommons.org/croissant/', 'http://mlcommons.org/croissant/'],
  ['http://mlcommons.org/schema/', 'http://mlcommons.org/croissant/'],
  ['http://purl.org/dc/elements/1.1/', 'http://purl.org/dc/terms/'],
];

export function uniform(iri: string): string {
  const alias = ALIASES.find(([written]) => iri.startsWith(written));
  return alias ? alias[1] + iri.slice(alias[0].length) : iri;
}

const namespace =
  (prefix: Parameters<typeof expandCurie>[0]) =>
  (name: string): string =>
    expandCurie(prefix) + name;

export const cr = namespace('cr:');
export const csvw = namespace('csvw:');
export const dcat = namespace('dcat:');
export const dct = namespace('dct:');
export const dqv = namespace('dqv:');
export const fair4ml = namespace('fair4ml:');
export const foaf = namespace('foaf:');
export const it6 = namespace('it6:');
export const mls = namespace('mls:');
export const prov = namespace('prov:');
export const rdf = namespace('rdf:');
export const skos = namespace('skos:');
export const hw = namespace('hw:');
export const schema = (name: string): string => `https://schema.org/${name}`;
export const rdfs = (name: string): string => `http://www.w3.org/2000/01/rdf-schema#${name}`;
export const adms = (name: string): string => `http://www.w3.org/ns/adms#${name}`;

/** What follows the last `#`, `/` or `:` that something follows: a name to show where nothing better is known. */
export function localName(iri: string): string {
  const name = /[^#/:]+(?=[#/:]*$)/.exec(iri)?.[0] ?? iri;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
