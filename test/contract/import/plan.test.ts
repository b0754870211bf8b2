import { beforeEach, expect, it } from 'vitest';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphHistoryReader } from '../../../src/graph/graph-history.reader.js';
import { migrate } from '../../../src/graph/migrations.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { canonicalGraph } from '../../support/canonical-graph.js';
import { catalogContent, syncInto } from '../../support/documents.js';
import { describeOnEveryEngine, emptyGraph } from '../../support/engines.js';
import { Workbench } from '../curate/workbench.js';
import { exported, imported, statements } from './support/export-and-import.js';

const ORDERS = 'Table:db/orders';
const ITEMS = 'Table:db/items';
const table = (name: string, more: Partial<EntityDocument> = {}): EntityDocument => ({
  ...{ kind: 'Table', namespace: 'db', table: name },
  ...more,
});
const etl = (executor: GraphExecutor, documents: readonly EntityDocument[], at?: string) =>
  syncInto(executor, { service: 'etl', masters: ['Table'], documents }, at);
const FIRST = [
  table('orders', { description: 'Raw.', edges: [{ type: 'DERIVED_FROM', upstream: ITEMS }] }),
  table('items'),
];

describeOnEveryEngine('an import', (open) => {
  let executor: GraphExecutor;
  let text: string;

  beforeEach(async () => {
    executor ??= await open();
    await empty();
    await etl(executor, FIRST);
    text = await exported(executor, 'ndjson');
  });

  const empty = async (): Promise<void> => {
    await emptyGraph(executor);
    await migrate(executor);
  };

  /** All but what syncs keep of themselves. */
  const content = async () => {
    const { nodes, edges } = await catalogContent(executor);
    return { nodes: nodes.filter((line) => !line.startsWith('[["SyncLease"]')), edges };
  };

  it('that is only tried tells what it would write, and writes nothing', async () => {
    await empty();
    const before = await canonicalGraph(executor);
    const report = await imported(executor, text, 'ndjson', { dryRun: true });
    expect(report).toMatchObject({ state: 'PLANNED', written: 0, new: report.read });
    expect(report.plan).toContainEqual({ entity: ORDERS, action: 'NEW' });
    expect(await canonicalGraph(executor)).toEqual(before);
  });

  it('says anew what the catalog says otherwise by now, and keeps the record of it', async () => {
    await etl(
      executor,
      [table('orders', { description: 'Clean.' }), table('items')],
      '2026-11-02T12:00:00.000Z',
    );
    const plan = await imported(executor, text, 'ndjson', { dryRun: true });
    expect(plan.plan).toEqual([
      {
        ...{ entity: ORDERS, action: 'CHANGED', fields: ['description'] },
        edges: [{ type: 'DERIVED_FROM', upstream: ITEMS, change: 'ADDED' }],
      },
    ]);
    expect(await imported(executor, text, 'ndjson')).toMatchObject({ state: 'COMPLETE', changed: 1, new: 0 });
    const [change] = await new GraphHistoryReader(executor).changesOf(ORDERS, 1_000, 1);
    expect(change).toMatchObject({
      ...{ action: 'UPDATED', actor: 'ada', source: 'etl', reason: 'import', revision: 3 },
      fields: [{ name: 'description', before: 'Clean.', after: 'Raw.' }],
    });
    expect(await imported(executor, text, 'ndjson')).toMatchObject({ changed: 0, written: 0 });
  });

  it('leaves alone what people say where its document says nothing of them', async () => {
    await new Workbench(executor).curate({ id: ORDERS, set: { description: 'Ours.' } });
    const before = await canonicalGraph(executor);
    expect(await imported(executor, text, 'ndjson')).toMatchObject({ changed: 0, written: 0 });
    expect(await canonicalGraph(executor)).toEqual(before);
  });

  it('ends nothing, and does not bring back what people deleted', async () => {
    await etl(executor, [table('orders')], '2026-11-02T12:00:00.000Z');
    const withoutItems = await exported(executor, 'ndjson');
    await etl(executor, FIRST, '2026-11-03T12:00:00.000Z');
    const kept = await imported(executor, withoutItems, 'ndjson');
    expect(kept.plan).toContainEqual(expect.objectContaining({ entity: ITEMS, action: 'KEPT' }));
    await new Workbench(executor).register({ kind: 'Table', namespace: 'db', table: 'mine' });
    const withMine = await exported(executor, 'ndjson');
    await new Workbench(executor).remove('Table:db/mine');
    expect((await imported(executor, withMine, 'ndjson')).plan).toContainEqual(
      expect.objectContaining({ entity: 'Table:db/mine', action: 'KEPT' }),
    );
  });

  it('of which one thing is wrong writes nothing, unless that is skipped', async () => {
    await empty();
    const wrong = text
      .split('\n')
      .map((line) =>
        line.includes('"Raw."') && line.includes(`"identifier":"${ORDERS}"`)
          ? line.replace('"table":"orders"', '"table":"others"')
          : line,
      )
      .join('\n');
    expect(wrong).not.toBe(text);
    const line = 1 + wrong.split('\n').findIndex((one) => one.includes('"others"'));
    const before = await canonicalGraph(executor);
    const report = await imported(executor, wrong, 'ndjson');
    expect(report).toMatchObject({ state: 'REFUSED', refused: 1, written: 0 });
    expect(report.refusals).toEqual([
      { line, pointer: '/identifier', node: ORDERS, reason: 'must be Table:db/others, as its key is' },
    ]);
    expect(await canonicalGraph(executor)).toEqual(before);
    const rest = await imported(executor, wrong, 'ndjson', { skipRefused: true });
    expect(rest).toMatchObject({ state: 'COMPLETE', refused: 1, new: rest.read - 1 });
  });

  it('refuses a thing that stands twice with other values, and names both lines', async () => {
    await empty();
    const second = text
      .split('\n')
      .filter((line) => line.includes('"description":"Raw."'))
      .slice(-1)
      .join('');
    expect(second).toContain('Raw.');
    const doubled = `${text}${second.replaceAll('Raw.', 'Else.')}\n`;
    const lines = doubled.trimEnd().split('\n');
    const [refusal] = (await imported(executor, doubled, 'ndjson')).refusals;
    expect(refusal).toMatchObject({ node: ORDERS, line: lines.length });
    const first = 1 + lines.findIndex((line) => line === second);
    expect(refusal?.reason).toBe(`stands there a second time, with other values than in line ${first}`);
    expect((await imported(executor, `${text}${second}\n`, 'ndjson')).state).toBe('COMPLETE');
  });

  it('that is stopped between two batches is completed by the same import', async () => {
    const before = await statements(executor);
    await empty();
    const stop = new AbortController();
    const part = await imported(executor, text, 'ndjson', {
      ...{ batchSize: 1, signal: stop.signal },
      onProgress: ({ phase, done }) => void (phase === 'writing' && done === 2 && stop.abort()),
    });
    expect(part).toMatchObject({ state: 'INTERRUPTED', written: 2 });
    const rest = await imported(executor, text, 'ndjson');
    expect(rest).toMatchObject({ state: 'COMPLETE' });
    expect(rest.written).toBeGreaterThan(0);
    expect(await statements(executor)).toEqual(before);
  });

  it('that breaks in the middle of a batch leaves nothing of that batch', async () => {
    const before = await statements(executor);
    await empty();
    const graph = await canonicalGraph(executor);
    const failing: GraphExecutor = Object.assign(Object.create(executor) as GraphExecutor, {
      write: (work: Parameters<GraphExecutor['write']>[0]) =>
        executor.write(async (tx) => {
          let texts = 0;
          return work({
            run: (query, params) => {
              texts += 1;
              if (texts > 6) throw new Error('The machine lost its power.');
              return tx.run(query, params);
            },
          });
        }),
    });
    await expect(imported(failing, text, 'ndjson')).rejects.toThrow('lost its power');
    expect(await canonicalGraph(executor)).toEqual(graph);
    await imported(executor, text, 'ndjson');
    expect(await statements(executor)).toEqual(before);
  });

  it('brings a catalog that the next sync finds nothing to write into', async () => {
    await empty();
    await imported(executor, text, 'ndjson');
    const before = await content();
    expect(await etl(executor, FIRST)).toMatchObject({ created: 0, updated: 0, unchanged: 2, retired: 0 });
    expect(await content()).toEqual(before);
  });

  it('by who may not speak for people refuses their words and their history', async () => {
    await new Workbench(executor).curate({ id: ORDERS, set: { description: 'Ours.' } });
    const words = await exported(executor, 'ndjson');
    await empty();
    const report = await imported(executor, words, 'ndjson', { mayEdit: false });
    expect(report.refusals).toContainEqual(
      expect.objectContaining({ node: ORDERS, reason: expect.stringContaining('role admin') }),
    );
  });
});
