import { inputColumn, type Transformation } from './column-lineage.js';
import type { ColumnMapping, InputColumn, Named } from './event.js';
import { columnProblem, keyOf, nameProblem } from './identity.js';
import { step } from '../../json-pointer.js';
import type { Problem } from '../schema-check.js';

/** What is made from what, as the `lineage` facets say it: from the target's point of view. */
export interface LineageEntry {
  /** Absent where it is about what the event's own job takes. */
  readonly target?: Named;
  /** Datasets as a whole, those included of which columns are told. */
  readonly inputs: readonly Named[];
  readonly mapping: ColumnMapping;
}

/** What the facet of a job says. Even without entries it says that not every input goes into every output. */
export interface ExplicitLineage {
  readonly entries: readonly LineageEntry[];
  /** Entries about other jobs, and inputs that are other jobs: pipelines are joined by tables here. */
  readonly otherJobs: number;
}

interface RawInput {
  readonly type: 'DATASET' | 'JOB';
  readonly namespace?: string;
  readonly name?: string;
  readonly field?: string;
  readonly transformations?: readonly Transformation[];
}

interface RawEntry {
  readonly type: 'DATASET' | 'JOB';
  readonly namespace?: string;
  readonly name?: string;
  readonly inputs?: readonly RawInput[];
  readonly fields?: Readonly<Record<string, { readonly inputs: readonly RawInput[] }>>;
}

type Outcome<T> = { value: T } | { problem: Problem };

/** The facet of a dataset: it is the target itself. */
export function readDatasetLineage(
  facet: Pick<RawEntry, 'inputs' | 'fields'>,
  owner: Named,
  at: string,
): Outcome<ExplicitLineage> {
  return readEntries([{ ...facet, type: 'DATASET', ...nameOf(owner) }], owner, () => at);
}

/** The facet of a job. */
export function readJobLineage(
  { entries }: { entries: readonly RawEntry[] },
  owner: Named,
  at: string,
): Outcome<ExplicitLineage> {
  return readEntries(entries, owner, (index) => `${at}/entries${step(index)}`);
}

function readEntries(
  raw: readonly RawEntry[],
  owner: Named,
  at: (index: number) => string,
): Outcome<ExplicitLineage> {
  const entries: LineageEntry[] = [];
  let otherJobs = 0;
  for (const [index, entry] of raw.entries()) {
    const problem = problemOf(entry, at(index));
    if (problem) return { problem };
    otherJobs += inputsOf(entry).filter((input) => isOtherJob(input, owner)).length;
    if (isOtherJob(entry, owner)) otherJobs += 1;
    else entries.push(toEntry(entry));
  }
  return { value: { entries, otherJobs } };
}

const isOtherJob = ({ type, namespace, name }: RawInput | RawEntry, owner: Named): boolean =>
  type === 'JOB' && name !== undefined && (namespace !== owner.namespace || name !== owner.name);

const inputsOf = ({ inputs = [], fields = {} }: RawEntry): RawInput[] => [
  ...inputs,
  ...Object.values(fields).flatMap((field) => field.inputs),
];

function toEntry(entry: RawEntry): LineageEntry {
  const { inputs = [], fields = {} } = entry;
  const datasets = inputsOf(entry).flatMap((input) => (isDataset(input) ? [nameOf(input)] : []));
  return {
    ...(isDataset(entry) ? { target: nameOf(entry) } : {}),
    inputs: [...new Map(datasets.map((dataset) => [keyOf(dataset), dataset] as const)).values()],
    mapping: {
      columns: Object.entries(fields).flatMap(([column, field]) => {
        const from = columnsOf(field.inputs);
        return from.length > 0 ? [{ column, inputs: from }] : [];
      }),
      whole: columnsOf(inputs),
    },
  };
}

const columnsOf = (inputs: readonly RawInput[]): InputColumn[] =>
  inputs.flatMap((input) => {
    const { field, transformations = [] } = input;
    if (field === undefined || !isDataset(input)) return [];
    return [inputColumn({ ...nameOf(input), field, transformations })];
  });

const isDataset = <T extends RawInput | RawEntry>(thing: T): thing is T & Named => thing.type === 'DATASET';

const nameOf = ({ namespace, name }: Named): Named => ({ namespace, name });

function problemOf(entry: RawEntry, at: string): Problem | undefined {
  const reason = isDataset(entry) ? nameProblem(entry) : undefined;
  if (reason) return { pointer: at, reason };
  for (const [column, { inputs }] of Object.entries(entry.fields ?? {})) {
    const here = `${at}/fields${step(column)}`;
    const unusable = isDataset(entry) ? columnProblem(entry, column) : undefined;
    if (unusable) return { pointer: here, reason: unusable };
    const inner = inputProblem(inputs, `${here}/inputs`);
    if (inner) return inner;
  }
  return inputProblem(entry.inputs ?? [], `${at}/inputs`);
}

function inputProblem(inputs: readonly RawInput[], at: string): Problem | undefined {
  for (const [index, input] of inputs.entries()) {
    if (!isDataset(input)) continue;
    const reason = input.field === undefined ? nameProblem(input) : columnProblem(input, input.field);
    if (reason) return { pointer: `${at}${step(index)}`, reason };
  }
  return undefined;
}
