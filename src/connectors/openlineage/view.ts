import { groupBy } from '../../group-by.js';
import { entityId } from '../../model/entity-id.js';
import { currentJob, inputColumnsOf, joblessWrite, type CurrentJob, type Write } from './current-jobs.js';
import { consumerKind, DatasetRoles, type ConsumerKind } from './dataset-roles.js';
import type { InputColumn, Named } from './event.js';
import type { DatasetRecord } from './event-log.js';
import { byKey, keyOf } from './identity.js';
import type { Lineage } from './lineage.js';

/** A write with the pipeline that does it, by id; nobody is told where it was stated of the dataset alone. */
export type TracedWrite = Write & { readonly via?: string };

/** The present lineage, arranged as the documents need it. */
export interface View {
  readonly jobs: readonly CurrentJob[];
  /** Every dataset there is, those included that only column lineage names, in order. */
  readonly datasets: readonly DatasetRecord[];
  readonly roles: DatasetRoles;
  /** Who writes a dataset, by its key. */
  readonly writes: ReadonlyMap<string, readonly TracedWrite[]>;
  /** The columns of a dataset that others depend on, by its key. */
  readonly usedColumns: ReadonlyMap<string, ReadonlySet<string>>;
  /** What else a dataset is called, by its key. */
  readonly otherNames: ReadonlyMap<string, readonly Named[]>;
}

export function viewOf(
  { jobs, datasets, jobless, otherNames }: Lineage,
  modelService: string | undefined,
): View {
  const roles = new DatasetRoles(datasets, modelService);
  const current = jobs.flatMap((job) => currentJob(job) ?? []).sort((a, b) => byKey(a.job, b.job));
  const writes = [...current.flatMap(tracedWrites), ...[...jobless.values()].map(joblessWrite)];
  const used = usedColumnsOf([
    ...writes.flatMap(({ mapping }) => (mapping ? inputColumnsOf(mapping) : [])),
    ...current.flatMap(({ takes }) => takes),
  ]);
  const named = new Map(datasets);
  for (const inputs of [...writes.map((write) => write.inputs), ...current.map(({ reads }) => reads)]) {
    for (const { namespace, name } of inputs) {
      const key = keyOf({ namespace, name });
      if (!named.has(key)) named.set(key, { namespace, name, facets: {} });
    }
  }
  return {
    jobs: current,
    datasets: [...named.values()].sort(byKey),
    roles,
    writes: groupBy(writes, ({ output }) => keyOf(output)),
    usedColumns: used,
    otherNames,
  };
}

const tracedWrites = ({ job, writes }: CurrentJob): TracedWrite[] =>
  writes.map((write) => ({ ...write, via: entityId('Pipeline', job.namespace, job.name) }));

function usedColumnsOf(columns: Iterable<InputColumn>): Map<string, Set<string>> {
  const used = new Map<string, Set<string>>();
  for (const input of columns) {
    const key = keyOf(input);
    used.set(key, (used.get(key) ?? new Set<string>()).add(input.column));
  }
  return used;
}

/** What a job consumes as when it is no pipeline at all: a dashboard or an application that reports itself. */
export function ownConsumerKind({ job, writes }: CurrentJob): ConsumerKind | undefined {
  return writes.length === 0 ? consumerKind(job.facets.jobType?.value?.jobType) : undefined;
}

/** A job that only refreshes dashboards or feeds applications stands for them; it is no thing of its own. */
export function isPipeline(current: CurrentJob, roles: DatasetRoles): boolean {
  if (current.writes.length === 0) return ownConsumerKind(current) === undefined;
  return current.writes.some(({ output }) => roles.of(output).is !== 'consumer');
}
