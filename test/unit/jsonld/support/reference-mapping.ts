import type { EntityExport } from '../../../../src/catalog/browse/export-entities.js';
import { entityDefinition } from '../../../../src/model/registry.js';
import { PREFIXES } from '../../../../src/jsonld/vocabularies.js';

/**
 * What the document of a thing must say of its own properties, read off the decorators and written out without any
 * table of the writer: the second opinion that the writer is held against.
 */
export interface ExpectedValues {
  readonly [property: string]: readonly unknown[];
}

const iri = (curie: string): string => {
  const [prefix = '', name = ''] = curie.split(':');
  return `${(PREFIXES as Record<string, string>)[prefix]}${name}`;
};
const xsd = (name: string): string => `${PREFIXES.xsd}${name}`;

/** Properties whose values are things with a name, or addresses, and not literals. */
const CONCEPTS = ['dct:type', 'dct:format', 'dct:license', 'dct:subject', 'dcat:theme', 'mls:specifiedBy'];
const AGENTS = ['dct:creator', 'prov:wasAttributedTo', 'prov:wasAssociatedWith'];
const ADDRESSES = ['dcat:endpointURL', 'it6:url', 'foaf:page', 'dcat:landingPage'];
const SERIES = ['seriesSteps', 'seriesTimes', 'seriesValues', 'seriesTexts'];

/** Of each property of a kind the IRI and the values, as ids or typed literals, in the order of a set. */
export function expectedValues(base: string, { root: { record } }: EntityExport): ExpectedValues {
  const { properties, classes } = entityDefinition(record.kind);
  const isActivity = classes.includes('prov:Activity');
  const expected: Record<string, unknown[]> = {};
  for (const [name, { type, term = `hw:${name}`, list, ordered }] of properties) {
    const value = record[name];
    if (SERIES.includes(name) || value === undefined) continue;
    const property = isActivity && term === 'prov:wasAttributedTo' ? 'hw:owner' : term;
    const one = (item: unknown): unknown => {
      const text = String(item);
      if (CONCEPTS.includes(term)) return { '@id': `${base}/Concept/${name}/${encodeURIComponent(text)}` };
      if (AGENTS.includes(term)) return { '@id': `${base}/Agent/${encodeURIComponent(text)}` };
      if (ADDRESSES.includes(term)) return { '@id': text };
      switch (type) {
        case 'string':
          return { '@value': text };
        case 'bytes':
          return { '@value': text, '@type': xsd('base64Binary') };
        case 'int':
        case 'long':
          return { '@value': item, '@type': xsd('integer') };
        case 'float':
          return { '@value': text, '@type': xsd('decimal') };
        case 'boolean':
          return { '@value': item, '@type': xsd('boolean') };
        case 'dateTime':
          return { '@value': text, '@type': xsd('dateTime') };
        case 'json':
          return { '@value': item, '@type': '@json' };
      }
    };
    expected[iri(property)] = ordered
      ? [{ '@value': value, '@type': '@json' }]
      : list
        ? (value as unknown[]).map(one)
        : [one(value)];
  }
  return expected;
}

/** A node's own values, of things no more than which they are. */
export function ownValues(node: Readonly<Record<string, unknown>>): ExpectedValues {
  const values = Object.entries(node).filter(([key]) => !key.startsWith('@'));
  return Object.fromEntries(
    values.map(([key, list]) => [
      key,
      (list as Record<string, unknown>[]).map((value) => ('@id' in value ? { '@id': value['@id'] } : value)),
    ]),
  );
}
