import type { DatasetRoles } from './dataset-roles.js';
import type { Named } from './event.js';
import { quoted } from './text.js';
import type { View } from './view.js';

/** What was told and has no place in the catalog, in words: nothing is left out in silence. */
export function* oddities({ jobs, datasets, roles }: View): Generator<string> {
  for (const dataset of datasets) {
    if (roles.of(dataset).is === 'model without version') {
      yield `${nameOf(dataset)} is a model of which no version is told (models:/name/version or models:/name@alias): no edge leads to it.`;
    }
  }
  for (const { job, reads, writes } of jobs) {
    for (const input of reads) {
      if (roles.of(input).is === 'consumer') {
        yield `The job ${nameOf(job)} reads ${nameOf(input)}, which consumes data: no edge leads from one to the other.`;
      }
    }
    for (const { output } of writes) {
      if (isModel(roles, output)) {
        yield `The job ${nameOf(job)} writes ${nameOf(output)}: what a model is made from is left to its registry to say.`;
      }
    }
  }
}

const isModel = (roles: DatasetRoles, dataset: Named): boolean => roles.of(dataset).is.startsWith('model');

const nameOf = ({ namespace, name }: Named): string => quoted(`${namespace} ${name}`);
