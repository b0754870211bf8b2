import { exportAll } from '../../../src/catalog/browse/export-entities.js';
import type { ExportReader } from '../../../src/catalog/browse/export.reader.js';
import { parseExportRequest } from '../../../src/catalog/export/export-request.js';
import { openExport, type ExportSources } from '../../../src/catalog/export/open-export.js';
import { writeEntities, writeEntity, type ExportFormat } from '../../../src/jsonld/write-export.js';

export const BASE = 'https://catalog.example';

/** All that a catalog exports, as one text. */
export async function everythingOf(
  reader: ExportReader,
  format: ExportFormat = 'nquads',
  base = BASE,
): Promise<string> {
  return joined(writeEntities(exportAll(reader), format, { base }));
}

/** What is exported by a question, as `GET /export` would be asked. */
export async function exportOf(
  sources: ExportSources,
  question: string,
  format: ExportFormat = 'nquads',
): Promise<string> {
  const opened = await openExport(sources, parseExportRequest(new URLSearchParams(question)));
  if ('single' in opened) return writeEntity(opened.single, format, { base: BASE });
  return joined(writeEntities(opened.parts, format, { base: BASE, isPartial: opened.isPartial }));
}

async function joined(pieces: AsyncIterable<string>): Promise<string> {
  const all: string[] = [];
  for await (const piece of pieces) all.push(piece);
  return all.join('');
}
