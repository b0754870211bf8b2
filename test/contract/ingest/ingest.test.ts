import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EntityRecord } from '../../../src/catalog/browse/entity-record.js';
import { applyDocuments, resolvePending } from '../../../src/catalog/ingest/apply-documents.js';
import type { IngestStore, IngestTransaction } from '../../../src/catalog/ingest/ingest.store.js';
import type { SyncReport } from '../../../src/catalog/sync/sync-report.js';
import { NO_WRITES, type GraphExecutor } from '../../../src/graph/executor.js';
import { GraphEntityReader } from '../../../src/graph/graph-entity.reader.js';
import { GraphIngestStore } from '../../../src/graph/graph-ingest.store.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { entityId } from '../../../src/model/entity-id.js';
import { describeOnEveryEngine, describeSideBySide, emptyGraph, testQuery } from '../../support/engines.js';
import { catalogContent, difference, syncInto, type TestSource } from '../../support/documents.js';
import { ordersId, REGISTRY, scoresId, scoringId, versionId, WAREHOUSE } from './sample-documents.js';

const registry: TestSource = {
  service: 'mlflow',
  masters: ['MLModel', 'MLModelVersion', 'TrainingRun'],
  documents: REGISTRY,
};
const warehouse: TestSource = { service: 'warehouse', masters: ['Table', 'Column'], documents: WAREHOUSE };

const edgesOf = testQuery<{ id: string }, { type: string; to: string; edge: Record<string, unknown> }>(
  'read',
  'MATCH (a:Entity {id: $id})-[r]->(b:Entity) RETURN type(r) AS type, b.id AS to, properties(r) AS edge ORDER BY type, to',
);

const LATER = '2026-11-02T12:00:00.000Z';

describeSideBySide('the same syncs', (open) => {
  it('give the same graph on every engine', async () => {
    const { left, right } = await open();
    for (const source of [registry, warehouse, { ...warehouse, documents: WAREHOUSE.slice(2) }]) {
      const [one, other] = await Promise.all([syncInto(left, source), syncInto(right, source)]);
      expect(one).toMatchObject({ state: 'COMPLETE', rejected: 0, warnings: [] });
      const { created, updated, unchanged } = one;
      expect(other).toMatchObject({ created, updated, unchanged });
      expect(await catalogContent(right)).toEqual(await catalogContent(left));
    }
  });
});

