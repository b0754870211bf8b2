import jsonld from 'jsonld';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportedEntity } from '../../../../src/catalog/import/imported-entity.js';
import { GrafeoExecutor } from '../../../../src/graph/engines/grafeo.executor.js';
import type { GraphExecutor } from '../../../../src/graph/executor.js';
import { migrate } from '../../../../src/graph/migrations.js';
import { loadBundled } from '../../../../src/jsonld/document-loader.js';
import { CONTEXT_IRI } from '../../../../src/jsonld/vocabularies.js';
import { fillBusily } from '../../../contract/import/support/busy-catalog.js';
import { BASE, exported, exportedTree } from '../../../contract/import/support/export-and-import.js';
import { readWhole } from './support.js';

/** The reference processor, which writes in every form that there is. */
const processor = jsonld as unknown as Record<
  'expand' | 'flatten' | 'compact',
  (document: object, ...rest: unknown[]) => Promise<object>
>;
const OPTIONS = { documentLoader: loadBundled, safe: true };

interface GraphDocument {
  readonly '@context': object;
  readonly '@graph': readonly object[];
}

const withoutChanges = ({ changes: _, ...entity }: ImportedEntity) => entity;

describe('an export in another form', () => {
  let executor: GraphExecutor;
  let expected: readonly ImportedEntity[];
  let ndjson: string;
  let document: GraphDocument;

  beforeAll(async () => {
    executor = GrafeoExecutor.open();
    await migrate(executor);
    await fillBusily(executor);
    ndjson = await exported(executor, 'ndjson');
    document = JSON.parse(await exported(executor, 'jsonld')) as GraphDocument;
    expected = (await readWhole(ndjson, 'ndjson')).entities;
  });
  afterAll(() => executor.close());

  const expectSame = async (text: string, form: 'jsonld' | 'ndjson' | 'nquads' | 'turtle' = 'jsonld') =>
    expect(await readWhole(text, form)).toEqual({ entities: expected, refusals: [] });

  it('has something in it', () => {
    expect(expected.length).toBeGreaterThan(30);
    expect(expected.some(({ changes }) => changes.length > 2)).toBe(true);
    expect(expected.some(({ past }) => past.length > 0)).toBe(true);
    expect(expected.some(({ pending }) => pending.length > 0)).toBe(true);
    expect(expected.some(({ claims }) => claims.length > 2)).toBe(true);
  });

  it('is the same as one document, a thing a line', () => expectSame(JSON.stringify(document)));
  it('is the same indented', () => expectSame(JSON.stringify(document, null, 2)));
  it('is the same with its graph in one line', async () =>
    expectSame(await exported(executor, 'jsonld').then((text) => text.replace(/\n/g, ''))));
  it('is the same with the context by its address', () =>
    expectSame(JSON.stringify({ ...document, '@context': CONTEXT_IRI })));
  it('is the same with the context of a server by its address', () =>
    expectSame(JSON.stringify({ ...document, '@context': 'https://other.example/schema/context.jsonld' })));
  it('is the same expanded', async () =>
    expectSame(JSON.stringify(await processor.expand(document, OPTIONS))));
  it('is the same flattened', async () =>
    expectSame(JSON.stringify(await processor.flatten(document, null, OPTIONS))));
  it('is the same flattened and abbreviated again', async () =>
    expectSame(JSON.stringify(await processor.flatten(document, document['@context'], OPTIONS))));
  it('is the same expanded and abbreviated again', async () =>
    expectSame(
      JSON.stringify(
        await processor.compact(await processor.expand(document, OPTIONS), document['@context'], OPTIONS),
      ),
    ));
  it('is the same as our own expanded form', async () =>
    expectSame(await exported(executor, 'jsonld', 'expanded')));
  it('is the same as our own expanded form, a line each', async () =>
    expectSame(await exported(executor, 'ndjson', 'expanded'), 'ndjson'));
  it('is the same as a tree, of the things that stand in it', async () => {
    const model = 'MLModel:registry/churn';
    const tree = await exportedTree(executor, model);
    const { entities, refusals } = await readWhole(tree, 'jsonld');
    expect(refusals).toEqual([]);
    const ids = new Set(entities.map(({ id }) => id));
    expect(ids).toContain(model);
    expect(ids.size).toBeGreaterThan(2);
    const whole = expected.filter(({ id }) => ids.has(id)).map(withoutChanges);
    expect(entities.map(withoutChanges)).toEqual(whole);
  });
  it('is the same line by line under contexts that are not quite ours', () => {
    const strange = ndjson.replaceAll(
      '"@version":1.1,',
      '"@version":1.1,"foreign":"https://foreign.example/",',
    );
    expect(strange).not.toBe(ndjson);
    return expectSame(strange, 'ndjson');
  });
  it('is the same with its statements sorted', async () =>
    expectSame((await exported(executor, 'nquads')).split('\n').sort().join('\n'), 'nquads'));
  it('is the same with its statements backwards', async () =>
    expectSame((await exported(executor, 'nquads')).split('\n').reverse().join('\n'), 'nquads'));
  it('is the same as Turtle', async () => expectSame(await exported(executor, 'turtle'), 'turtle'));

  it('tells the line of each thing that cannot be read', async () => {
    const lines = ndjson.split('\n');
    const at = lines.findIndex((line) => line.includes(`${BASE}/Table/db/orders#claim-`));
    const broken = lines.map((line) =>
      line.replace(`"@id":"${BASE}/Table/db/orders",`, `"@id":"${BASE}/Table/db/other",`),
    );
    const { refusals } = await readWhole(broken.slice(at, at + 1).join('\n'), 'ndjson');
    expect(refusals).toMatchObject([{ line: 1, pointer: '/identifier', node: `${BASE}/Table/db/other` }]);
  });
});
