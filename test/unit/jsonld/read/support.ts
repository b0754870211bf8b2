import type { ImportedEntity, Refusal } from '../../../../src/catalog/import/imported-entity.js';
import type { LinkedDataForm } from '../../../../src/jsonld/parse/form-of.js';
import { readExport } from '../../../../src/jsonld/read/read-export.js';

export interface ReadWhole {
  readonly entities: readonly ImportedEntity[];
  readonly refusals: readonly Refusal[];
}

/** All that is read of a text, in the order of ids. */
export async function readWhole(text: string, form: LinkedDataForm, base?: string): Promise<ReadWhole> {
  const entities: ImportedEntity[] = [];
  const refusals: Refusal[] = [];
  for await (const read of readExport(() => [text], { form, ...(base === undefined ? {} : { base }) })) {
    if (read.entity) entities.push(read.entity);
    else refusals.push(read.refusal);
  }
  return { entities: entities.sort((a, b) => (a.id < b.id ? -1 : 1)), refusals };
}
