import type { ExportReader } from '../../../../src/catalog/browse/export.reader.js';
import { runSync } from '../../../../src/catalog/sync/run-sync.js';
import { GrafeoExecutor } from '../../../../src/graph/engines/grafeo.executor.js';
import { GraphExportReader } from '../../../../src/graph/graph-export.reader.js';
import { GraphSyncStore } from '../../../../src/graph/graph-sync.store.js';
import { migrate } from '../../../../src/graph/migrations.js';
import type { EntityDocument } from '../../../../src/model/document.js';
import { ENTITY_KINDS } from '../../../../src/model/entities.js';

export interface TestCatalog {
  readonly reader: ExportReader;
  close(): Promise<void>;
}

/** A catalog in memory that was told these documents by one source, in the way of any sync. */
export async function catalogOf(documents: readonly EntityDocument[]): Promise<TestCatalog> {
  const executor = GrafeoExecutor.open();
  await migrate(executor);
  const report = await runSync(
    new GraphSyncStore(executor),
    {
      type: 'test',
      service: 'registry',
      masters: ENTITY_KINDS,
      async read(sink) {
        for (const document of documents) await sink.put(document);
        return { complete: true, requests: 0 };
      },
    },
    { clock: () => new Date('2026-11-21T08:00:00.000Z') },
  );
  if (report.state !== 'COMPLETE') {
    await executor.close();
    throw new Error(
      `The test catalog was not taken: ${JSON.stringify([report.reason, ...report.rejections])}`,
    );
  }
  return { reader: new GraphExportReader(executor), close: () => executor.close() };
}
