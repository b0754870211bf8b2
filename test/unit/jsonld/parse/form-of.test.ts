import { describe, expect, it } from 'vitest';
import { formOfFileName, formOfMediaType, formOfText } from '../../../../src/jsonld/parse/form-of.js';

describe('the form of a document', () => {
  it.each([
    ['{"@id": "urn:a"}', 'jsonld'],
    ['{\n"@id": "urn:a"}', 'jsonld'],
    ['[\n{}\n]', 'jsonld'],
    ['{"@id": "urn:a"}\n\n', 'jsonld'],
    ['{"@id": "urn:a"}\n{"@id": "urn:b"}', 'ndjson'],
    ['# all\n<urn:a> <urn:b> "c \\"d\\""@en .', 'nquads'],
    ['_:a <urn:b> <urn:c> <urn:g> . # why', 'nquads'],
    ['@prefix a: <urn:a:> .', 'turtle'],
    ['PREFIX a: <urn:a:>', 'turtle'],
    ['<urn:a> a <urn:b> .', 'turtle'],
    ['<urn:a> <urn:b> 5 .', 'turtle'],
    ['\n<urn:a>\n  <urn:b> <urn:c> .', 'turtle'],
  ])('is told by how it begins: %j', (text, form) => {
    expect(formOfText(text)).toBe(form);
  });

  it('is told by its media type, whatever else that says', () => {
    expect(formOfMediaType('Application/LD+JSON; profile="http://www.w3.org/ns/json-ld#expanded"')).toBe(
      'jsonld',
    );
    expect(() => formOfMediaType('text/html')).toThrow('Documents of type text/html are not read.');
    expect(() => formOfMediaType('constructor')).toThrow('are not read');
  });

  it('is told by its name, where that tells one', () => {
    expect(['x.jsonld', 'a.b/x.NQ', 'x.ttl', 'x.toString', 'x'].map(formOfFileName)).toEqual([
      ...['jsonld', 'nquads', 'turtle'],
      ...[undefined, undefined],
    ]);
  });
});
