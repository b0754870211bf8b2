import { expect, it } from 'vitest';
import { describeWithPython, python } from '../support/real-parts.js';
import { testRuns, timeFor } from '../support/test-runs.js';
import { catalogOf } from '../unit/jsonld/support/catalog-of.js';
import { everythingOf } from './support/everything-of.js';
import { generatedCatalog } from './support/generated-catalogs.js';
import { findingsByJavaScript, SHAPES, verdictsByPython } from './support/validators.js';

/** 1,000 where HEADWATER_TEST_RUNS is 1000. */
const RUNS = testRuns(6);
const SEEDS = Array.from({ length: RUNS }, (_, index) => index + 1);

async function exportOf(seed: number): Promise<string> {
  const catalog = await catalogOf(generatedCatalog(seed));
  try {
    return await everythingOf(catalog.reader);
  } finally {
    await catalog.close();
  }
}

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
      for (let first = 0; first < SEEDS.length; first += 50) {
        const seeds = SEEDS.slice(first, first + 50);
        const verdicts = await verdictsByPython(python().python, await Promise.all(seeds.map(exportOf)), shapes);
        for (const [index, { findings }] of verdicts.entries())
          expect(findings, `${name}, seed ${seeds[index]}`).toEqual([]);
      }
    },
    timeFor(RUNS, 10_000),
  );
});
