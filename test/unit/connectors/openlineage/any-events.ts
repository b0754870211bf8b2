import fc from 'fast-check';
import { columnLineage, datasetEvent, facet, from, jobEvent, runEvent, schema, table } from './support.js';

type Json = Record<string, unknown>;

const NAMES = ['a', 'b', 'c', 'd'];
const WAREHOUSE = 'postgres://warehouse:5432';
const named = (name: string): Json => ({ namespace: WAREHOUSE, name });

const name = fc.constantFrom(...NAMES);
const at = fc.integer({ min: 0, max: 5 }).map((minute) => `04:0${minute}:00`);
const someOf = (each: fc.Arbitrary<Json>) =>
  fc.array(each, { maxLength: 2 }).map((facets) => Object.assign({}, ...facets) as Json);

const naming = [
  name.map((other) => ({ symlinks: facet({ identifiers: [{ ...named(other), type: 'TABLE' }] }) })),
  name.map((other) => ({
    lifecycleStateChange: facet({ lifecycleStateChange: 'RENAME', previousIdentifier: named(other) }),
  })),
];
const describing = [
  fc.constantFrom('x', 'y').map((column) => schema(column)),
  name.map((other) => columnLineage({ x: [from(`${other}.y`)] })),
  fc.constantFrom('one', 'two').map((description) => ({ documentation: facet({ description }) })),
];
const jobFacets = someOf(
  fc.oneof(
    fc.constantFrom('STREAMING', 'BATCH').map((processingType) => ({
      jobType: facet({ processingType, integration: 'TEST' }),
    })),
    fc.tuple(name, name).map(([to, input]) => ({
      lineage: facet({
        entries: [{ ...named(to), type: 'DATASET', inputs: [{ ...named(input), type: 'DATASET' }] }],
      }),
    })),
  ),
);
const states = fc.constantFrom('START', 'RUNNING', 'COMPLETE', 'COMPLETE', 'FAIL', 'OTHER');

/**
 * Events that have much to do with each other: of few runs of two jobs with four datasets, within minutes. Without
 * `renames` they leave alone what datasets are called.
 */
export function anyEvent({ runs = [1, 2, 3], renames = true } = {}): fc.Arbitrary<Json> {
  const facets = someOf(fc.oneof(...describing, ...(renames ? naming : [])));
  const dataset = fc.tuple(name, facets).map(([each, of]) => table(each, of));
  const parts = fc.record({
    job: fc.constantFrom('build', 'load'),
    jobFacets,
    inputs: fc.array(dataset, { maxLength: 2 }),
    outputs: fc.array(dataset, { maxLength: 2 }),
    at,
  });
  const ofRun = fc.tuple(fc.constantFrom(...runs), states, parts);
  return fc.oneof(
    { weight: 4, arbitrary: ofRun.map(([run, state, of]) => runEvent(run, state, of)) },
    { weight: 1, arbitrary: parts.map((of) => jobEvent(of)) },
    { weight: 1, arbitrary: fc.tuple(dataset, at).map(([of, when]) => datasetEvent(of, when)) },
  );
}
