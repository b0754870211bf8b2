import type { ColumnMapping, InputColumn, Named } from './event.js';
import { byKey, keyOf } from './identity.js';
import type { DatasetRecord } from './event-log.js';
import type { Job, Statement } from './lineage.js';
import type { Origin } from './one-name.js';

/** How a job makes one output at present. */
export interface Write {
  readonly output: Named;
  readonly inputs: readonly Named[];
  readonly mapping?: ColumnMapping;
  /** When a run last did. */
  readonly at?: string;
}

/** A job as it is at present: what only older runs read or mapped is past. */
export interface CurrentJob {
  readonly job: Job;
  /** One per output, ordered by it. */
  readonly writes: readonly Write[];
  readonly reads: readonly Named[];
  /** Columns that it says itself it takes, whatever it makes of them. */
  readonly takes: readonly InputColumn[];
  readonly newest: Statement;
  readonly lastRun?: Statement;
}

/** Of each output, what the newest statement that names it says; of the inputs, what these statements read. */
export function currentJob(job: Job): CurrentJob | undefined {
  const [newest] = job.statements;
  if (!newest) return undefined;
  const writes = new Map<string, Write>();
  for (const statement of job.statements) {
    for (const [key, output] of statement.outputs) {
      if (!writes.has(key)) writes.set(key, writeOf(statement, output));
    }
  }
  const lastRun = job.statements.find(({ complete }) => complete);
  return {
    job,
    newest,
    writes: [...writes.values()].sort((a, b) => byKey(a.output, b.output)),
    reads: distinct([
      ...newest.inputs,
      ...(newest.takes?.inputs ?? []),
      ...[...writes.values()].flatMap(({ inputs }) => inputs),
    ]),
    takes: newest.takes?.mapping ? inputColumnsOf(newest.takes.mapping) : [],
    ...(lastRun ? { lastRun } : {}),
  };
}

/**
 * Where it was said explicitly what goes into what, inputs do not all go into all outputs, and what is said of the
 * output so goes before its `columnLineage`.
 */
function writeOf({ inputs, explicit, at }: Statement, output: DatasetRecord): Write {
  const origin = explicit?.get(keyOf(output));
  const mapping = origin ? origin.mapping : output.facets.columnLineage?.value;
  const whole = explicit ? (origin?.inputs ?? []) : inputs;
  // A sender that tells of a column has told of its dataset, even where it forgot to list it.
  const all = [...whole, ...(mapping ? inputColumnsOf(mapping) : [])];
  return { output, inputs: distinct(all), ...(mapping ? { mapping } : {}), ...(at ? { at } : {}) };
}

/** What was stated of a dataset alone: what it is made from, and not by whom. */
export const joblessWrite = ({ named, inputs, mapping }: Origin): Write => ({
  output: named,
  inputs: distinct([...inputs, ...(mapping ? inputColumnsOf(mapping) : [])]),
  ...(mapping ? { mapping } : {}),
});

/** Every column that a mapping depends on, as often as it says so. */
export const inputColumnsOf = ({ columns, whole }: ColumnMapping): InputColumn[] => [
  ...columns.flatMap(({ inputs }) => inputs),
  ...whole,
];

function distinct(things: readonly Named[]): Named[] {
  const byName = new Map(things.map((thing) => [keyOf(thing), thing] as const));
  return [...byName.values()].sort(byKey);
}
