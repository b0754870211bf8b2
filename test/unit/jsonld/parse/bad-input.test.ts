import { createServer, type Server } from 'node:http';
import { Socket, type AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HeadwaterError } from '../../../../src/errors.js';
import { canonical } from '../../../../src/jsonld/parse/canonical.js';
import { parseJson } from '../../../../src/jsonld/parse/parse-json.js';
import { parseRdf } from '../../../../src/jsonld/parse/parse-rdf.js';
import type { LinkedDataForm } from '../../../../src/jsonld/parse/form-of.js';
import { readStatements } from '../../../../src/jsonld/parse/read-statements.js';
import { readLines, readText } from '../../../../src/jsonld/parse/read-text.js';
import { testRuns, timeFor } from '../../../support/test-runs.js';

const refusal = (text: string, form?: LinkedDataForm): Promise<unknown> =>
  readStatements([text], { form }).then(
    (statements) => statements,
    (error: unknown) => error,
  );

describe('text that is no JSON', () => {
  it.each([
    ['{"a": 1,\n "b": }', 'a value is missing', 2, 7],
    ['{"a": 1,\n "b": [1 2]}', 'a comma is missing', 2, 10],
    ['{"a" 1}', 'a colon is missing after a key', 1, 6],
    ['[1,\n2,\n', 'a value is missing', 3, 1],
    ['{"a": "b', 'a text does not end in its line', 1, 7],
    ['[NaN]', 'a word that JSON does not have', 1, 2],
    ['{} {}', 'something follows after its end', 1, 4],
    ['{"a": 1} // why', 'a comment, which JSON does not have', 1, 10],
    ['["a\tb"]', 'a character that must be escaped', 1, 2],
  ])('is refused with line and column: %j', async (text, reason, line, column) => {
    expect(await refusal(text, 'jsonld')).toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining(reason),
      details: { line, column },
    });
  });

  it('has the line of its document where it is one line of many', async () => {
    const lines = '{"@id":"urn:a"}\n\n{"@id":\n';
    expect(await refusal(lines, 'ndjson')).toMatchObject({ code: 'BAD_INPUT', details: { line: 3 } });
  });

  it.each(['', ' \n '])('is refused when there is nothing in it: %j', async (text) => {
    expect(await refusal(text)).toMatchObject({ code: 'BAD_INPUT', message: 'The document is empty.' });
    expect(await refusal(text, 'jsonld')).toMatchObject({ message: 'The document is empty.' });
  });

  it('is refused when it is not UTF-8', async () => {
    await expect(readText([Buffer.from([0x7b, 0xff, 0x7d])])).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(readText([Buffer.from('{"é":1}').subarray(0, 3)])).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
  });

  it('keeps a character whole whose bytes come in two parts', async () => {
    const bytes = Buffer.from('{"é":1}');
    expect(await readText([bytes.subarray(0, 3), bytes.subarray(3)])).toBe('{"é":1}');
  });
});

