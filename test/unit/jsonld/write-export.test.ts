import { Parser } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportAll, exportEntity } from '../../../src/catalog/browse/export-entities.js';
import {
  EXPORT_FORMATS,
  isExportFormat,
  writeEntities,
  writeEntity,
  type ExportFormat,
} from '../../../src/jsonld/write-export.js';
import { catalogOf, type TestCatalog } from './support/catalog-of.js';
import * as churn from './support/churn-documents.js';
import { fullDocuments } from './support/full-documents.js';
import { HOSTILE_NAMES, hostileDocuments } from './support/hostile-names.js';
import { canonical, canonicalOfNQuads, expand, toNQuadsByJudge } from './support/judge.js';

const OPTIONS = { base: 'https://catalog.example' };

let catalog: TestCatalog;
beforeAll(async () => {
  catalog = await catalogOf([
    ...churn.churnDocuments(),
    ...fullDocuments(),
    ...Object.values(HOSTILE_NAMES).flatMap(hostileDocuments),
  ]);
});
afterAll(() => catalog.close());

async function everythingAs(format: ExportFormat): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of writeEntities(exportAll(catalog.reader), format, OPTIONS)) pieces.push(piece);
  return pieces.join('');
}

/** Statements as n3, a parser that is not jsonld.js, reads them. */
const statements = (text: string, format: string): string[] =>
  new Parser({ format })
    .parse(text)
    .map((quad) => JSON.stringify(quad))
    .sort();

describe('everything', () => {
  it('is one JSON-LD document, with each thing once', async () => {
    const document = JSON.parse(await everythingAs('jsonld')) as { '@graph': { '@id': string }[] };
    const ids = document['@graph'].map((node) => node['@id']);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await expand(document)).toHaveLength(ids.length);
  });

  it('is the same graph in JSON-LD, N-Quads and Turtle', async () => {
    const document = JSON.parse(await everythingAs('jsonld')) as object;
    const nQuads = await everythingAs('nquads');
    expect(await canonicalOfNQuads(nQuads)).toBe(await canonical(document));
    expect([...new Set(statements(await everythingAs('turtle'), 'Turtle'))]).toEqual([
      ...new Set(statements(nQuads, 'N-Quads')),
    ]);
  });

  it('is a document a line in NDJSON, which together say the same graph', async () => {
    const lines = (await everythingAs('ndjson')).trimEnd().split('\n');
    const quads = await Promise.all(lines.map((line) => toNQuadsByJudge(JSON.parse(line) as object)));
    expect(await canonicalOfNQuads(quads.join(''))).toBe(
      await canonicalOfNQuads(await everythingAs('nquads')),
    );
  });

  it('of an empty catalog is an empty document', async () => {
    const empty = await catalogOf([]);
    const kinds = ['Table'] as const;
    const pieces: string[] = [];
    for await (const piece of writeEntities(exportAll(empty.reader, { kinds }), 'jsonld', OPTIONS))
      pieces.push(piece);
    await empty.close();
    expect(await expand(JSON.parse(pieces.join('')) as object)).toEqual([]);
  });
});

describe('one thing', () => {
  it('is the same graph in every format', async () => {
    const entity = await exportEntity(catalog.reader, churn.VERSION);
    const written = (format: ExportFormat) => writeEntity(entity, format, OPTIONS);
    const nQuads = written('nquads');
    for (const format of ['jsonld', 'ndjson'] as const)
      expect(await canonical(JSON.parse(written(format)) as object)).toBe(await canonicalOfNQuads(nQuads));
    expect(statements(written('turtle'), 'Turtle')).toEqual(statements(nQuads, 'N-Quads'));
  });
});

describe('the name of a format', () => {
  it('is known or not', () => {
    expect(EXPORT_FORMATS.every(isExportFormat)).toBe(true);
    expect(isExportFormat('rdfxml')).toBe(false);
  });
});
