import { beforeAll, expect, it } from 'vitest';
import { exportEntity, type EntityExport } from '../../../src/catalog/browse/export-entities.js';
import { openExport, type ExportSources } from '../../../src/catalog/export/open-export.js';
import { parseExportRequest } from '../../../src/catalog/export/export-request.js';
import { withHistory } from '../../../src/catalog/export/with-history.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphEdgeReader } from '../../../src/graph/graph-edge.reader.js';
import { GraphEntityReader } from '../../../src/graph/graph-entity.reader.js';
import { GraphExportReader } from '../../../src/graph/graph-export.reader.js';
import { GraphHistoryReader } from '../../../src/graph/graph-history.reader.js';
import { GraphLineageReader } from '../../../src/graph/graph-lineage.reader.js';
import { entityDocument } from '../../../src/jsonld/serialize-entity.js';
import { writeEntities } from '../../../src/jsonld/write-export.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { syncInto } from '../../support/documents.js';
import { describeOnEveryEngine } from '../../support/engines.js';
import { expand } from '../../unit/jsonld/support/judge.js';

const BASE = 'https://catalog.example';
const FIRST = '2026-10-01T12:00:00.000Z';
const BETWEEN = '2026-10-15T00:00:00.000Z';
const SECOND = '2026-11-01T12:00:00.000Z';

const table = (name: string, more: Partial<EntityDocument> = {}): EntityDocument => ({
  ...{ kind: 'Table', namespace: 'db', table: name },
  ...more,
});

const sourcesOn = (executor: GraphExecutor): ExportSources => ({
  exports: new GraphExportReader(executor),
  entities: new GraphEntityReader(executor),
  edges: new GraphEdgeReader(executor),
  history: new GraphHistoryReader(executor),
  lineage: new GraphLineageReader(executor),
});

describeOnEveryEngine('a part of the catalog', (open) => {
  let sources: ExportSources;
  const linesOf = async (query: string): Promise<Record<string, unknown>[]> => {
    const opened = await openExport(sources, parseExportRequest(new URLSearchParams(query)));
    if ('single' in opened) return [{ ...entityDocument(opened.single, { base: BASE }) }];
    let text = '';
    for await (const piece of writeEntities(opened.parts, 'ndjson', { base: BASE })) text += piece;
    const lines = text.split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  beforeAll(async () => {
    const executor = await open();
    sources = sourcesOn(executor);
    const etl = (documents: EntityDocument[], at: string) =>
      syncInto(executor, { service: 'etl', masters: ['Table'], documents }, at);
    await etl(
      [
        table('orders', { description: 'first', owners: ['ana'] }),
        table('old'),
        table('scores', { edges: [{ type: 'DERIVED_FROM', upstream: 'Table:db/old' }] }),
      ],
      FIRST,
    );
    await etl(
      [
        table('orders', { description: 'second', owners: ['ben'] }),
        table('scores', { edges: [{ type: 'DERIVED_FROM', upstream: 'Table:db/orders' }] }),
      ],
      SECOND,
    );
  });

  it('as of a moment has the values and the edges of then, and nothing that only today keeps', async () => {
    const lines = await linesOf(`kind=Table&asOf=${BETWEEN}`);
    const byName = new Map(lines.map((line) => [line['identifier'], line]));
    expect(byName.get('Table:db/orders')).toMatchObject({ description: 'first', asOf: BETWEEN, revision: 1 });
    expect(byName.get('Table:db/old')).not.toHaveProperty('until');
    expect(byName.get('Table:db/scores')).toMatchObject({ derivedFrom: [{ identifier: 'Table:db/old' }] });
    for (const line of lines) {
      for (const key of ['claims', 'past', 'pending', 'endedBy']) expect(line).not.toHaveProperty(key);
      await expect(expand(line)).resolves.toHaveLength(1);
    }
    expect(await linesOf('kind=Table&asOf=2026-09-01')).toEqual([]);
    expect(await linesOf(`kind=Table&asOf=${BETWEEN}&owner=ana`)).toHaveLength(1);
    expect(await linesOf('kind=Table&owner=ana')).toEqual([]);
  });

  it('of one thing that was not there then says just that', async () => {
    await expect(linesOf('thing=Table:db/orders&asOf=2026-09-01')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('was not in the catalog at 2026-09-01') as string,
    });
  });

  it('of everything includes what has ended', async () => {
    const lines = await linesOf('kind=Table');
    expect(lines.map((line) => line['identifier'])).toEqual([
      'Table:db/old',
      'Table:db/orders',
      'Table:db/scores',
    ]);
    expect(lines[0]).toMatchObject({ until: SECOND, endedBy: 'etl' });
  });

  it('with its history tells each change once and in order, however few are read at a time', async () => {
    const ids = ['Table:db/old', 'Table:db/orders', 'Table:db/scores'];
    const page = await Promise.all(ids.map((id) => exportEntity(sources.exports, id)));
    const told = async (atOnce: number): Promise<EntityExport[]> => {
      const parts: EntityExport[] = [];
      for await (const part of withHistory(sources.history, page, atOnce)) parts.push(part);
      return parts;
    };
    const whole = await told(200);
    expect(whole.map(({ part }) => part)).toEqual([undefined, undefined, undefined]);
    expect(whole.map(({ changes }) => changes?.map(({ action }) => action))).toEqual([
      ['CREATED', 'DELETED'],
      ['CREATED', 'UPDATED'],
      ['CREATED', 'UPDATED'],
    ]);
    const pieces = await told(1);
    expect(pieces.map(({ part }) => part)).toEqual([
      undefined,
      'FURTHER',
      undefined,
      'FURTHER',
      undefined,
      'FURTHER',
    ]);
    expect(pieces.flatMap(({ changes }) => changes ?? [])).toEqual(
      whole.flatMap(({ changes }) => changes ?? []),
    );
  });

  it('with its history is read by a processor that drops nothing', async () => {
    for (const line of await linesOf('kind=Table&history=true')) {
      const [node] = await expand(line);
      expect(node?.['https://w3id.org/headwater/1#change']).toHaveLength(2);
    }
  });
});
