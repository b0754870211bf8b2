import { kindOf, parseId } from '../../model/entity-id.js';
import type { LineageFile } from '../../catalog/cards/read-lineage.js';

/** A dataset as OpenLineage names one. */
export interface Dataset {
  readonly namespace: string;
  readonly name: string;
}

/** An end of an edge as a dataset, and as a field of one where it is a column. */
export interface Source extends Dataset {
  readonly field?: string;
  readonly isModel: boolean;
}

export const keyOf = ({ namespace, name }: Dataset): string => JSON.stringify([namespace, name]);

/** A version as the scoring jobs name it: `models:/name/version`, where its registry is. */
export function modelDataset(version: string): Dataset {
  const [service = '', model = '', number = ''] = parseId(version).key;
  return { namespace: `mlflow://${service}`, name: `models:/${model}/${number}` };
}

/** What OpenLineage can name of an end of an edge. Features and feature tables are no datasets, and are not told. */
export function sourcesOf(id: string, served: LineageFile['served']): Source[] {
  const [namespace = '', name = '', field = ''] = parseId(id).key;
  switch (kindOf(id)) {
    case 'Table':
      return [{ namespace, name, isModel: false }];
    case 'Column':
      return [{ namespace, name, field, isModel: false }];
    case 'MLModelVersion':
      return [{ ...modelDataset(id), isModel: true }];
    case 'Deployment':
      return (served.get(id) ?? []).map((version) => ({ ...modelDataset(version), isModel: true }));
    default:
      return [];
  }
}