describe('what is too large', () => {
  it('is refused as soon as its bytes are too many, before the rest is read', async () => {
    let read = 0;
    function* endless(): Generator<Uint8Array, void> {
      for (;;) {
        read += 1;
        yield Buffer.alloc(1000, ' ');
      }
    }
    await expect(readText(endless(), { bytes: 10_000 })).rejects.toMatchObject({
      code: 'TOO_LARGE',
      details: { limit: 10_000 },
    });
    expect(read).toBe(11);
  });

  it('is refused by lines too, though the document may be of any length', async () => {
    const all = async (): Promise<number> => {
      let count = 0;
      for await (const _ of readLines(['short\n', 'x'.repeat(50), 'x'.repeat(60)], { longest: 100 }))
        count += 1;
      return count;
    };
    await expect(all()).rejects.toMatchObject({ code: 'TOO_LARGE', details: { line: 2 } });
  });

  it.each([
    ['lists', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
    ['lists that never end', '['.repeat(100_000)],
  ])('is refused when %s lie too deep, before anything is made of them', async (_, text) => {
    expect(await refusal(text, 'jsonld')).toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(/nested deeper than 256 levels, at line 1, column \d+/),
    });
  });

  it('does not count brackets that stand in a text', () => {
    const text = JSON.stringify({ a: '['.repeat(1000), b: '\\"[[' });
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it('is refused when it has more objects than its bytes let fear', () => {
    expect(() => parseJson(`[${'{},'.repeat(1000)}{}]`, { bytes: 1e6, depth: 10, values: 1000 })).toThrow(
      'more than 1000 objects and lists',
    );
  });

  it('is refused as Turtle or N-Quads that nests a hundred thousand lists, or is read', async () => {
    const lists = `<urn:a> <urn:p> ${'('.repeat(100_000)}${')'.repeat(100_000)} .`;
    expect(await refusal(lists, 'turtle')).toHaveProperty('length');
  });
});

describe('a context', () => {
  const withContext = (context: unknown): Promise<unknown> =>
    refusal(`{\n"@context": ${JSON.stringify(context)},\n"@graph": []}`, 'jsonld');

  it.each([
    ['https://evil.example/context', '/@context'],
    [['https://evil.example/context'], '/@context/0'],
    [{ '@version': 1.1, '@import': 'https://evil.example/context' }, '/@context/@import'],
  ])('that is not bundled is refused by name and place: %j', async (context, pointer) => {
    expect(await withContext(context)).toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining(
        'https://evil.example/context is not bundled, and contexts are never fetched',
      ),
      details: { pointer, line: 2 },
    });
  });

  it('that goes round in a circle is refused with the code of the specification', async () => {
    expect(await withContext({ a: 'b:x', b: 'a:x' })).toMatchObject({
      code: 'BAD_INPUT',
      details: { processor: 'cyclic IRI mapping', pointer: '/@context/a', line: 2 },
    });
  });

  it.each([
    ['many contexts', Array.from({ length: 3000 }, () => ({ a: 'urn:a' })), '3000 contexts'],
    [
      'many terms',
      Object.fromEntries(Array.from({ length: 6000 }, (_, index) => [`t${index}`, 'urn:a'])),
      '6000 terms',
    ],
  ])('with %s is refused before it is processed', async (_, context, told) => {
    expect(await withContext(context)).toMatchObject({
      code: 'TOO_LARGE',
      message: expect.stringContaining(told),
    });
  });

  it('that would be made anew at each of many objects is refused before it is processed', async () => {
    const terms = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`t${index}`, 'urn:a']));
    const document = {
      '@context': { T: { '@id': 'urn:T', '@context': terms } },
      '@graph': Array.from({ length: 1000 }, () => ({ '@type': 'T' })),
    };
    await expect(
      readStatements([JSON.stringify(document)], { form: 'jsonld', limits: { scopedWork: 500_000 } }),
    ).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it('whose terms hang on each other thousands deep is an error and not a crash', async () => {
    const terms = Array.from({ length: 4900 }, (_, index) => [`t${index}`, `t${index + 1}:x`]);
    expect(await withContext(Object.fromEntries(terms))).toBeInstanceOf(HeadwaterError);
  });
});

describe('JSON that is no JSON-LD', () => {
  const context = '{"@context": {"a": "http://x.example/a"}, "@graph": [{"@id": "urn:x", "a": 1},\n';

  it.each([
    ['{"@id": 5, "a": 2}]}', 'invalid @id value', '/@graph/1/@id'],
    ['{"a": {"@value": [1]}}]}', 'invalid value object value', '/@graph/1/a/@value'],
    ['{"a": {"@value": "x", "@language": "en", "@type": "urn:t"}}]}', 'invalid value object', '/@graph/1/a'],
    ['{"@type": 7}]}', 'invalid type value', '/@graph/1/@type'],
  ])('is refused with the code, the pointer and the line: %s', async (rest, processor, pointer) => {
    expect(await refusal(context + rest, 'jsonld')).toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining(processor),
      details: { processor, pointer, line: 2 },
    });
  });

  it('is refused where it is a text that a processor would load', async () => {
    expect(await refusal('"http://127.0.0.1/"', 'jsonld')).toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('statements that are none', () => {
  it.each([
    ['nquads', '<urn:a> <urn:b> "x" .\n<urn:a> <urn:b> .', 2],
    ['nquads', '<urn:a> <relative> "x" .', 1],
    ['turtle', '@prefix a: <urn:a:> .\n\na:b a:c a:d', 3],
    ['turtle', 'a:b a:c a:d .', 1],
  ] as const)('are refused with the line: %s %j', async (form, text, line) => {
    expect(await refusal(text, form)).toMatchObject({ code: 'BAD_INPUT', details: { line } });
  });

  it('are refused where they are about statements', async () => {
    expect(await refusal('<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> .', 'nquads')).toMatchObject({
      code: 'BAD_INPUT',
    });
  });
});

describe('blank nodes that are made to look alike', () => {
  it('end in an error that says so, soon', async () => {
    const all = Array.from({ length: 14 }, (_, index) => `_:b${index}`);
    const clique = all.flatMap((a) => all.filter((b) => b !== a).map((b) => `${a} <urn:p> ${b} .\n`));
    await expect(canonical(parseRdf(clique.join(''), { form: 'nquads' }))).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('too much alike'),
    });
  }, 5_000);
});

