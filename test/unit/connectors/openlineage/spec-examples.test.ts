import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEvents } from './support.js';

type Json = Record<string, unknown>;
const EXAMPLES = JSON.parse(
  readFileSync(new URL('../../../support/openlineage/spec-examples.json', import.meta.url), 'utf8'),
) as Record<string, Json>;
const FACETS = Object.entries(EXAMPLES).filter(([path]) => path.includes('/'));

const READ = [
  ...['columnLineage', 'datasetType', 'documentation', 'jobType', 'lifecycleStateChange', 'lineage'],
  ...['ownership', 'schema', 'sourceCodeLocation', 'symlinks', 'tags'],
];

/** An event that has the facet where its name says that it belongs. */
function holding(path: string, facets: Json): { event: Json; of: string } {
  const { run, job, outputs, ...rest } = structuredClone(
    EXAMPLES['example_full_event.json'] as Json,
  ) as Json & {
    run: Json;
    job: Json;
    outputs: Json[];
  };
  const name = path.split('/')[0] ?? '';
  const dataset: Json = { namespace: 'postgresql://warehouse:5432', name: 'public.held' };
  const isOfJob =
    /Job(Dependencies)?Facet$/.test(name) ||
    (name === 'LineageFacet' && !path.includes('dataset-to-dataset'));
  if (isOfJob) return { event: { ...rest, run, job: { ...job, facets }, outputs }, of: 'job' };
  if (/RunFacet$/.test(name)) return { event: { ...rest, run: { ...run, facets }, job, outputs }, of: 'run' };
  const [side, of] = /InputDatasetFacet$/.test(name)
    ? ['inputFacets', 'input dataset']
    : /OutputDatasetFacet$/.test(name)
      ? ['outputFacets', 'output dataset']
      : ['facets', 'dataset'];
  return { event: { ...rest, run, job, outputs: [{ ...dataset, [side]: facets }] }, of };
}

describe("The specification's examples", () => {
  it('hold an event, which is taken', async () => {
    const { rejections, document } = await readEvents([EXAMPLES['example_full_event.json'] as Json]);
    expect(rejections).toEqual([]);
    expect(document('Pipeline:food_delivery/dbt')).toBeDefined();
  });

  it.each(FACETS)('hold a facet, %s, which is read, or counted and named', async (path, facets) => {
    const { event, of } = holding(path, facets);
    const { rejections, warnings, listing } = await readEvents([event]);
    expect(rejections).toEqual([]);
    expect(listing.complete).toBe(true);
    for (const name of Object.keys(facets)) {
      const unread = warnings.filter((warning) =>
        warning.startsWith(`The ${of} facet "${name}" is not read`),
      );
      const isRead = READ.includes(name) && of !== 'run';
      expect({ path, unread: unread.length }).toEqual({ path, unread: isRead ? 0 : 1 });
    }
  });
});
