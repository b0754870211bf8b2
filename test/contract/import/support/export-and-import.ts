import { exportAll, type EntityExport } from '../../../../src/catalog/browse/export-entities.js';
import { exportTree } from '../../../../src/catalog/export/export-tree.js';
import { withHistory } from '../../../../src/catalog/export/with-history.js';
import { importExport, type ImportOptions } from '../../../../src/catalog/import/import-export.js';
import type { ImportReport } from '../../../../src/catalog/import/import-report.js';
import type { GraphExecutor } from '../../../../src/graph/executor.js';
import { GraphEdgeReader } from '../../../../src/graph/graph-edge.reader.js';
import { GraphExportReader } from '../../../../src/graph/graph-export.reader.js';
import { GraphHistoryReader } from '../../../../src/graph/graph-history.reader.js';
import { GraphImportStore } from '../../../../src/graph/graph-import.store.js';
import { readExport } from '../../../../src/jsonld/read/read-export.js';
import { writeEntities, type ExportForm, type ExportFormat } from '../../../../src/jsonld/write-export.js';

export const BASE = 'https://catalog.example';

/** Everything in a catalog and all that ever happened in it, as `headwater export --all --history` writes it. */
export async function exported(
  executor: GraphExecutor,
  format: ExportFormat = 'nquads',
  form: ExportForm = 'compacted',
): Promise<string> {
  const parts: string[] = [];
  for await (const part of writeEntities(everything(executor), format, { base: BASE, form }))
    parts.push(part);
  return parts.join('');
}

async function* everything(executor: GraphExecutor): AsyncGenerator<EntityExport> {
  const history = new GraphHistoryReader(executor);
  // Few changes at once, so that histories stand in several parts.
  for await (const entity of exportAll(new GraphExportReader(executor)))
    yield* withHistory(history, [entity], 2);
}

/** One model with all that hangs on it, as a tree. */
export async function exportedTree(executor: GraphExecutor, root: string): Promise<string> {
  const sources = { exports: new GraphExportReader(executor), edges: new GraphEdgeReader(executor) };
  async function* entities(): AsyncGenerator<EntityExport> {
    for await (const page of exportTree(sources, root)) yield* page;
  }
  const parts: string[] = [];
  for await (const part of writeEntities(entities(), 'jsonld', { base: BASE, form: 'framed' }))
    parts.push(part);
  return parts.join('');
}

/** The statements of a catalog in one order: without blank nodes that is what RDFC-1.0 makes of them. */
export const statements = async (executor: GraphExecutor): Promise<string[]> =>
  [...new Set((await exported(executor)).split('\n').filter((line) => line !== ''))].sort();

export function imported(
  executor: GraphExecutor,
  text: string,
  form: ExportFormat = 'nquads',
  options: Partial<ImportOptions> = {},
): Promise<ImportReport> {
  return importExport(
    new GraphImportStore(executor),
    readExport(() => [text], { form }),
    { actor: 'ada', ...options },
  );
}
