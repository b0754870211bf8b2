import { GrafeoExecutor } from '../../../src/graph/engines/grafeo.executor.js';
import type { ExportSources } from '../../../src/catalog/export/open-export.js';
import { GraphEdgeReader } from '../../../src/graph/graph-edge.reader.js';
import { GraphEntityReader } from '../../../src/graph/graph-entity.reader.js';
import { GraphHistoryReader } from '../../../src/graph/graph-history.reader.js';
import { GraphLineageReader } from '../../../src/graph/graph-lineage.reader.js';
import { GraphExportReader } from '../../../src/graph/graph-export.reader.js';
import { migrate } from '../../../src/graph/migrations.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { ENTITY_KINDS } from '../../../src/model/entities.js';
import { Workbench } from '../../contract/curate/workbench.js';
import { syncInto } from '../../support/documents.js';
import { everyTermDocuments } from '../../unit/jsonld/support/every-term-documents.js';

export interface LivedCatalog {
  readonly sources: ExportSources;
  readonly reader: GraphExportReader;
  close(): Promise<void>;
}

const FIRST = '2026-11-01T12:00:00.000Z';
const SECOND = '2026-11-02T06:00:00.000Z';
const THIRD = '2026-11-02T12:00:00.000Z';

const table = (name: string, more: Partial<EntityDocument> = {}): EntityDocument => ({
  ...{ kind: 'Table', namespace: 'db', table: name },
  ...more,
});
const version = (framework: string): EntityDocument => ({
  ...{ kind: 'MLModelVersion', service: 'etl', model: 'churn', version: '7', framework },
});

/**
 * A catalog in which everything has happened that a catalog keeps: things of every kind with every property, statements
 * that ended, things that ended, what people said and declared, rules that were broken, versions that are waited for.
 */
export async function livedCatalog(): Promise<LivedCatalog> {
  const executor = GrafeoExecutor.open();
  await migrate(executor);
  await syncInto(
    executor,
    { service: 'registry', masters: ENTITY_KINDS, documents: everyTermDocuments() },
    FIRST,
  );
  const waiting = { type: 'PREDICTED_BY', upstream: 'models:/fraud/1' } as const;
  const etl = (documents: EntityDocument[], at: string) =>
    syncInto(executor, { service: 'etl', masters: ['Table', 'MLModelVersion'], documents }, at);
  const from = (name: string) => ({ type: 'DERIVED_FROM', upstream: `Table:db/${name}` }) as const;
  await etl(
    [
      ...[table('orders'), table('old'), version('sklearn')],
      table('scores', { edges: [from('orders'), from('old'), waiting] }),
      table('report', { edges: [from('old')] }),
    ],
    FIRST,
  );
  const later = (orders: Partial<EntityDocument>) => [
    ...[table('orders', orders), version('xgboost')],
    ...[table('scores', { edges: [waiting] }), table('report', { edges: [from('old')] })],
  ];
  await etl(later({}), SECOND);
  const people = new Workbench(executor);
  await people.curate({ id: 'Table:db/orders', set: { description: 'Every order.' } }, 'It was asked for.');
  // What the source says changes, and what is shown does not.
  await etl(later({ description: 'As the warehouse has it.' }), THIRD);
  await people.register(
    {
      ...{ kind: 'Dashboard', service: 'people', dashboard: 'Sales' },
      edges: [{ type: 'CONSUMES', upstream: 'Table:db/orders', reason: 'It was looked at.' }],
    },
    'It is there.',
  );
  await people.register(
    { kind: 'Table', namespace: 'people', table: 'gone', edges: [from('orders')] },
  );
  await people.remove('Table:people/gone');
  const reader = new GraphExportReader(executor);
  const sources: ExportSources = {
    exports: reader,
    entities: new GraphEntityReader(executor),
    edges: new GraphEdgeReader(executor),
    history: new GraphHistoryReader(executor),
    lineage: new GraphLineageReader(executor),
  };
  return { reader, sources, close: () => executor.close() };
}
