import type { ColumnMapping, DatasetFacets, JobFacets, Named, SaidFacets } from './event.js';
import type { DatasetRecord, EventLog, Occurrence } from './event-log.js';
import { compare, keyOf } from './identity.js';
import { mergeFacets } from './said.js';

/** What a job, or a run of it, said and still stands. */
export interface Statement {
  readonly stamp: string;
  readonly inputs: readonly Named[];
  /** By key. */
  readonly outputs: ReadonlyMap<string, DatasetRecord>;
  readonly runId?: string;
  /** When the run last wrote; absent for what was said without a run. */
  readonly at?: string;
  readonly complete: boolean;
}

export interface Job extends Named {
  readonly facets: SaidFacets<JobFacets>;
  /** The newest first. */
  readonly statements: readonly Statement[];
}

export interface Lineage {
  readonly jobs: readonly Job[];
  /** Every dataset that a standing statement names, by key, with the newest that was said of it. */
  readonly datasets: ReadonlyMap<string, DatasetRecord>;
  /** Column lineage that was stated of a dataset alone, by its key. */
  readonly jobless: ReadonlyMap<string, ColumnMapping>;
}

/** Jobs that go on for ever never complete: of these, what a running run says stands. */
const ENDLESS: ReadonlySet<string> = new Set(['STREAMING', 'SERVICE']);

/**
 * What stands of all that was said: complete runs, running runs of endless jobs, and what was said without
 * a run. A run that failed, was aborted or has not ended says nothing that stands.
 */
export function lineageOf(log: EventLog): Lineage {
  const jobs = new Map<string, { named: Named; facets: SaidFacets<JobFacets>; statements: Statement[] }>();
  const datasets = new Map<string, DatasetRecord>();
  for (const occurrence of log.all()) {
    const statement = statementOf(occurrence);
    if (!statement) continue;
    const { namespace, name, facets } = occurrence.job;
    const job = jobs.get(keyOf(occurrence.job)) ?? { named: { namespace, name }, facets: {}, statements: [] };
    jobs.set(keyOf(occurrence.job), job);
    mergeFacets(job.facets, facets);
    job.statements.push(statement);
    for (const dataset of occurrence.inputs.values()) mergeDataset(datasets, dataset);
    for (const dataset of occurrence.outputs.values()) mergeDataset(datasets, dataset);
  }
  const jobless = new Map<string, ColumnMapping>();
  for (const dataset of log.datasets()) {
    mergeDataset(datasets, dataset);
    const mapping = dataset.facets.columnLineage?.value;
    if (mapping) jobless.set(keyOf(dataset), mapping);
  }
  return { jobs: [...jobs.values()].map(toJob), datasets, jobless };
}

function statementOf({ job, inputs, outputs, run, saidAt }: Occurrence): Statement | undefined {
  const said = { inputs: [...inputs.values()], outputs };
  if (!run) return { ...said, stamp: saidAt ?? '', complete: false };
  if (run.end && run.end.value?.state !== 'COMPLETE') return undefined;
  const endless = ENDLESS.has(job.facets.jobType?.value?.processingType.toUpperCase() ?? '');
  const last = run.end ?? (endless ? run.going : undefined);
  if (!last) return undefined;
  return {
    ...said,
    stamp: last.stamp,
    runId: run.id,
    complete: run.end !== undefined,
    ...(last.value ? { at: last.value.at } : {}),
  };
}

/** Column lineage stays with the statement that made it; the rest is said of the dataset, whoever says it. */
function mergeDataset(into: Map<string, DatasetRecord>, { namespace, name, facets }: DatasetRecord): void {
  const key = keyOf({ namespace, name });
  const known = into.get(key) ?? { namespace, name, facets: {} };
  into.set(key, known);
  const { columnLineage: _, ...ownFacets } = facets;
  mergeFacets<DatasetFacets>(known.facets, ownFacets);
}

function toJob({
  named,
  facets,
  statements,
}: {
  named: Named;
  facets: SaidFacets<JobFacets>;
  statements: Statement[];
}): Job {
  const newestFirst = statements.sort(
    (a, b) => compare(b.stamp, a.stamp) || compare(b.runId ?? '', a.runId ?? ''),
  );
  return { ...named, facets, statements: newestFirst };
}
