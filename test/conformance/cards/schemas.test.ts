import { describe, expect, it } from 'vitest';
import { writeCard } from '../../../src/cards/write-card.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { entityId } from '../../../src/model/entity-id.js';
import { fileOf } from '../../support/card-catalog.js';
import { churnDocuments, VERSION } from '../../unit/jsonld/support/churn-documents.js';
import { fullDocuments, fullId } from '../../unit/jsonld/support/full-documents.js';
import { HOSTILE_ADDRESSES, HOSTILE_NAMES, hostileDocuments } from '../../unit/jsonld/support/hostile-names.js';
import { cycloneDxFindings, spdxFindings } from '../support/card-judges.js';

const OPTIONS = { base: 'https://catalog.example' };

type Tree = { [key: string]: Tree } & Tree[];

async function written(documents: readonly EntityDocument[], id: string, format: 'cyclonedx' | 'spdx'): Promise<Tree> {
  return JSON.parse(writeCard(await fileOf(documents, id), format, OPTIONS)) as Tree;
}

const FINDINGS = { cyclonedx: cycloneDxFindings, spdx: spdxFindings } as const;

/** The same document without what is at that path. */
function without(document: Tree, path: string): Tree {
  const copy = structuredClone(document);
  const steps = path.split('/').slice(1);
  const last = steps.pop() ?? '';
  Reflect.deleteProperty(steps.reduce((at, step) => at[step] as Tree, copy), last);
  return copy;
}

describe.each(['cyclonedx', 'spdx'] as const)('%s held against its official schema', (format) => {
  it.each([
    ['the champion of a shop', churnDocuments, VERSION],
    ['a version with every property filled', fullDocuments, fullId('MLModelVersion')],
    [
      'a version of which nothing is known',
      () => [{ kind: 'MLModelVersion' as const, service: 's', model: 'm', version: '1' }],
      entityId('MLModelVersion', 's', 'm', '1'),
    ],
  ])('finds nothing in %s', async (_, documents, id) => {
    expect(FINDINGS[format](await written(documents(), id, format))).toEqual([]);
  });

  it.each(Object.entries(HOSTILE_NAMES))('finds nothing where all is named with %s', async (_, name) => {
    const document = await written(hostileDocuments(name), entityId('MLModelVersion', name, name, name), format);
    expect(FINDINGS[format](document)).toEqual([]);
  });

  it.each(HOSTILE_ADDRESSES)('finds nothing where every address is %j', async (address) => {
    const key = { service: 's', model: 'm', version: '1' };
    const id = entityId('MLModelVersion', 's', 'm', '1');
    const documents: EntityDocument[] = [
      {
        ...{ kind: 'MLModelVersion', ...key, sourceUrl: address, artifactUri: address, modelUri: address },
        edges: [{ type: 'PRODUCED_BY', upstream: entityId('TrainingRun', 's', 'r') }],
      },
      { kind: 'TrainingRun', service: 's', run: 'r', sourceUrl: address, gitRepository: address },
      { kind: 'Artifact', ...key, path: 'model', uri: address },
    ];
    const document = await written(documents, id, format);
    expect(FINDINGS[format](document)).toEqual([]);
    expect(JSON.stringify(document)).not.toMatch(/"(url|software_downloadLocation|software_homePage)":"(javascript|data):/);
  });
});

describe('what the schemas would find', () => {
  it.each([
    '/bomFormat',
    '/specVersion',
    '/components/0/type',
    '/components/0/name',
    '/components/1/data/0/type',
    '/dependencies/0/ref',
    '/annotations/0/text',
    '/compositions/0/aggregate',
  ])('CycloneDX without %s', async (path) => {
    const document = await written(churnDocuments(), VERSION, 'cyclonedx');
    expect(cycloneDxFindings(without(document, path)).length).toBeGreaterThan(0);
  });

  it.each(['/@context', '/@graph/0/created', '/@graph/0/createdBy', '/@graph/1/spdxId', '/@graph/2/creationInfo'])(
    'SPDX without %s',
    async (path) => {
      const document = await written(churnDocuments(), VERSION, 'spdx');
      expect(spdxFindings(without(document, path)).length).toBeGreaterThan(0);
    },
  );
});
