import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { exportEntity } from '../../../src/catalog/browse/export-entities.js';
import { entityDocument } from '../../../src/jsonld/serialize-entity.js';
import { PREFIXES } from '../../../src/jsonld/vocabularies.js';
import { catalogOf } from './support/catalog-of.js';
import * as churn from './support/churn-documents.js';
import { mappingTables, unpadded } from './support/mapping-table.js';

const PAGE = new URL('../../../docs/jsonld.md', import.meta.url);

/** What stands between two marks of the page. */
async function section(name: string): Promise<string> {
  const page = await readFile(PAGE, 'utf8');
  const match = new RegExp(`<!-- ${name} -->\\n([\\s\\S]*?)<!-- end of ${name} -->`).exec(page);
  return match?.[1] ?? '';
}

describe('docs/jsonld.md', () => {
  it('shows the mapping that the model has', async () => {
    expect(unpadded(await section('mapping'))).toBe(unpadded(mappingTables()));
  });

  it('names every vocabulary', async () => {
    const listed = await section('vocabularies');
    for (const [prefix, iri] of Object.entries(PREFIXES))
      expect(unpadded(listed)).toContain(`| \`${prefix}\` | <${iri}> |`);
  });

  it('shows the document that a feature really has', async () => {
    const catalog = await catalogOf(churn.churnDocuments());
    const { '@context': _, ...document } = entityDocument(await exportEntity(catalog.reader, churn.FEATURE), {
      base: 'https://catalog.example',
    });
    await catalog.close();
    const shown = (await section('example')).replace(/^```json\n|\n```\n?$/gm, '').trim();
    expect(JSON.parse(shown)).toEqual({ '@context': {}, ...document });
  });
});