describeOnEveryEngine('a sync', (open) => {
  let executor: GraphExecutor;
  beforeEach(async () => {
    executor ??= await open();
    await emptyGraph(executor);
  });

  const sync = async (source: TestSource, at?: string): Promise<SyncReport> => syncInto(executor, source, at);
  const entity = async (id: string): Promise<EntityRecord | undefined> =>
    (await new GraphEntityReader(executor).byIds([id]))[0];
  const edges = (id: string) => executor.read(edgesOf, { id });

  it("over an unchanged source writes nothing, by the database's own count", async () => {
    for (const source of [registry, warehouse]) await sync(source);
    const before = await catalogContent(executor);
    for (const source of [registry, warehouse]) {
      const { counters, created, updated, unchanged } = await sync(source, LATER);
      expect(counters).toEqual(NO_WRITES);
      expect({ created, updated, unchanged }).toEqual({
        ...{ created: 0, updated: 0 },
        unchanged: source.documents.length,
      });
    }
    expect(await catalogContent(executor)).toEqual(before);
  });

  it('writes a document that changed, and only that', async () => {
    for (const source of [registry, warehouse]) await sync(source);
    const before = await catalogContent(executor);
    const documents = REGISTRY.map((document) =>
      document.kind === 'MLModel' ? { ...document, task: 'regression' } : document,
    );
    const report = await sync({ ...registry, documents }, LATER);
    expect(report).toMatchObject({ created: 0, updated: 1, unchanged: REGISTRY.length - 1 });
    expect(report.counters).toMatchObject({
      // The record of the change.
      nodesCreated: 1,
      relationshipsCreated: 0,
      relationshipsDeleted: 0,
    });
    const after = difference(before, await catalogContent(executor));
    expect(after.edges).toEqual([]);
    expect(after.nodes).toHaveLength(1);
    expect(await entity(entityId('MLModel', 'mlflow', 'churn'))).toMatchObject({
      ...{ task: 'regression', revision: 2, since: '2026-11-01T12:00:00.000Z' },
    });
  });

  it('takes away a property that its source no longer states', async () => {
    await sync(warehouse);
    await sync({ ...warehouse, documents: [{ kind: 'Table', namespace: 'shop', table: 'orders' }] });
    const record = await entity(ordersId);
    expect(record).not.toHaveProperty('description');
    expect(record).not.toHaveProperty('owners');
  });

  it('lets two sources speak of one table, whichever comes first: the system of record goes before', async () => {
    const table = { kind: 'Table', namespace: 'shop', table: 'orders' } as const;
    const sources: TestSource[] = [
      {
        service: 'mlflow',
        documents: [{ ...table, description: 'a dataset', displayName: 'Orders (MLflow)' }],
      },
      { service: 'warehouse', masters: ['Table'], documents: [{ ...table, description: 'All orders' }] },
    ];
    for (const order of [sources, [...sources].reverse()]) {
      await emptyGraph(executor);
      for (const source of order) await sync(source);
      expect(await entity(ordersId)).toMatchObject({
        ...{ description: 'All orders', displayName: 'Orders (MLflow)', revision: 2 },
      });
      // Neither has forgotten what it said: saying it again changes nothing.
      for (const source of order) expect((await sync(source)).counters).toEqual(NO_WRITES);
    }
  });

  it('comes to the same name in any order, also where a source names a thing by its key', async () => {
    const table = { kind: 'Table', namespace: 'shop', table: 'orders' } as const;
    const sources: TestSource[] = [
      { service: 'warehouse', masters: ['Table'], documents: [{ ...table, name: 'orders' }] },
      { service: 'mlflow', documents: [{ ...table, name: 'Orders of the shop' }] },
    ];
    const names: unknown[] = [];
    for (const order of [sources, [...sources].reverse()]) {
      await emptyGraph(executor);
      for (const source of order) await sync(source);
      names.push((await entity(ordersId))?.name);
    }
    expect(new Set(names).size).toBe(1);
  });

  it('keeps an edge that is no longer stated as a past one, with its end', async () => {
    await sync(registry);
    await sync(warehouse);
    const documents = WAREHOUSE.map((document) =>
      document['table'] === 'scores' && document.kind === 'Table'
        ? { ...document, edges: document.edges?.slice(1) }
        : document,
    );
    await sync({ ...warehouse, documents }, LATER);
    const [past, ...rest] = (await edges(scoresId)).filter(({ to }) => to === scoringId);
    expect(rest).toEqual([]);
    expect(past).toMatchObject({
      type: 'PAST_PRODUCED_BY',
      edge: { by: 'warehouse', stated: 'RECORDED', since: '2026-11-01T12:00:00.000Z', until: LATER },
    });
    expect((await edges(scoresId)).map(({ type }) => type)).toContain('PREDICTED_BY');
  });

  it('never ends what another source states, though both state the same edge', async () => {
    const document: EntityDocument = {
      kind: 'Table',
      ...{ namespace: 'shop', table: 'scores' },
      edges: [{ type: 'PRODUCED_BY', upstream: scoringId }],
    };
    await sync({ service: 'a', documents: [document] });
    await sync({ service: 'b', documents: [document] });
    await sync({ service: 'a', documents: [{ ...document, edges: [] }] }, LATER);
    const kept = (await edges(scoresId)).filter(({ type }) => !type.startsWith('HAS_'));
    expect(kept.map(({ type, edge }) => [type, edge['by']])).toEqual([
      ['PAST_PRODUCED_BY', 'a'],
      ['PRODUCED_BY', 'b'],
    ]);
  });

  it('joins a reference to a model when the model appears, and says so', async () => {
    const first = await sync(warehouse);
    expect(first.warnings.filter((text) => text.includes('models:/churn'))).toHaveLength(2);
    const modelEdges = async () =>
      [...(await edges(scoresId)), ...(await edges(scoringId))].filter(({ to }) => to === versionId);
    expect(await modelEdges()).toEqual([]);

    const second = await sync(registry, LATER);
    expect(second.warnings.join()).toContain('2 edges');
    expect(await modelEdges()).toMatchObject([
      { type: 'PREDICTED_BY', edge: { by: 'warehouse', via: scoringId, since: LATER } },
      { type: 'READS', edge: { by: 'warehouse', via: '' } },
    ]);
    expect(await resolvePending(new GraphIngestStore(executor), LATER)).toBe(0);
    expect((await sync(warehouse, LATER)).counters).toEqual(NO_WRITES);
  });

  it('forgets a reference to a model that is no longer made', async () => {
    await sync(warehouse);
    const plain = WAREHOUSE.map(({ edges: said, ...document }) => ({
      ...document,
      edges: said?.filter(({ upstream }) => !upstream.startsWith('models:')),
    }));
    await sync({ ...warehouse, documents: plain });
    await sync(registry);
    expect((await edges(scoringId)).filter(({ to }) => to === versionId)).toEqual([]);
  });

  it('keeps a document that is not valid aside, with the place of the fault, and takes the rest', async () => {
    const wrong: EntityDocument = {
      kind: 'Column',
      namespace: 'shop',
      table: 'orders',
      column: 'x',
      position: 'one',
    };
    const report = await sync({ ...warehouse, documents: [wrong, ...WAREHOUSE] });
    expect(report).toMatchObject({ state: 'PARTIAL', rejected: 1, created: WAREHOUSE.length });
    expect(report.rejections).toEqual([
      { document: 'Column shop / orders / x', pointer: '/position', reason: 'must be integer' },
    ]);
  });

  it('refuses an edge to an id that is not written as ids are, for it would meet nothing', async () => {
    const edgeTo = (upstream: string): EntityDocument => ({
      kind: 'Pipeline',
      ...{ namespace: 'jobs', job: 'score' },
      edges: [{ type: 'READS', upstream }],
    });
    for (const upstream of ['Table:shop/all orders', 'Table:shop/%6frders', 'Table:shop', 'Table:shop/a/b'])
      expect(await sync({ service: 'warehouse', documents: [edgeTo(upstream)] }), upstream).toMatchObject({
        rejected: 1,
      });
  });

  it('that breaks off leaves what was written, and is recorded as FAILED with its cause', async () => {
    const many = Array.from({ length: 1000 }, (_, n) => ({
      ...{ kind: 'Table' as const, namespace: 'shop', table: `t${n}` },
    }));
    const failure = new Error('the wire was cut');
    const report = await sync({ service: 'warehouse', documents: [...many, ...WAREHOUSE], failure });
    expect(report).toMatchObject({ state: 'FAILED', created: 1000 });
    expect(report.reason).toContain('the wire was cut');
    const reader = new GraphEntityReader(executor);
    expect(await reader.count('Table')).toBe(1000);
    const [run] = await reader.page('SyncRun', undefined, 10);
    expect(run).toMatchObject({ service: 'warehouse', state: 'FAILED', complete: false });
    expect(String(run?.['error'])).toContain('the wire was cut');
  });

  it('keeps numbers that JSON has no word for, alone and in a history', async () => {
    await sync(registry);
    const reader = new GraphEntityReader(executor);
    const [auc, loss] = await reader.byIds(
      [
        ['auc', '', ''],
        ['loss', 'holdout', 'age<30'],
      ].map((key) => entityId('Metric', 'mlflow', 'churn', '3', ...key)),
    );
    const series = [auc, loss].find((metric) => metric?.name === 'auc');
    expect(series).toMatchObject({ value: 0.5, seriesValues: [1, NaN, Infinity, -Infinity] });
    expect(series?.['seriesTimes']).toHaveLength(4);
    expect([auc, loss].find((metric) => metric?.name === 'loss')).toMatchObject({ value: NaN });
  });

  it('keeps JSON of any depth as it was said', async () => {
    for (const signature of [[[1, [2]], []], [], [{ a: null }], 'text', 5, null, { deep: [[{}]] }]) {
      const document = { kind: 'MLModelVersion' as const, service: 's', model: 'm', version: '1', signature };
      expect(await sync({ service: 's', documents: [document] })).toMatchObject({ state: 'COMPLETE' });
      const record = await entity(entityId('MLModelVersion', 's', 'm', '1'));
      expect(record?.['signature']).toEqual(signature);
    }
  });

  it('of two services at once keeps what both say, though they meet on the same new tables', async () => {
    const tables = (service: string): EntityDocument[] =>
      Array.from({ length: 300 }, (_, n) => ({
        kind: 'Table' as const,
        ...{ namespace: 'shop', table: `t${n}` },
        ...(service === 'a' ? { description: 'by a' } : { displayName: 'by b' }),
        edges: [{ type: 'DERIVED_FROM' as const, upstream: entityId('Table', 'shop', `t${(n * 7) % 300}`) }],
      }));
    const sources = ['a', 'b'].map((service) => ({ service, documents: tables(service) }));
    const reports = await Promise.all(sources.map((source) => sync(source)));
    expect(reports.map(({ state, reason }) => reason ?? state)).toEqual(['COMPLETE', 'COMPLETE']);
    const records = await new GraphEntityReader(executor).pageById('Table', '', 1000);
    expect(records).toHaveLength(300);
    for (const record of records) expect(record).toMatchObject({ description: 'by a', displayName: 'by b' });
    for (const source of sources) expect((await sync(source)).counters).toEqual(NO_WRITES);
  });
});

