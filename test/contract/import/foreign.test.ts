import { createReadStream } from 'node:fs';
import { beforeEach, expect, it } from 'vitest';
import { GraphEntityReader } from '../../../src/graph/graph-entity.reader.js';
import { GraphSyncStore } from '../../../src/graph/graph-sync.store.js';
import { importForeign, type ForeignImportReport } from '../../../src/import-foreign.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { canonicalGraph } from '../../support/canonical-graph.js';
import { describeOnEveryEngine } from '../../support/engines.js';

const DOCUMENTS = ['mldcat.jsonld', 'catalog.ttl', 'provenance.jsonld', 'runs.ttl', 'croissant.json'];

interface Asked {
  readonly dryRun?: boolean;
  readonly service?: string | null;
  readonly synced?: readonly string[];
}

describeOnEveryEngine('a document of another vocabulary', (open) => {
  let executor: GraphExecutor;
  beforeEach(async () => {
    executor = await open();
  });

  const taken = (
    name: string | AsyncIterable<string>,
    { dryRun = false, service = 'partner', synced = [] }: Asked = {},
  ): Promise<ForeignImportReport> => {
    const text =
      typeof name === 'string' ? createReadStream(`test/unit/jsonld/foreign/documents/${name}`) : name;
    const target = { store: new GraphSyncStore(executor), synced };
    return importForeign(text, target, {
      actor: 'ada',
      dryRun,
      ...(service === null ? {} : { service }),
    });
  };
  // eslint-disable-next-line @typescript-eslint/require-await
  async function* lines(...texts: string[]): AsyncGenerator<string, void> {
    yield texts.join('\n');
  }

  it.each(DOCUMENTS)('is taken once: the same again writes nothing (%s)', async (name) => {
    const first = await taken(name);
    const things = Object.values(first.taken).reduce((sum, count) => sum + count, 0);
    expect(first).toMatchObject({ state: 'COMPLETE', created: things, updated: 0, rejected: [], pending: 0 });
    const graph = await canonicalGraph(executor);
    expect(await taken(name)).toMatchObject({ created: 0, updated: 0, restored: 0, unchanged: things });
    expect(await canonicalGraph(executor)).toEqual(graph);
  });

  it('is rehearsed with the counts that the import then has, and nothing written', async () => {
    const empty = await canonicalGraph(executor);
    const planned = await taken('mldcat.jsonld', { dryRun: true });
    expect(planned.state).toBe('PLANNED');
    expect(await canonicalGraph(executor)).toEqual(empty);
    expect(await taken('mldcat.jsonld')).toEqual({ ...planned, state: 'COMPLETE' });
  });

  it('is the word of its source, and ends nothing that an earlier one held', async () => {
    const dataset = (name: string): string =>
      `<https://x.example/${name}> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> "${name} data" .`;
    await taken(lines(dataset('a'), dataset('b')), { service: null });
    const second = await taken(lines(dataset('b')), { service: null });
    expect(second).toMatchObject({ source: 'x.example', created: 0, unchanged: 1 });
    const ids = ['Table:https%3A%2F%2Fx.example/a', 'Table:https%3A%2F%2Fx.example/b'];
    const found = await new GraphEntityReader(executor).byIds(ids);
    const names = found.map(({ displayName, until }) => ({ displayName, until }));
    expect(names).toHaveLength(2);
    expect(names).toEqual(
      expect.arrayContaining([
        { displayName: 'a data', until: undefined },
        { displayName: 'b data', until: undefined },
      ]),
    );
  });

  it.each(['mlflow-prod', 'people', 'headwater'])('never speaks for %s', async (service) => {
    const empty = await canonicalGraph(executor);
    await expect(taken('mldcat.jsonld', { service, synced: ['mlflow-prod'] })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('Say another --service NAME'),
    });
    expect(await canonicalGraph(executor)).toEqual(empty);
  });

  it('that cannot be read leaves nothing behind', async () => {
    const empty = await canonicalGraph(executor);
    const broken = lines(
      '<https://x.example/a> a <http://www.w3.org/ns/dcat#Dataset> .',
      '<https://x.example/b> a',
    );
    await expect(taken(broken)).rejects.toMatchObject({ code: 'BAD_INPUT', details: { line: 2 } });
    expect(await canonicalGraph(executor)).toEqual(empty);
  });
});
