import type { Quad } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportAll, exportEntity } from '../../src/catalog/browse/export-entities.js';
import type { JsonObject } from '../../src/jsonld/context.js';
import { entityDocument } from '../../src/jsonld/serialize-entity.js';
import { ENTITY_KINDS } from '../../src/model/entities.js';
import { entityId } from '../../src/model/entity-id.js';
import { describeWithPython, python } from '../support/real-parts.js';
import { testRuns } from '../support/test-runs.js';
import { catalogOf } from '../unit/jsonld/support/catalog-of.js';
import * as churn from '../unit/jsonld/support/churn-documents.js';
import { fullId } from '../unit/jsonld/support/full-documents.js';
import { HOSTILE_NAMES, hostileDocuments } from '../unit/jsonld/support/hostile-names.js';
import { toNQuadsByJudge } from '../unit/jsonld/support/judge.js';
import { brokenCopies, shareOf, type BrokenCopy } from './support/broken-copies.js';
import { BASE, exportOf } from './support/everything-of.js';
import { livedCatalog, type LivedCatalog } from './support/lived-catalog.js';
import {
  byText,
  findingsByJavaScript,
  findingsInQuads,
  parseNQuads,
  readTurtle,
  SHAPES,
  toNTriples,
  verdictsByPython,
} from './support/validators.js';

/** Everything with all that happened to it, and answers to questions. */
const COLUMN = entityId('Column', 'postgres://shop:5432', 'shop.public.orders', 'amount');
const PARTS = [
  'history=true',
  ...[`lineage=${encodeURIComponent(churn.PREDICTIONS)}&depth=1`, `lineage=${encodeURIComponent(COLUMN)}&direction=downstream`],
  ...[`impactOf=${encodeURIComponent(COLUMN)}`],
];

/** Parts of the catalog whose things refer to others. */
const PARTIAL = [
  ...['MLModel', 'MLModelVersion', 'Deployment', 'Table', 'Column', 'TrainingRun'].map((kind) => `kind=${kind}`),
  `thing=${encodeURIComponent(entityId('MLModel', 'mlflow-prod', 'customer_churn_predictor'))}&tree=true`,
  `thing=${encodeURIComponent(churn.TABLE)}&history=true`,
];

let catalog: LivedCatalog;
let everything: string;
beforeAll(async () => {
  catalog = await livedCatalog();
  // A graph of all there is: later parts say more of the things of earlier ones, and nothing else.
  const parts = await Promise.all(PARTS.map((question) => exportOf(catalog.sources, question)));
  everything = [...new Set(parts.flatMap((part) => part.trim().split('\n')))].join('\n');
}, 60_000);
afterAll(() => catalog.close());

describe('documents held against our own shapes by rdf-validate-shacl', () => {
  it.each(ENTITY_KINDS)('nothing is found in a %s with every property filled', async (kind) => {
    const document = entityDocument(await exportEntity(catalog.reader, fullId(kind)), { base: BASE });
    expect(await findingsByJavaScript(await toNQuadsByJudge(document), SHAPES.headwater)).toEqual([]);
  });

  it.each([...PARTS, ...PARTIAL])('nothing is found in what is exported for %s', async (question) => {
    for (const format of ['jsonld', 'nquads'] as const) {
      const text = await exportOf(catalog.sources, question, format);
      const nQuads = format === 'nquads' ? text : await toNQuadsByJudge(JSON.parse(text) as JsonObject);
      for (const shapes of Object.values(SHAPES)) expect(await findingsByJavaScript(nQuads, shapes)).toEqual([]);
    }
  });

  it('nothing is found in a catalog in which everything has happened', async () => {
    expect(await findingsByJavaScript(everything, SHAPES.headwater)).toEqual([]);
  });

  it('nothing is found in things with names that break what is put together', async () => {
    const hostile = await catalogOf(Object.values(HOSTILE_NAMES).flatMap(hostileDocuments));
    for await (const entity of exportAll(hostile.reader, { kinds: ['MLModelVersion', 'Metric', 'Comment'] })) {
      const triples = await toNQuadsByJudge(entityDocument(entity, { base: BASE }));
      expect(await findingsByJavaScript(triples, SHAPES.headwater), entity.root.record.id).toEqual([]);
    }
    await hostile.close();
  }, 60_000);
});

/** A graph in which each constraint is broken once, in a copy of its own. */
async function brokenGraph(shapes: string): Promise<{ quads: Quad[]; copies: BrokenCopy[] }> {
  const graph = parseNQuads(everything);
  const all = brokenCopies(await readTurtle(shapes), graph, { all: shapes === SHAPES.headwater });
  const copies = testRuns(0) > 0 || shapes === SHAPES.mldcatAp ? all : shareOf(all);
  return { copies, quads: [...graph, ...copies.flatMap(({ quads }) => quads)] };
}

const expectedOf = (copies: readonly BrokenCopy[]) => copies.flatMap(({ expected }) => expected).sort(byText);

/** How many constraints of these shapes can be broken at all: none is to be lost unseen. */
const AT_LEAST = { mldcatAp: 90, headwater: testRuns(0) > 0 ? 1_400 : 100 } as const;

describe.each(Object.entries(SHAPES))('by the shapes of %s, things of which one constraint is broken', (name, shapes) => {
  it('are each found broken in just that by rdf-validate-shacl', async () => {
    const { quads, copies } = await brokenGraph(shapes);
    console.log(`${name}: ${copies.length} constraints broken, one at a time`);
    expect(copies.length).toBeGreaterThan(AT_LEAST[name as keyof typeof SHAPES]);
    expect(await findingsInQuads(quads, shapes)).toEqual(expectedOf(copies));
  }, 600_000);
});

describeWithPython('by pyshacl', () => {
  it.each(Object.entries(SHAPES))('by the shapes of %s, they are found broken in the same, and nothing else in the catalog', async (_, shapes) => {
    const { quads, copies } = await brokenGraph(shapes);
    const [verdict] = await verdictsByPython(python().python, [toNTriples(quads)], shapes);
    expect(verdict?.findings).toEqual(expectedOf(copies));
  }, 600_000);
});
