import { Parser, Writer } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportAll, exportEntity } from '../../../src/catalog/browse/export-entities.js';
import { allTerms } from '../../../src/jsonld/all-terms.js';
import { statementsOf } from '../../../src/jsonld/parse/processor.js';
import { entityDocument } from '../../../src/jsonld/serialize-entity.js';
import { expandCurie, PREFIXES } from '../../../src/jsonld/vocabularies.js';
import { writeEntities, writeEntity } from '../../../src/jsonld/write-export.js';
import { ENTITY_KINDS } from '../../../src/model/entities.js';
import { catalogOf, type TestCatalog } from './support/catalog-of.js';
import { fullDocuments, fullId } from './support/full-documents.js';
import { HOSTILE_NAMES, hostileDocuments } from './support/hostile-names.js';
import { canonical, canonicalOfNQuads, expand, type ExpandedNode } from './support/judge.js';
import { expectedValues, ownValues } from './support/reference-mapping.js';

const BASE = 'https://catalog.example';

let catalog: TestCatalog;
let everything: string[];
const lines: Record<string, unknown>[] = [];
beforeAll(async () => {
  catalog = await catalogOf([...fullDocuments(), ...Object.values(HOSTILE_NAMES).flatMap(hostileDocuments)]);
  const pieces: string[] = [];
  for await (const piece of writeEntities(exportAll(catalog.reader), 'ndjson', { base: BASE }))
    pieces.push(piece);
  everything = pieces.join('').trimEnd().split('\n');
  lines.push(...everything.map((line) => JSON.parse(line) as Record<string, unknown>));
});
afterAll(() => catalog.close());

const everyId = (): string[] => lines.map(({ identifier }) => String(identifier));

/** As a reader of Turtle that shares nothing with our writer takes it. */
const inNQuads = (turtle: string): Promise<string> =>
  Promise.resolve(new Writer({ format: 'N-Quads' }).quadsToString(new Parser().parse(turtle)));

const lineOf = (kind: (typeof ENTITY_KINDS)[number]): Record<string, unknown> => {
  const line = lines.find((document) => document['identifier'] === fullId(kind));
  if (!line) throw new Error(`The export has no line for ${fullId(kind)}.`);
  return line;
};

describe('a streamed document, expanded by a processor', () => {
  it.each(ENTITY_KINDS)('says of a %s what the decorators say that it must', async (kind) => {
    const entity = await exportEntity(catalog.reader, fullId(kind));
    const [node] = (await expand(lineOf(kind))) as [ExpandedNode];
    expect(ownValues(node)).toMatchObject(expectedValues(BASE, entity));
    expect(node['@id']).toBe(`${BASE}/${fullId(kind).replace(':', '/')}`);
    expect(node['@type'][0]).toBe(`${PREFIXES.hw}${kind}`);
  });

  it.each(ENTITY_KINDS)('is for %s what the expanded form of it is', async (kind) => {
    const entity = await exportEntity(catalog.reader, fullId(kind));
    async function* one() {
      yield entity;
      await Promise.resolve();
    }
    let text = '';
    for await (const piece of writeEntities(one(), 'ndjson', { base: BASE, form: 'expanded' })) text += piece;
    expect(JSON.parse(text)).toEqual(await expand(lineOf(kind)));
  });

  it('is in its expanded form the same for things with hostile names', async () => {
    const pieces: string[] = [];
    const options = { base: BASE, form: 'expanded' } as const;
    for await (const piece of writeEntities(exportAll(catalog.reader), 'ndjson', options)) pieces.push(piece);
    const expanded = pieces
      .join('')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    for (const [index, line] of lines.entries()) expect(expanded[index]).toEqual(await expand(line));
  });

  it.each(['nquads', 'turtle'] as const)('makes the statements that its %s has', async (format) => {
    for (const entity of await Promise.all(everyId().map((id) => exportEntity(catalog.reader, id)))) {
      const document = entityDocument(entity, { base: BASE });
      const text = writeEntity(entity, format, { base: BASE });
      const quads = format === 'nquads' ? text : await inNQuads(text);
      expect(await canonicalOfNQuads(quads), entity.root.record.id).toBe(await canonical(document));
    }
  });

  it('has a thing of `nquads` in canonical order, each statement once', async () => {
    const entity = await exportEntity(catalog.reader, fullId('MLModelVersion'));
    const text = writeEntity(entity, 'nquads', { base: BASE });
    expect(text).toBe(await canonicalOfNQuads(text));
  });

  it.each([
    [Infinity, 'INF'],
    [-Infinity, '-INF'],
  ])('is left as it is where the processor knows no such number: %s', async (value, written) => {
    const { root, ...rest } = await exportEntity(catalog.reader, fullId('Metric'));
    const endless = { ...rest, root: { ...root, record: { ...root.record, value } } };
    const text = writeEntity(endless, 'nquads', { base: BASE });
    expect(text).toContain(`<${PREFIXES.dqv}value> "${written}"^^<${PREFIXES.xsd}double> .`);
  });

  it('holds no blank node and no list', async () => {
    for (const kind of ENTITY_KINDS) {
      const quads = await statementsOf(
        entityDocument(await exportEntity(catalog.reader, fullId(kind)), { base: BASE }),
        { safe: true },
      );
      const terms = quads.flatMap(({ subject, object }) => [subject, object]);
      expect(
        terms.filter(({ termType }) => termType === 'BlankNode'),
        kind,
      ).toEqual([]);
      expect(quads.filter(({ predicate }) => predicate.value === `${PREFIXES.rdf}first`)).toEqual([]);
    }
  });

  it('uses no property that is not declared', async () => {
    const declared = new Set(allTerms().map(({ id }) => expandCurie(id)));
    const used = new Set<string>();
    for (const kind of ENTITY_KINDS)
      for (const { predicate } of await statementsOf(lineOf(kind), { safe: true })) used.add(predicate.value);
    used.delete(`${PREFIXES.rdf}type`);
    expect([...used].filter((property) => !declared.has(property))).toEqual([]);
  });
});
