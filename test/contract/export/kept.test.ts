import { beforeAll, expect, it } from 'vitest';
import { exportEntity } from '../../../src/catalog/browse/export-entities.js';
import { GraphExportReader } from '../../../src/graph/graph-export.reader.js';
import { entityDocument } from '../../../src/jsonld/serialize-entity.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { expand } from '../../unit/jsonld/support/judge.js';
import { syncInto } from '../../support/documents.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import { Workbench } from '../curate/workbench.js';

const BASE = 'https://catalog.example';
const ORDERS = 'Table:db/orders';
const SCORES = 'Table:db/scores';
const VERSION = 'MLModelVersion:registry/churn/3';

const table = (name: string, more: Partial<EntityDocument> = {}): EntityDocument => ({
  ...{ kind: 'Table', namespace: 'db', table: name },
  ...more,
});
const FIRST = '2026-11-01T12:00:00.000Z';
const SECOND = '2026-11-02T12:00:00.000Z';

describeOnEveryEngine('the document of a thing whole', (open) => {
  let documentOf: (id: string) => Promise<Record<string, unknown>>;

  beforeAll(async () => {
    const executor = await open();
    const reader = new GraphExportReader(executor);
    documentOf = async (id) => ({ ...entityDocument(await exportEntity(reader, id), { base: BASE }) });
    const version: EntityDocument = {
      kind: 'MLModelVersion',
      service: 'registry',
      model: 'churn',
      version: '3',
    };
    const etl = (documents: EntityDocument[], at: string) =>
      syncInto(executor, { service: 'etl', masters: ['Table'], documents }, at);
    const waiting = { type: 'PREDICTED_BY', upstream: 'models:/fraud/1' } as const;
    await etl(
      [
        table('orders', { primaryKey: ['shop', 'day', 'shop'] }),
        table('old'),
        table('scores', {
          edges: [
            { type: 'DERIVED_FROM', upstream: ORDERS },
            { type: 'DERIVED_FROM', upstream: 'Table:db/old' },
            waiting,
          ],
        }),
      ],
      FIRST,
    );
    await etl(
      [table('orders', { primaryKey: ['shop', 'day', 'shop'] }), table('scores', { edges: [waiting] })],
      SECOND,
    );
    await syncInto(executor, { service: 'registry', masters: ['MLModelVersion'], documents: [version] });
    await new Workbench(executor).curate({ id: ORDERS, set: { description: 'Every order.', tags: ['pii'] } });
  });

  it('says which source says what, the people among them', async () => {
    const { claims, description } = await documentOf(ORDERS);
    expect(description).toBe('Every order.');
    expect(claims).toEqual([
      {
        ...{ '@id': expect.stringMatching(/\/Table\/db\/orders#claim-[\w-]{27}$/), '@type': ['Claim'] },
        ...{ source: 'people', rank: -1, hash: expect.stringMatching(/./) },
        body: { kind: 'Table', namespace: 'db', table: 'orders', description: 'Every order.', tags: ['pii'] },
      },
      {
        ...{ '@id': expect.stringContaining('#claim-'), '@type': ['Claim'] },
        ...{ source: 'etl', rank: 0, hash: expect.stringMatching(/./) },
        body: { kind: 'Table', namespace: 'db', table: 'orders', primaryKey: ['shop', 'day', 'shop'] },
      },
    ]);
  });

  it('leaves it to the properties what a single source says', async () => {
    const { claims } = await documentOf(SCORES);
    expect(claims).toEqual([expect.not.objectContaining({ body: expect.anything() })]);
  });

  it('has no claim where a thing was only mentioned', async () => {
    const model = await documentOf('MLModel:registry/churn');
    expect(model).not.toHaveProperty('claims');
    expect(await documentOf(VERSION)).toHaveProperty('claims');
  });

  it('tells what held before, until when, and what it ended with', async () => {
    const { past, derivedFrom } = await documentOf(SCORES);
    expect(derivedFrom).toBeUndefined();
    const ended = { '@type': ['Statement'], relation: 'DERIVED_FROM', stated: 'RECORDED', by: 'etl' };
    expect(past).toEqual([
      {
        ...ended,
        '@id': expect.stringMatching(/\/Table\/db\/scores#past-DERIVED_FROM-[\w-]{27}$/),
        ...{ influencer: `${BASE}/Table/db/old`, since: FIRST, until: SECOND },
      },
      {
        ...ended,
        '@id': expect.stringContaining('#past-DERIVED_FROM-'),
        ...{ influencer: `${BASE}/Table/db/orders`, since: FIRST, until: SECOND },
      },
    ]);
    expect(await documentOf('Table:db/old')).toMatchObject({ until: SECOND, endedBy: 'etl' });
  });

  it('tells what waits for a version that nothing answers to yet', async () => {
    const { pending } = await documentOf(SCORES);
    expect(pending).toEqual([
      {
        ...{ '@id': expect.stringContaining('/Table/db/scores#pending-'), '@type': ['PendingStatement'] },
        by: 'etl',
        statement: { type: 'PREDICTED_BY', upstream: 'models:/fraud/1' },
      },
    ]);
  });

  it('keeps the order of a list whose order means something, in one literal', async () => {
    const document = await documentOf(ORDERS);
    expect(document['primaryKey']).toEqual(['shop', 'day', 'shop']);
    const [node] = await expand(document);
    expect(node?.['https://w3id.org/headwater/1#primaryKey']).toEqual([
      { '@type': '@json', '@value': ['shop', 'day', 'shop'] },
    ]);
  });

  it('tells of a name that nobody stated that it was made', async () => {
    expect(await documentOf(VERSION)).toMatchObject({ name: 'churn 3', derived: ['name'] });
  });

  it('is read by a processor that drops nothing', async () => {
    for (const id of [ORDERS, SCORES, VERSION, 'Table:db/old'])
      await expect(expand(await documentOf(id))).resolves.toHaveLength(1);
  });

  it('says nothing of all that where it is told in brief', async () => {
    const text = JSON.stringify((await documentOf('MLModel:registry/churn'))['versions']);
    expect(text).toContain('"churn 3"');
    for (const key of ['claims', 'derived', 'past', 'pending', 'since'])
      expect(text).not.toContain(`"${key}"`);
  });
});
