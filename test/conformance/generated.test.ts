import { expect, it } from 'vitest';
import { describeWithPython, python } from '../support/real-parts.js';
import { testRuns, timeFor } from '../support/test-runs.js';
import { catalogOf } from '../unit/jsonld/support/catalog-of.js';
import { BASE, everythingOf } from './support/everything-of.js';
import { generatedCatalog } from './support/generated-catalogs.js';
import { findingsByJavaScript, SHAPES, verdictsByPython } from './support/validators.js';

/** 1,000 where HEADWATER_TEST_RUNS is 1000. */
const RUNS = testRuns(6);
const SEEDS = Array.from({ length: RUNS }, (_, index) => index + 1);

/** Each has a base of its own, so that many can stand in one graph. */
async function exportOf(seed: number): Promise<string> {
  const catalog = await catalogOf(generatedCatalog(seed));
  try {
    return await everythingOf(catalog.reader, 'nquads', `${BASE}/${seed}`);
  } finally {
    await catalog.close();
  }
}

/** As many as one call of Python reads at once. */
const AT_ONCE = 25;

it(
  `${RUNS} generated catalogs conform to MLDCAT-AP 3.1 and to our own shapes, by rdf-validate-shacl`,
  async () => {
    for (const seed of SEEDS) {
      const nQuads = await exportOf(seed);
      for (const [name, shapes] of Object.entries(SHAPES))
        expect(await findingsByJavaScript(nQuads, shapes), `${name}, seed ${seed}`).toEqual([]);
    }
  },
  timeFor(RUNS, 10_000),
);

describeWithPython('generated catalogs', () => {
  it.each(Object.entries(SHAPES))(
    `${RUNS} of them conform to the shapes of %s by pyshacl`,
    async (name, shapes) => {
      for (let first = 0; first < SEEDS.length; first += AT_ONCE) {
        const seeds = SEEDS.slice(first, first + AT_ONCE);
        const together = (await Promise.all(seeds.map(exportOf))).join('');
        const [verdict] = await verdictsByPython(python().python, [together], shapes);
        expect(verdict?.findings, `${name}, seeds from ${first + 1}`).toEqual([]);
      }
    },
    timeFor(RUNS, 10_000),
  );
});
