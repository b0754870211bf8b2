import { exportAll } from '../../../src/catalog/browse/export-entities.js';
import type { ExportReader } from '../../../src/catalog/browse/export.reader.js';
import { writeEntities, type ExportFormat } from '../../../src/jsonld/write-export.js';

export const BASE = 'https://catalog.example';

/** All that a catalog exports, as one text. */
export async function everythingOf(reader: ExportReader, format: ExportFormat = 'nquads'): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of writeEntities(exportAll(reader), format, { base: BASE })) pieces.push(piece);
  return pieces.join('');
}
