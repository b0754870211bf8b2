import { entityId } from '../src/model/entity-id.js';
import { NAMESPACE, columnId, tableId, thing, to, type Thing } from './documents.js';
import type { Placement } from './placed-graphs.js';
import { Random } from './random.js';

const COLUMNS = Array.from({ length: 6 }, (_, index) => `c${index}`);
const DEEPEST = 30;

/** The jobs of one domain: each writes one table, made from tables before it. */
type Shape = (random: Random) => readonly (readonly number[])[];

/** One after the other. */
const chain =
  (jobs: number): Shape =>
  () =>
    Array.from({ length: jobs }, (_, job) => [job]);

/** Two jobs from one table and a third that joins them again: 2^rungs ways from the first table to the last. */
const ladder =
  (rungs: number): Shape =>
  () =>
    Array.from({ length: rungs }, (_, rung) => [[rung * 3], [rung * 3], [rung * 3 + 1, rung * 3 + 2]]).flat();

/**
 * Layers of jobs, at most 30. Each job reads a table of the layer before, every second one another of any layer before
 * (few of them often: hubs; two ways from one table: diamonds), and some a third.
 */
const layers =
  (jobs: number): Shape =>
  (random) => {
    const deepest = Math.min(DEEPEST, Math.ceil(jobs / 10));
    // A job for each layer first, so that the last is as deep as said.
    const byLayer: number[][] = [[0]];
    return Array.from({ length: jobs }, (_, job) => {
      const layer = job < deepest ? job + 1 : random.between(1, deepest);
      const inputs = [random.zipf(byLayer[layer - 1] ?? [0])];
      for (const chance of [0.5, 0.12])
        if (random.chance(chance)) inputs.push(random.zipf(byLayer[random.between(0, layer - 1)] ?? [0]));
      (byLayer[layer] ??= []).push(job + 1);
      return [...new Set(inputs)];
    });
  };

/** 7,000 jobs in all, as one catalog in production holds them, in parts that do not touch. */
export const DOMAINS = {
  tiny: chain(10),
  ladder05: ladder(5),
  ladder10: ladder(10),
  ladder15: ladder(15),
  small: layers(100),
  medium: layers(1000),
  large: layers(5800),
} as const satisfies Record<string, Shape>;
export type Domain = keyof typeof DOMAINS;

/** Pipelines that turn tables of six columns into others, said as OpenLineage events would say it, all downstream of one table. */
export function placeDomain(domain: Domain, seed: number): Placement {
  const random = new Random(seed);
  const name = (index: number): string => `shop.w2b_${domain}_${index}`;
  const things: Thing[] = tableWith(name(0), [], () => []);
  const jobs = DOMAINS[domain](random);
  for (const [job, inputs] of jobs.entries())
    things.push(...written(`${domain}_job_${job}`, name(job + 1), inputs.map(name), random));
  return { part: domain, start: tableId(name(0)), answers: things.length, things };
}

/** A job with the table that it writes. What it reads of other tables, the columns say. */
function written(job: string, output: string, inputs: readonly string[], random: Random): Thing[] {
  const pipeline = entityId('Pipeline', NAMESPACE, job);
  const sources = COLUMNS.map((column, index) => {
    // The first column takes something of every input, so that no input is known as a whole only.
    const from = index === 0 ? inputs : [random.pick(inputs)];
    const taken = from.map((input) => columnId(input, column));
    if (random.chance(0.45)) taken.push(columnId(random.pick(inputs), random.pick(COLUMNS)));
    return [...new Set(taken)];
  });
  const tables = inputs.map(tableId);
  return [
    thing(pipeline, { kind: 'Pipeline', namespace: NAMESPACE, job }, [
      ...to('READS', [...tables, ...sources.flat()]),
    ]),
    ...tableWith(
      output,
      [...to('PRODUCED_BY', [pipeline]), ...via(pipeline, to('DERIVED_FROM', tables))],
      (index) => via(pipeline, to('DERIVED_FROM', sources[index] ?? [])),
    ),
  ];
}

const via = (pipeline: string, edges: Thing['edges']): Thing['edges'] =>
  edges.map((edge) => ({ ...edge, via: pipeline }));

const tableWith = (
  name: string,
  edges: Thing['edges'],
  edgesOf: (column: number) => Thing['edges'],
): Thing[] => [
  thing(tableId(name), { kind: 'Table', namespace: NAMESPACE, table: name, datasetType: 'TABLE' }, edges),
  ...COLUMNS.map((column, index) =>
    thing(
      columnId(name, column),
      { kind: 'Column', namespace: NAMESPACE, table: name, column, dataType: 'BIGINT' },
      edgesOf(index),
    ),
  ),
];
