import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportEntity } from '../../src/catalog/browse/export-entities.js';
import { entityDocument } from '../../src/jsonld/serialize-entity.js';
import { ENTITY_KINDS } from '../../src/model/entities.js';
import { pythonEnvironment } from '../support/python-env.js';
import { describeWithPython } from '../support/real-parts.js';
import { runTool } from '../support/run-tool.js';
import { fullId } from '../unit/jsonld/support/full-documents.js';
import { expand } from '../unit/jsonld/support/judge.js';
import { BASE, everythingOf } from './support/everything-of.js';
import { livedCatalog, type LivedCatalog } from './support/lived-catalog.js';
import { ONTOLOGY, parseNQuads, readTurtle, SHAPES } from './support/validators.js';

const SCRIPT = fileURLToPath(new URL('support/second_processor.py', import.meta.url));

/** Processors that share no line with those that we use. */
describeWithPython('a second processor', () => {
  let catalog: LivedCatalog;
  let directory: string;
  let python: string;

  beforeAll(async () => {
    ({ python } = await pythonEnvironment('linked-data'));
    catalog = await livedCatalog();
    directory = await mkdtemp(join(tmpdir(), 'headwater-second-'));
  }, 600_000);
  afterAll(async () => {
    await catalog.close();
    await rm(directory, { recursive: true });
  });

  /** What the script writes of each of these files. */
  async function told<Line>(command: 'expand' | 'compare', files: readonly string[]): Promise<Line[]> {
    const list = join(directory, `${command}.list`);
    await writeFile(list, files.join('\n'));
    const output = await runTool(python, [SCRIPT, command, list]);
    return output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  }

  const written = async (name: string, text: string): Promise<string> => {
    const file = join(directory, name);
    await writeFile(file, text);
    return file;
  };

  it('(PyLD) expands the document of every kind to what jsonld.js does', async () => {
    const documents = await Promise.all(
      ENTITY_KINDS.map(async (kind) =>
        entityDocument(await exportEntity(catalog.reader, fullId(kind)), { base: BASE }),
      ),
    );
    const files = await Promise.all(
      documents.map((document, index) => written(`${index}.jsonld`, JSON.stringify(document))),
    );
    const expanded = await told<object[]>('expand', files);
    for (const [index, document] of documents.entries())
      expect(expanded[index], ENTITY_KINDS[index]).toEqual(await expand(document));
  }, 180_000);

  it('(rdflib) reads the same graph from JSON-LD, N-Quads and Turtle', async () => {
    const nQuads = await everythingOf(catalog.reader);
    const files = await Promise.all([
      written('all.nq', nQuads),
      written('all.jsonld', await everythingOf(catalog.reader, 'jsonld')),
      written('all.ttl', await everythingOf(catalog.reader, 'turtle')),
    ]);
    const triples = new Set(parseNQuads(nQuads).map((quad) => JSON.stringify(quad))).size;
    const same = { triples, same: true };
    expect(triples).toBeGreaterThan(1_000);
    expect(await told('compare', files)).toEqual([same, same, same]);
  }, 180_000);

  it.each([
    ['the ontology', ONTOLOGY],
    ['our shapes', SHAPES.headwater],
  ])('(rdflib) reads as many statements in %s as n3 does', async (_, file) => {
    const [read] = await told<{ triples: number }>('compare', [file]);
    expect(read?.triples).toBe((await readTurtle(file)).length);
  });
});
