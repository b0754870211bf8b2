import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { mldcatApContext } from '../../../../src/jsonld/parse/contexts/mldcat-ap.js';
import { WELL_KNOWN_CONTEXTS } from '../../../../src/jsonld/parse/contexts/well-known.js';
import { readStatements } from '../../../../src/jsonld/parse/read-statements.js';

const statements = async (document: object): Promise<string[]> => {
  const quads = await readStatements([JSON.stringify(document)], {
    form: 'jsonld',
    base: 'http://x.example/',
  });
  return quads.map(({ subject, predicate, object }) => `${subject.value} ${predicate.value} ${object.value}`);
};

describe('the context of MLDCAT-AP', () => {
  it('is the published one, term by term', async () => {
    const published = await readFile('test/conformance/mldcat-ap-3.1-context.jsonld', 'utf8');
    expect({ '@context': mldcatApContext() }).toEqual(JSON.parse(published));
  });
});

describe('a bundled context', () => {
  it.each(WELL_KNOWN_CONTEXTS)('is one that a processor takes: %s', async (iri) => {
    await expect(statements({ '@context': iri, '@id': 'urn:x' })).resolves.toEqual([]);
  });

  it('of Croissant has the fields of a record set and what they are derived from', async () => {
    const field = {
      '@id': 'f',
      '@type': 'cr:Field',
      dataType: 'sc:Text',
      'prov:wasDerivedFrom': { '@id': 'g' },
    };
    expect(
      await statements({
        '@context': 'http://mlcommons.org/croissant/1.1',
        '@id': 'r',
        '@type': 'RecordSet',
        field,
      }),
    ).toEqual(
      expect.arrayContaining([
        'http://x.example/r http://mlcommons.org/croissant/field http://x.example/f',
        'http://x.example/f http://mlcommons.org/croissant/dataType https://schema.org/Text',
        'http://x.example/f http://www.w3.org/ns/prov#wasDerivedFrom http://x.example/g',
      ]),
    );
  });

  it('of PROV-JSONLD makes a derivation what PROV-O calls a qualified one', async () => {
    const derivation = { '@type': 'Derivation', '@id': 'd', generatedEntity: 'urn:b', usedEntity: 'urn:a' };
    expect(
      await statements({
        '@context': 'https://openprovenance.org/prov-jsonld/context.jsonld',
        '@graph': [derivation],
      }),
    ).toEqual(
      expect.arrayContaining([
        'urn:b http://www.w3.org/ns/prov#qualifiedDerivation http://x.example/d',
        'http://x.example/d http://www.w3.org/ns/prov#entity urn:a',
      ]),
    );
  });
});
