import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HeadwaterError } from '../../../../src/errors.js';
import { hostOf, tableName } from '../../../../src/jsonld/foreign/names.js';
import { readForeign } from '../../../../src/jsonld/foreign/read-foreign.js';
import { testRuns, timeFor } from '../../../support/test-runs.js';
import { DOCUMENTS, read, readFixture } from './support.js';

const PREFIXES = `
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix it6: <http://data.europa.eu/it6/> .
@prefix csvw: <http://www.w3.org/ns/csvw#> . @prefix : <https://x.example/> .
`;
const table = (name: string): string => `Table:https%3A%2F%2Fx.example/${name}`;
const turtle = (statements: string): Promise<Awaited<ReturnType<typeof read>>> =>
  read(PREFIXES + statements, { form: 'turtle' });

describe('the name of a table', () => {
  it.each([
    ['https://Data.Example/id/orders?v=1#x', 'https://data.example', 'id/orders?v=1#x'],
    ['https://data.example', 'https://data.example', '/'],
    ['s3://bucket/path/file.parquet', 's3://bucket', 'path/file.parquet'],
    ['urn:dataset:orders:2024', 'urn:dataset', 'orders:2024'],
    ['doi:10.1/x', 'doi', '10.1/x'],
  ])('is made of its IRI as OpenLineage names data sets: %s', (iri, namespace, name) => {
    expect(tableName(iri)).toEqual({ namespace, table: name });
  });

  it('never tells who has access', () => {
    expect(hostOf('https://user:secret@data.example/x')).toBe('data.example');
  });
});

describe('a text in several languages', () => {
  it.each([
    ['"Bienen"@de, "Bees"@en, "Abeilles"@fr', 'Bees'],
    ['"Bienen"@de, "Bees", "Abeilles"@fr', 'Bees'],
    ['"Bienen"@de, "Abeilles"@fr', 'Bienen'],
    ['"Bees"@en-GB, "Abeilles"@fr', 'Bees'],
  ])('is taken in English, else without one, else in the first by tag: %s', async (values, taken) => {
    const { documents, aside } = await turtle(`:t a dcat:Dataset ; dct:title ${values} .`);
    expect(documents.get(table('t'))).toMatchObject({ displayName: taken });
    expect(aside.filter(({ property }) => property === 'http://purl.org/dc/terms/title')).toHaveLength(
      values.split(',').length - 1,
    );
  });

  it('may come as a language map', async () => {
    const document = {
      '@context': {
        '@vocab': 'http://www.w3.org/ns/dcat#',
        title: { '@id': 'http://purl.org/dc/terms/title', '@container': '@language' },
      },
      '@id': 'https://x.example/t',
      '@type': 'Dataset',
      title: { fr: 'Abeilles', en: 'Bees' },
    };
    const { documents } = await read(JSON.stringify(document));
    expect(documents.get(table('t'))).toMatchObject({ displayName: 'Bees' });
  });
});

describe('a node that is described twice', () => {
  it('has all that is said of it; of two values where there is room for one, the first by its characters', async () => {
    const { documents, aside } = await turtle(`
      :t a dcat:Dataset ; dct:title "B" . :t dct:title "A" ; dct:description "d" .`);
    expect(documents.get(table('t'))).toMatchObject({ displayName: 'A', description: 'd' });
    expect(aside).toContainEqual({
      node: 'https://x.example/t',
      property: 'http://purl.org/dc/terms/title',
      reason: 'another value is taken; this one is "B"',
    });
  });

  it('under two names that come to the same is taken once, and the other is told', async () => {
    const { documents, aside } = await turtle(`
      :a a it6:MachineLearningModel ; dct:title "m" . :b a it6:MachineLearningModel ; dct:title "m" .`);
    expect([...documents.keys()]).toEqual(['MLModelVersion:partner/m/unversioned', 'MLModel:partner/m']);
    expect(aside).toContainEqual({
      node: 'https://x.example/b',
      reason: 'has the same name as https://x.example/a, which is MLModelVersion:partner/m/unversioned',
    });
  });
});

describe('lists', () => {
  it('and lists of lists are read as the things in them', async () => {
    const { documents } = await turtle(`
      :a a dcat:Dataset . :b a dcat:Dataset . :c a dcat:Dataset .
      :t a dcat:Dataset ; prov:wasDerivedFrom ( :a ( :b ( :c ) ) ) .`);
    expect(documents.get(table('t'))?.edges?.map(({ upstream }) => upstream)).toEqual(
      ['a', 'b', 'c'].map(table),
    );
  });

  it('that come back to themselves end where they do', async () => {
    const { documents } = await read(
      [
        '<https://x.example/t> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .',
        '<https://x.example/t> <http://www.w3.org/ns/dcat#keyword> _:l .',
        '_:l <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "k" .',
        '_:l <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:l .',
      ].join('\n'),
      { form: 'nquads' },
    );
    expect(documents.get(table('t'))).toMatchObject({ tags: ['k'] });
  });
});

