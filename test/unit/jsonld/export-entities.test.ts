import { afterEach, describe, expect, it, vi } from 'vitest';
import { exportAll, exportEntity } from '../../../src/catalog/browse/export-entities.js';
import { ENTITY_KINDS } from '../../../src/model/entities.js';
import { entityId } from '../../../src/model/entity-id.js';
import { catalogOf, type TestCatalog } from './support/catalog-of.js';
import * as churn from './support/churn-documents.js';
import { fullDocuments } from './support/full-documents.js';

let catalog: TestCatalog | undefined;
const opened = async (...documents: Parameters<typeof catalogOf>): Promise<TestCatalog> =>
  (catalog = await catalogOf(...documents));
afterEach(() => catalog?.close());

const tables = (n: number) =>
  Array.from({ length: n }, (_, index) => ({ kind: 'Table' as const, namespace: 'ns', table: `t${index}` }));

describe('exporting one thing', () => {
  it('brings its edges, its parent and what it contains', async () => {
    const { reader } = await opened(churn.churnDocuments());
    const { root, others } = await exportEntity(reader, churn.VERSION);
    expect(root.parent).toBe(entityId('MLModel', 'mlflow-prod', 'customer_churn_predictor'));
    expect(root.edges.map(({ type }) => type).sort()).toEqual([
      'EVALUATED_ON',
      'PRODUCED_BY',
      'TRAINED_ON',
      'USES_FEATURE',
    ]);
    expect(root.children.map(({ relation }) => relation).sort()).toEqual([
      'HAS_ARTIFACT',
      'HAS_HYPERPARAMETER',
      'HAS_METRIC',
    ]);
    expect(root.predictions).toEqual([churn.PREDICTIONS]);
    const referred = [root.parent, ...root.edges.map(({ upstream }) => upstream), ...root.predictions];
    for (const id of referred) expect(others.has(id ?? ''), id).toBe(true);
  });

  it('brings what a served version rests on', async () => {
    const { reader } = await opened(churn.churnDocuments());
    const { others } = await exportEntity(reader, churn.DEPLOYMENT);
    expect(others.get(churn.VERSION)?.edges.map(({ upstream }) => upstream)).toEqual([churn.TABLE]);
    expect(others.has(churn.ARTIFACT)).toBe(true);
  });

  it('leaves histories out of what is only referred to', async () => {
    const { reader } = await opened(churn.churnDocuments());
    const { others } = await exportEntity(reader, churn.VERSION);
    expect(others.get(churn.METRIC)?.record).not.toHaveProperty('seriesValues');
  });

  it('that nobody knows is NOT_FOUND', async () => {
    const { reader } = await opened([]);
    await expect(exportEntity(reader, 'Table:a/b')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('exporting everything', () => {
  it('brings each thing once, kind by kind', async () => {
    const { reader } = await opened(fullDocuments());
    const ids: string[] = [];
    for await (const { root } of exportAll(reader, { pageSize: 2 })) ids.push(root.record.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...new Set(ids.map((id) => id.split(':')[0]))]).toEqual([...ENTITY_KINDS]);
  });

  it.each([1, 2, 3, 5, 6])('brings all of 5 tables in pages of %d', async (pageSize) => {
    const { reader } = await opened(tables(5));
    const names: string[] = [];
    for await (const { root } of exportAll(reader, { kinds: ['Table'], pageSize }))
      names.push(root.record.name);
    expect(names).toEqual(['t0', 't1', 't2', 't3', 't4']);
  });

  it('reads one page ahead of who takes them, and no further', async () => {
    const { reader } = await opened(tables(12));
    const pages = vi.spyOn(reader, 'byIds');
    const all = exportAll(reader, { kinds: ['Table'], pageSize: 3 });
    for (let taken = 0; taken < 3; taken += 1) await all.next();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(pages).toHaveBeenCalledTimes(2);
    await all.next();
    expect(pages).toHaveBeenCalledTimes(3);
  });

  it('asks as many questions for a page of 20 as for one of 5', async () => {
    const asked: number[] = [];
    for (const n of [5, 20]) {
      const small = await catalogOf(tables(n));
      const spies = (['byIds', 'briefs', 'everFrom', 'children', 'predictions', 'pending'] as const).map(
        (name) => vi.spyOn(small.reader, name),
      );
      for await (const _ of exportAll(small.reader, { kinds: ['Table'] }));
      asked.push(spies.reduce((sum, { mock }) => sum + mock.calls.length, 0));
      await small.close();
    }
    expect(asked[0]).toBe(asked[1]);
  });

  it('stops when it is told to', async () => {
    const { reader } = await opened(tables(3));
    const all = exportAll(reader, { pageSize: 1, signal: AbortSignal.abort() });
    await expect(all.next()).rejects.toThrow(/abort/i);
  });
});
