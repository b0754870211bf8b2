import { exportAll } from '../../../../src/catalog/browse/export-entities.js';
import { importExport, type ImportOptions } from '../../../../src/catalog/import/import-export.js';
import type { ImportReport } from '../../../../src/catalog/import/import-report.js';
import type { GraphExecutor } from '../../../../src/graph/executor.js';
import { GraphExportReader } from '../../../../src/graph/graph-export.reader.js';
import { GraphImportStore } from '../../../../src/graph/graph-import.store.js';
import { readExport } from '../../../../src/jsonld/read/read-export.js';
import { writeEntities, type ExportFormat } from '../../../../src/jsonld/write-export.js';

export const BASE = 'https://catalog.example';

/** Everything in a catalog, as `headwater export --all` writes it. */
export async function exported(executor: GraphExecutor, format: ExportFormat = 'nquads'): Promise<string> {
  const parts: string[] = [];
  for await (const part of writeEntities(exportAll(new GraphExportReader(executor)), format, { base: BASE }))
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