describe('no document, whatever it refers to,', () => {
  let server: Server;
  let sink: string;
  let asked = 0;
  beforeAll(async () => {
    server = createServer((_, response) => {
      asked += 1;
      response.end('{"@context": {}}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    sink = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('makes a request leave the machine, nor reach it', async () => {
    const connected = vi.spyOn(Socket.prototype, 'connect');
    try {
      const documents: [LinkedDataForm, string][] = [
        ['jsonld', `{"@context": "${sink}/context.jsonld", "a": 1}`],
        ['jsonld', `{"@context": ["https://schema.org/", "${sink}/c"], "name": "x"}`],
        ['jsonld', `{"@context": {"@import": "${sink}/c"}, "a": 1}`],
        ['jsonld', `{"@context": {"a": {"@id": "urn:a", "@context": "${sink}/c"}}, "a": {"a": 1}}`],
        ['jsonld', `{"@context": {"@vocab": "${sink}/"}, "@id": "${sink}/x", "a": {"@id": "${sink}/y"}}`],
        ['jsonld', `"${sink}/document.jsonld"`],
        ['jsonld', `["${sink}/document.jsonld"]`],
        ['ndjson', `{"@context": "${sink}/context.jsonld"}\n`],
        [
          'turtle',
          `@base <${sink}/> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n<> owl:imports <x> .`,
        ],
        ['nquads', `<${sink}/a> <${sink}/b> <${sink}/c> <${sink}/g> .`],
      ];
      for (const [form, text] of documents) await refusal(text, form);
      expect(connected).not.toHaveBeenCalled();
    } finally {
      connected.mockRestore();
    }
    expect(asked).toBe(0);
    // The sink is a real one: it counts what does reach it.
    await (await fetch(sink)).text();
    expect(asked).toBe(1);
  });
});

describe('whatever is read', () => {
  const oneOf: fc.Arbitrary<string> = fc.oneof(
    fc.json({ maxDepth: 6 }),
    fc.string(),
    fc
      .jsonValue({ maxDepth: 4 })
      .map((value) =>
        JSON.stringify({ '@context': value, '@graph': [value, { '@id': 'urn:x', '@type': value }] }),
      ),
    fc
      .dictionary(
        fc.constantFrom(
          '@id',
          '@type',
          '@value',
          '@language',
          '@list',
          '@set',
          '@reverse',
          '@graph',
          'a',
          '@context',
        ),
        fc.jsonValue({ maxDepth: 3 }),
      )
      .map((node) => JSON.stringify([{ '@context': { a: 'urn:a' } }, node])),
  );
  const forms: LinkedDataForm[] = ['jsonld', 'ndjson', 'nquads', 'turtle'];

  it(
    'gives statements or an error of ours, and nothing else',
    async () => {
      await fc.assert(
        fc.asyncProperty(oneOf, fc.constantFrom(undefined, ...forms), async (text, form) => {
          const outcome = await refusal(text, form);
          expect(Array.isArray(outcome) || outcome instanceof HeadwaterError, String(outcome)).toBe(true);
        }),
        { numRuns: testRuns(500) },
      );
    },
    timeFor(testRuns(500), 20),
  );
});
