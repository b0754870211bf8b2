import type { EntityDocument } from '../../model/document.js';
import { inputColumnsOf, type CurrentJob } from './current-jobs.js';
import type { DatasetRoles } from './dataset-roles.js';
import { EdgeSet } from './edge-set.js';
import { edgeToColumn, edgeToDataset } from './edges.js';
import type { JobFacets, SaidFacets } from './event.js';
import { stated } from '../stated.js';
import { labelled } from './labelled.js';
import { isPipeline, type View } from './view.js';

const READS = { data: 'READS', model: 'READS' } as const;

/** The jobs that turn tables into tables, with what they read. */
export function* pipelineDocuments({ jobs, roles }: View): Generator<EntityDocument> {
  for (const current of jobs) {
    if (!isPipeline(current, roles)) continue;
    const { job, lastRun } = current;
    const type = job.facets.jobType?.value;
    yield {
      kind: 'Pipeline',
      namespace: job.namespace,
      job: job.name,
      ...stated({
        ...jobProperties(job.facets),
        jobType: type?.jobType,
        integration: type?.integration,
        lastRunId: lastRun?.runId,
        lastRunAt: lastRun?.at,
        sourceCode: job.facets.sourceCodeLocation?.value,
      }),
      ...readsOf(current, roles).toProperty(),
    };
  }
}

function readsOf({ reads, writes, takes }: CurrentJob, roles: DatasetRoles): EdgeSet {
  const edges = new EdgeSet();
  for (const dataset of reads) edges.add(edgeToDataset(roles, dataset, READS));
  const columns = [...writes.flatMap(({ mapping }) => (mapping ? inputColumnsOf(mapping) : [])), ...takes];
  for (const { namespace, name, column } of columns) {
    // What happens to the values is said on the edges of what is made from them.
    const read = { namespace, name, column, transformations: [], masked: false };
    edges.add(edgeToColumn(roles, read, READS));
  }
  return edges;
}

/** What a job's facets say of it whatever it becomes in the catalog. */
export const jobProperties = ({ documentation, ownership, tags }: SaidFacets<JobFacets>) => ({
  description: documentation?.value,
  owners: ownership?.value,
  ...labelled(tags?.value),
});