describeOnEveryEngine('two sources that first speak of a table in the same moment', (open) => {
  it('are both heard: the one that comes second waits for what the first has said', async () => {
    const executor = await open();
    const store = new GraphIngestStore(executor);
    const say = (service: string, said: object, through: IngestStore) =>
      applyDocuments(
        through,
        { name: service, masters: [] },
        [{ id: ordersId, document: { kind: 'Table', namespace: 'shop', table: 'orders', ...said } }],
        LATER,
      );
    const locked = gate();
    const goOn = gate();
    const first = say(
      'a',
      { description: 'by a' },
      afterLock(store, async () => {
        locked.open();
        await goOn.opened;
      }),
    );
    await locked.opened;
    const second = say('b', { displayName: 'by b' }, store);
    await Promise.race([second, sleep(300)]);
    goOn.open();
    await Promise.all([first, second]);
    const [record] = await new GraphEntityReader(executor).byIds([ordersId]);
    expect(record).toMatchObject({ description: 'by a', displayName: 'by b', revision: 2 });
  });
});

function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

/** A store whose transactions stop at their lock until `wait` is over. */
function afterLock(store: GraphIngestStore, wait: () => Promise<void>): IngestStore {
  const stopping = (tx: IngestTransaction): IngestTransaction =>
    Object.create(tx, {
      lock: {
        value: async (...args: Parameters<IngestTransaction['lock']>) => {
          const locked = await tx.lock(...args);
          await wait();
          return locked;
        },
      },
    }) as IngestTransaction;
  return Object.create(store, {
    transact: {
      value: <Result>(work: (tx: IngestTransaction) => Promise<Result>) =>
        store.transact((tx) => work(stopping(tx))),
    },
  }) as IngestStore;
}

