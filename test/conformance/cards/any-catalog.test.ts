import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { scopeOf } from '../../../src/catalog/cards/lineage-scope.js';
import { readLineage } from '../../../src/catalog/cards/read-lineage.js';
import { readVersion } from '../../../src/catalog/cards/read-version.js';
import { writeLineage } from '../../../src/cards/openlineage/write-lineage.js';
import { writeCard } from '../../../src/cards/write-card.js';
import { GraphEntityReader } from '../../../src/graph/graph-entity.reader.js';
import { cardReaders, withCatalog } from '../../support/card-catalog.js';
import { testRuns, timeFor } from '../../support/test-runs.js';
import { fullId } from '../../unit/jsonld/support/full-documents.js';
import { anyVersion } from '../support/any-version.js';
import { cycloneDxFindings, openLineageFindings, spdxFindings } from '../support/card-judges.js';

const OPTIONS = { base: 'https://catalog.example' };
const RUNS = testRuns(15);

it(
  'any catalog gives cards and events that the official schemas take',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyVersion, (documents) =>
        withCatalog(documents, async (executor) => {
          const file = await readVersion(cardReaders(executor), fullId('MLModelVersion'));
          expect(cycloneDxFindings(JSON.parse(writeCard(file, 'cyclonedx', OPTIONS)))).toEqual([]);
          expect(spdxFindings(JSON.parse(writeCard(file, 'spdx', OPTIONS)))).toEqual([]);

          const [, head = ''] = /^---\n([\s\S]*?\n)---\n\n# /.exec(writeCard(file, 'model-card', OPTIONS)) ?? [];
          expect(parse(head)).toMatchObject({ model_name: file.model?.['model'] ?? expect.any(String) });

          const readers = { ...cardReaders(executor), entities: new GraphEntityReader(executor) };
          const scope = scopeOf(fullId('MLModelVersion'));
          for await (const line of writeLineage(readLineage(readers, scope), OPTIONS))
            expect(openLineageFindings(JSON.parse(line) as object)).toEqual([]);
        }),
      ),
      { numRuns: RUNS },
    );
  },
  timeFor(RUNS, 1000),
);