describe('what cannot be', () => {
  it('is kept aside: a name that would run code, a day that is none, a relation that the catalog has not', async () => {
    const { documents, aside } = await turtle(`
      <javascript:alert(1)> a dcat:Dataset .
      :t a dcat:Dataset ; dct:issued "soon" ; csvw:column :c ; prov:wasDerivedFrom :unknown, :m .
      :c csvw:name "c" ; prov:wasDerivedFrom :unknown .
      :m a it6:MachineLearningModel ; dct:title "m" .`);
    expect([...documents.keys()].filter((id) => id.includes('javascript'))).toEqual([]);
    expect(aside.map(({ node, reason }) => `${node}: ${reason}`)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('javascript:alert(1): nothing names it'),
        'https://x.example/t: "soon" is no day or time',
        'https://x.example/t: the catalog has no such relation between a Table and a MLModelVersion, MLModel',
        'https://x.example/c: https://x.example/unknown is not described in the document, or is nothing that the catalog has a kind for',
      ]),
    );
  });

  it('is an error where all of it is too much alike', async () => {
    const all = Array.from({ length: 14 }, (_, index) => `_:b${index}`);
    const clique = all.flatMap((a) =>
      all.filter((b) => b !== a).map((b) => `${a} <http://www.w3.org/ns/prov#wasDerivedFrom> ${b} .`),
    );
    await expect(read(clique.join('\n'), { form: 'nquads' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('too much alike'),
    });
  });
});

describe('the same statements', () => {
  it('make the same documents and the same report in whatever order they come', async () => {
    const lines = (await readFile(join(DOCUMENTS, 'provenance.nq'), 'utf8')).trim().split('\n');
    const first = await readForeign([lines.join('\n')], { service: 'partner', form: 'nquads' });
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(lines, { minLength: lines.length }), async (shuffled) => {
        const again = await readForeign([shuffled.join('\n')], { service: 'partner', form: 'nquads' });
        const byNode = (reading: typeof first): unknown =>
          [...reading.things].sort((a, b) =>
            JSON.stringify(a.document).localeCompare(JSON.stringify(b.document)),
          );
        expect(byNode(again)).toEqual(byNode(first));
        expect(again.report).toEqual(first.report);
      }),
      { numRuns: testRuns(30) },
    );
  });
});

describe('a document of any of these words', () => {
  const iri = fc.constantFrom(
    'https://x.example/a',
    'https://x.example/b',
    'urn:c',
    'javascript:d()',
    'rel',
    '_:e',
  );
  const values = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.double(),
    fc.boolean(),
    iri.map((id) => ({ '@id': id })),
    fc.record({ '@value': fc.string({ maxLength: 5 }), '@language': fc.constantFrom('en', 'de') }),
    fc
      .array(
        iri.map((id) => ({ '@id': id })),
        { maxLength: 3 },
      )
      .map((list) => ({ '@list': list })),
  );
  const words = [
    ...['dct:title', 'dct:identifier', 'dct:created', 'dcat:version', 'dcat:distribution', 'dcat:keyword'],
    ...['it6:trainedOn', 'it6:hasFile', 'it6:hasFeature', 'it6:servesModel', 'it6:fineTunedFrom', 'it6:bias'],
    ...['prov:wasDerivedFrom', 'prov:wasGeneratedBy', 'prov:used', 'prov:qualifiedDerivation', 'prov:entity'],
    ...['mls:hasInput', 'mls:hasOutput', 'mls:hasValue', 'mls:specifiedBy', 'mls:hasPart', 'dqv:computedOn'],
    ...['cr:recordSet', 'cr:field', 'cr:subField', 'cr:source', 'cr:fileObject', 'cr:extract', 'cr:column'],
    ...['https://schema.org/name', 'https://schema.org/url', 'https://schema.org/distribution', 'cr:key'],
  ];
  const classes = [
    ...[
      'dcat:Dataset',
      'dcat:Catalog',
      'dcat:DataService',
      'it6:MachineLearningModel',
      'it6:Feature',
      'mls:Run',
    ],
    ...['mls:Model', 'mls:Experiment', 'mls:HyperParameterSetting', 'mls:ModelEvaluation', 'prov:Entity'],
    ...['prov:Activity', 'cr:RecordSet', 'cr:Field', 'cr:FileObject', 'https://schema.org/Dataset'],
  ];
  const node = fc
    .tuple(
      iri,
      fc.array(fc.constantFrom(...classes), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom(...words), values, { maxKeys: 6 }),
    )
    .map(([id, types, properties]) => ({ '@id': id, '@type': types, ...properties }));
  const context = {
    dct: 'http://purl.org/dc/terms/',
    dcat: 'http://www.w3.org/ns/dcat#',
    it6: 'http://data.europa.eu/it6/',
    prov: 'http://www.w3.org/ns/prov#',
    mls: 'http://www.w3.org/ns/mls#',
    dqv: 'http://www.w3.org/ns/dqv#',
    cr: 'http://mlcommons.org/croissant/',
  };

  it(
    'is read into documents that the catalog accepts, or refused with an error of ours',
    async () => {
      const numRuns = testRuns(200);
      await fc.assert(
        fc.asyncProperty(fc.array(node, { minLength: 1, maxLength: 6 }), async (graph) => {
          try {
            await read(JSON.stringify({ '@context': context, '@graph': graph }));
          } catch (error) {
            expect(error).toBeInstanceOf(HeadwaterError);
          }
        }),
        { numRuns },
      );
    },
    timeFor(testRuns(200), 20),
  );

  it('is one of the fixtures too', async () => {
    expect((await readFixture('mldcat.jsonld', { from: 'auto' })).documents.size).toBe(11);
  });
});