const HOSTILE: readonly string[] = [
  "'}) DETACH DELETE n //",
  '`RETURN 1`',
  '"double" \'single\' \\ back',
  '$ids {id: 1} ${x}',
  '\u0000',
  'a\u0000b\u0001\u001f\u007f',
  'tab\tnew\nline\r',
  '漢字かな한글',
  '😀👩‍👩‍👧‍👦🏳️‍🌈',
  'e\u0301 is not \u00e9',
  '\u202eright to left',
  '\ufeff\u200b\uffff',
  '../../etc/passwd',
  'a/b//c',
  '.',
  '..',
  '~',
  '%2F%00',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'toString',
  'x'.repeat(1000),
];

/** As long as names may be, in text that takes the most room. */
const LONG: readonly string[] = ['x'.repeat(2000), '漢'.repeat(2000), '😀'.repeat(2000)];

describeOnEveryEngine('hostile names', (open) => {
  describe('come back byte for byte', () => {
    it('as keys, names, texts and lists', async () => {
      const executor = await open();
      const documents = HOSTILE.map((text): EntityDocument => ({
        kind: 'HyperParameter',
        ...{ service: 's', model: 'm', version: '1', parameter: text, value: text },
        ...{ name: text, displayName: text, description: text, tags: [text, text] },
      }));
      const report = await syncInto(executor, { service: 's', documents });
      expect(report).toMatchObject({ state: 'COMPLETE', created: HOSTILE.length });
      for (const text of HOSTILE) {
        const id = entityId('HyperParameter', 's', 'm', '1', text);
        const [record] = await new GraphEntityReader(executor).byIds([id]);
        expect(record).toMatchObject({
          ...{ id, parameter: text, value: text, name: text, displayName: text, description: text },
          tags: [text, text],
        });
      }
    });

    it('and are found by what they are called', async () => {
      const executor = await open();
      const documents = HOSTILE.map((text): EntityDocument => ({
        kind: 'Table',
        namespace: text,
        table: text,
        name: text,
      }));
      await syncInto(executor, { service: 's', documents });
      for (const text of HOSTILE) {
        const found = await new GraphEntityReader(executor).named('Table', text, 10);
        expect(found).toEqual([{ id: entityId('Table', text, text), name: text }]);
      }
    });

    it('as long as they may be, beside an id that is as long as it may be', async () => {
      const executor = await open();
      const key = { namespace: 'n'.repeat(1000), table: 't'.repeat(1000), column: 'c'.repeat(1000) };
      for (const name of LONG) {
        const document: EntityDocument = { kind: 'Column', ...key, name };
        expect(await syncInto(executor, { service: 's', documents: [document] })).toMatchObject({
          state: 'COMPLETE',
        });
        const id = entityId('Column', key.namespace, key.table, key.column);
        expect((await new GraphEntityReader(executor).byIds([id]))[0]?.name).toBe(name);
      }
    });
  });

  it('that no id can carry are refused with a reason, and the rest goes on', async () => {
    const executor = await open();
    const table = (name: string): EntityDocument => ({ kind: 'Table', namespace: 'shop', table: name });
    const documents = [table('a\ud800'), table('漢'.repeat(1000)), table('x'.repeat(1001)), table('fine')];
    const report = await syncInto(executor, { service: 's', documents });
    expect(report).toMatchObject({ state: 'PARTIAL', created: 1, rejected: 3 });
    expect(report.rejections.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('surrogate'),
      expect.stringContaining('too long'),
      expect.stringContaining('1000 characters'),
    ]);
  });

  it('that are not valid Unicode are refused, for they would not come back as they were said', async () => {
    const executor = await open();
    const document: EntityDocument = {
      kind: 'Table',
      namespace: 'shop',
      table: 'orders',
      name: 'half \ud83d',
    };
    const report = await syncInto(executor, { service: 's', documents: [document] });
    expect(report).toMatchObject({ rejected: 1, created: 0 });
    expect(report.rejections[0]).toMatchObject({ pointer: '/name' });
  });
});
