import { readVersion, type CardReaders, type VersionFile } from '../../src/catalog/cards/read-version.js';
import { GrafeoExecutor } from '../../src/graph/engines/grafeo.executor.js';
import type { GraphExecutor } from '../../src/graph/executor.js';
import { GraphEdgeReader } from '../../src/graph/graph-edge.reader.js';
import { GraphEntityReader } from '../../src/graph/graph-entity.reader.js';
import { GraphHistoryReader } from '../../src/graph/graph-history.reader.js';
import { GraphLineageReader } from '../../src/graph/graph-lineage.reader.js';
import { migrate } from '../../src/graph/migrations.js';
import type { EntityDocument } from '../../src/model/document.js';
import { ENTITY_KINDS } from '../../src/model/entities.js';
import { syncInto } from './documents.js';

export const cardReaders = (executor: GraphExecutor): CardReaders => ({
  entities: new GraphEntityReader(executor),
  edges: new GraphEdgeReader(executor),
  history: new GraphHistoryReader(executor),
  lineage: new GraphLineageReader(executor),
});

/** Tells the graph these documents by one source. */
export async function told(executor: GraphExecutor, documents: readonly EntityDocument[]): Promise<void> {
  const report = await syncInto(executor, { service: 'registry', masters: ENTITY_KINDS, documents });
  if (report.state !== 'COMPLETE')
    throw new Error(`Not taken: ${JSON.stringify([report.reason, ...report.rejections])}`);
}

/** An embedded catalog in memory with these documents in it, for as long as it is used. */
export async function withCatalog<Result>(
  documents: readonly EntityDocument[],
  use: (executor: GraphExecutor) => Promise<Result>,
): Promise<Result> {
  const executor = GrafeoExecutor.open();
  try {
    await migrate(executor);
    await told(executor, documents);
    return await use(executor);
  } finally {
    await executor.close();
  }
}

/** What cards tell of a version of a catalog of these documents. */
export const fileOf = (documents: readonly EntityDocument[], id: string): Promise<VersionFile> =>
  withCatalog(documents, (executor) => readVersion(cardReaders(executor), id));
