import { beforeEach, describe, expect, it } from 'vitest';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { entityId } from '../../../src/model/entity-id.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { syncInto, type TestSource } from '../../support/documents.js';
import { failureOf, Workbench } from './workbench.js';

const orders = entityId('Table', 'shop', 'orders');
const warehouse = (description: string, owners: string[] = ['bi']): TestSource => ({
  service: 'warehouse',
  masters: ['Table'],
  documents: [{ kind: 'Table', namespace: 'shop', table: 'orders', description, owners }],
});

describeOnEveryEngine('what people say', (open) => {
  let executor: GraphExecutor;
  let ada: Workbench;
  beforeEach(async () => {
    executor ??= await open();
    await emptyGraph(executor);
    ada = new Workbench(executor);
    await syncInto(executor, warehouse('from the warehouse'));
  });

  it('goes before what the source says, and a later sync does not touch it', async () => {
    await ada.curate({ id: orders, set: { description: 'All orders, returns included', tags: ['pii'] } });
    await syncInto(executor, warehouse('the warehouse changed its mind', ['sales']));
    expect(await ada.entity(orders)).toMatchObject({
      description: 'All orders, returns included',
      tags: ['pii'],
      owners: ['sales'],
    });
  });

  it('is taken back field by field, and the source is heard again with its newest word', async () => {
    await ada.curate({ id: orders, set: { description: 'ours', owners: ['ada'] } });
    await syncInto(executor, warehouse('newer', ['sales']));
    await ada.curate({ id: orders, revert: ['description'] });
    expect(await ada.entity(orders)).toMatchObject({ description: 'newer', owners: ['ada'] });
    await ada.curate({ id: orders, revert: ['owners'] });
    expect(await ada.entity(orders)).toMatchObject({ description: 'newer', owners: ['sales'] });
  });

  it('leaves a sync of an unchanged source with nothing to write', async () => {
    await ada.curate({ id: orders, set: { description: 'ours' } });
    const report = await syncInto(executor, warehouse('from the warehouse'));
    expect(report).toMatchObject({ unchanged: 1, updated: 0 });
  });

  it('writes nothing where everything is so already', async () => {
    const first = await ada.curate({ id: orders, set: { description: 'ours' } });
    const second = await ada.curate({ id: orders, set: { description: 'ours' } });
    expect(second).toEqual({ id: orders, revision: first.revision });
    expect(await ada.history(orders)).toHaveLength(2);
  });

  it('is refused by what the editor has not seen, and nothing is written', async () => {
    const { revision } = await ada.curate({ id: orders, set: { description: 'ours' } });
    const failure = await failureOf(
      ada.curate({ id: orders, set: { description: 'theirs' }, expectedRevision: revision - 1 }),
    );
    expect(failure).toMatchObject({ code: 'CONFLICT', details: { revision, expected: revision - 1 } });
    expect(await ada.entity(orders)).toMatchObject({ description: 'ours', revision });
  });

  it('is not asked for what only the source can know', async () => {
    const failure = await failureOf(ada.curate({ id: orders, set: { datasetType: 'VIEW' } }));
    expect(failure).toMatchObject({
      code: 'RULE_BROKEN',
      details: { rule: 'source-is-witness', field: 'datasetType' },
    });
  });

  it('must fit the model, and is told which field does not', async () => {
    expect(await failureOf(ada.curate({ id: orders, set: { descripton: 'x' } }))).toMatchObject({
      code: 'BAD_INPUT',
      details: { field: 'set.descripton' },
    });
    expect(await failureOf(ada.curate({ id: orders, set: { tags: ['a', 7] } }))).toMatchObject({
      code: 'BAD_INPUT',
      details: { field: 'tags.1' },
    });
    expect(
      await failureOf(ada.curate({ id: orders, set: { description: 'x'.repeat(10_000_000) } })),
    ).toMatchObject({ code: 'BAD_INPUT', details: { field: 'description' } });
  });

  it('is about things that are there', async () => {
    expect(
      await failureOf(ada.curate({ id: 'Table:shop/nothing', set: { description: 'x' } })),
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('of two who edit at once both is kept', async () => {
    const bob = new Workbench(executor, 'bob');
    await Promise.all([
      ada.curate({ id: orders, set: { description: 'by ada' } }),
      bob.curate({ id: orders, set: { owners: ['bob'] } }),
      syncInto(executor, warehouse('meanwhile')),
    ]);
    expect(await ada.entity(orders)).toMatchObject({ description: 'by ada', owners: ['bob'], revision: 4 });
  });

  it('of 8 writers who each hold to the revision they saw loses no word', async () => {
    const writers = Array.from({ length: 8 }, (_, index) => new Workbench(executor, `writer-${index}`));
    const add = async (writer: Workbench, tag: string): Promise<void> => {
      for (;;) {
        const seen = await writer.entity(orders);
        const tags = [...((seen?.['tags'] ?? []) as string[]), tag];
        try {
          await writer.curate({ id: orders, set: { tags }, expectedRevision: Number(seen?.revision) });
          return;
        } catch (error) {
          if ((error as { code?: string }).code !== 'CONFLICT') throw error;
        }
      }
    };
    await Promise.all(
      writers.map(async (writer) => {
        for (const turn of [1, 2, 3]) await add(writer, `${writer.actor}-${turn}`);
      }),
    );
    expect((await ada.entity(orders))?.['tags']).toHaveLength(24);
    expect(await ada.history(orders)).toHaveLength(25);
  });
});

describeOnEveryEngine('the history of a thing', (open) => {
  let executor: GraphExecutor;
  let ada: Workbench;
  beforeEach(async () => {
    executor ??= await open();
    await emptyGraph(executor);
    ada = new Workbench(executor);
    await syncInto(executor, warehouse('first'), '2026-11-01T12:00:00.000Z');
  });

  it('tells who changed what, from what to what, and why', async () => {
    await ada.curate({ id: orders, set: { description: 'ours' } }, 'the review of November');
    const [curated, created] = await ada.history(orders);
    expect(created).toMatchObject({ action: 'CREATED', source: 'warehouse', revision: 1 });
    expect(created?.run).toMatch(/^[0-9a-f-]{36}$/);
    expect(curated).toMatchObject({
      ...{ action: 'UPDATED', source: 'people', actor: 'ada', revision: 2, reason: 'the review of November' },
      fields: [{ name: 'description', before: 'first', after: 'ours' }],
      said: [{ name: 'description', after: 'ours' }],
    });
  });

  it('keeps what a source said while people said otherwise', async () => {
    await ada.curate({ id: orders, set: { description: 'ours' } });
    await syncInto(executor, warehouse('second'), '2026-11-03T12:00:00.000Z');
    const [synced] = await ada.history(orders);
    expect(synced).toMatchObject({
      fields: [],
      said: [{ name: 'description', before: 'first', after: 'second' }],
    });
  });

  it('gives back the thing as it stood at any moment', async () => {
    await syncInto(executor, warehouse('second', ['sales']), '2026-11-02T06:00:00.000Z');
    await ada.curate({ id: orders, set: { description: 'ours' } });
    await ada.remove(orders);
    const at = (time: string) => ada.entityAt(orders, time);
    expect(await at('2026-10-31T00:00:00.000Z')).toBeUndefined();
    expect(await at('2026-11-01T12:00:00.000Z')).toMatchObject({
      description: 'first',
      owners: ['bi'],
      revision: 1,
    });
    expect(await at('2026-11-02T07:00:00.000Z')).toMatchObject({ description: 'second', revision: 2 });
    const curated = await at('2026-11-02T08:00:01.500Z');
    expect(curated).toMatchObject({ description: 'ours', name: 'orders', revision: 3 });
    expect(curated).not.toHaveProperty('until');
    expect(await at('2026-12-01T00:00:00.000Z')).toHaveProperty('until');
  });
});

describe('a workbench', () => {
  it('fails a test whose deed should have failed', async () => {
    await expect(failureOf(Promise.resolve())).rejects.toThrow('should not have');
  });
});
