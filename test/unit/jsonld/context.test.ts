import { describe, expect, it } from 'vitest';
import { contextDocument, contextFor } from '../../../src/jsonld/context.js';
import { asCurie, expandCurie, PREFIXES } from '../../../src/jsonld/vocabularies.js';
import { ENTITY_KINDS } from '../../../src/model/entities.js';
import { entityDefinition } from '../../../src/model/registry.js';
import { relationDefinition, STATED_TYPES } from '../../../src/model/relations.js';
import { expand } from './support/judge.js';

type Definition = string | Record<string, unknown>;
type Context = Record<string, Definition>;

const context = contextDocument()['@context'] as Context;
const termsOf = (kind: string): Context => ({
  ...context,
  ...((context[kind] as Record<string, Context>)['@context'] ?? {}),
});

describe('the context', () => {
  it.each(ENTITY_KINDS)('has a term for every property of %s', (kind) => {
    const terms = termsOf(kind);
    const missing = [...entityDefinition(kind).properties.keys()].filter(
      (name) => terms[name] === undefined && !name.startsWith('series'),
    );
    expect(missing).toEqual([]);
  });

  it.each(STATED_TYPES)('has a term for %s at every kind it may start from', (type) => {
    const key = type.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
    for (const kind of Object.keys(relationDefinition(type).ends))
      expect(termsOf(kind)[key], kind).toMatchObject({ '@type': '@id', '@container': '@set' });
  });

  it('gives times, whole numbers, fractions, truths and JSON their datatypes', () => {
    expect(termsOf('Metric')['measuredAt']).toMatchObject({ '@type': 'xsd:dateTime' });
    expect(termsOf('Metric')['step']).toMatchObject({ '@type': 'xsd:integer' });
    expect(termsOf('Metric')['value']).toMatchObject({ '@type': 'xsd:decimal' });
    expect(termsOf('Column')['nullable']).toMatchObject({ '@type': 'xsd:boolean' });
    expect(termsOf('MLModelVersion')['signature']).toMatchObject({ '@type': '@json' });
    expect(termsOf('Table')['account']).toMatchObject({ '@language': 'en' });
    expect(termsOf('Table')['tags']).toMatchObject({ '@container': '@set' });
  });

  it('is taken by a conforming processor, for every kind', async () => {
    for (const kind of ENTITY_KINDS) {
      const document = { ...contextDocument(), '@id': 'urn:x', '@type': [kind], name: 'x', since: '2026' };
      const [node] = await expand(document);
      expect(node?.['@type']).toEqual([`${PREFIXES.hw}${kind}`]);
    }
  });

  it('lets a key mean different things in different kinds', async () => {
    const nested = { '@id': 'urn:file', '@type': ['Artifact'], version: '3' };
    const document = { '@id': 'urn:v', '@type': ['MLModelVersion'], version: '3', files: [nested] };
    const [node] = await expand({ ...contextDocument(), ...document });
    expect(node?.[expandCurie('dcat:version')]).toEqual([{ '@value': '3' }]);
    const [file] = node?.[expandCurie('it6:hasFile')] as Record<string, unknown>[];
    expect(file?.[`${PREFIXES.hw}version`]).toEqual([{ '@value': '3' }]);
  });

  it('makes a key that the model does not declare an error', async () => {
    const document = { ...contextDocument(), '@id': 'urn:x', '@type': ['Table'], nmae: 'x' };
    await expect(expand(document)).rejects.toThrow(/Safe mode/i);
  });

  it('has no term in a vocabulary that it does not name', () => {
    const text = JSON.stringify(context);
    for (const [, term = ''] of text.matchAll(/"((?!https?:)[a-z0-9]+:[A-Za-z]+)"/g))
      expect(() => asCurie(term)).not.toThrow();
  });

  it('is shorter for a document that has few kinds', () => {
    const small = JSON.stringify(contextFor(['Table'])).length;
    expect(small).toBeLessThan(JSON.stringify(context).length / 2);
  });
});

describe('a term of the model', () => {
  it('in a vocabulary that nobody knows is an error', () => {
    expect(() => asCurie('foo:bar')).toThrow('"foo:bar" begins with no prefix');
  });
});
