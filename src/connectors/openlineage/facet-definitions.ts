import { readColumnLineage } from './column-lineage.js';
import type { DatasetFacets, JobFacets, JobType, Named, SchemaColumn } from './event.js';
import { readDatasetLineage, readJobLineage } from './explicit-lineage.js';
import { columnProblem, nameProblem } from './identity.js';
import { step } from '../../json-pointer.js';
import { checkOf, type Check, type Problem } from '../schema-check.js';
import * as spec from './spec/facet.schema.js';

/** How one facet is checked and what is kept of it. */
export interface FacetDefinition<T> {
  readonly check: Check;
  /** Called with a facet that passed `check`; answers a problem when the catalog cannot keep what it says. */
  readonly read: (facet: never, owner: Named, at: string) => { value: T } | { problem: Problem };
}

export type FacetDefinitions<F> = { readonly [K in keyof F]: FacetDefinition<F[K]> };

const documentation: FacetDefinition<string> = {
  check: checkOf(spec.DOCUMENTATION_FACET),
  read: ({ description }: { description: string }) => ({ value: description }),
};

const ownership: FacetDefinition<readonly string[]> = {
  check: checkOf(spec.OWNERSHIP_FACET),
  read: ({ owners = [] }: { owners?: { name: string }[] }) => ({
    value: [...new Set(owners.map(({ name }) => name))],
  }),
};

/** Labels of the thing as a whole: those of a field are the field's. */
const tags: FacetDefinition<readonly string[]> = {
  check: checkOf(spec.TAGS_FACET),
  read: ({ tags: all = [] }: { tags?: { key: string; value: string; field?: string }[] }) => {
    const whole = all.filter(({ field }) => field === undefined || field === '');
    const labels = whole.map(({ key, value }) =>
      value === '' || value === 'true' ? key : `${key}=${value}`,
    );
    return { value: [...new Set(labels)].filter((label) => label !== '').sort() };
  },
};

export const JOB_FACETS: FacetDefinitions<JobFacets> = {
  documentation,
  ownership,
  tags,
  lineage: { check: checkOf(spec.LINEAGE_JOB_FACET), read: readJobLineage },
  jobType: {
    check: checkOf(spec.JOB_TYPE_FACET),
    read: ({ processingType, integration, jobType }: JobType) => ({
      value: { processingType, integration, ...(jobType === undefined ? {} : { jobType }) },
    }),
  },
  sourceCodeLocation: {
    check: checkOf(spec.SOURCE_CODE_LOCATION_FACET),
    read: ({ url }: { url: string }) => ({ value: withoutCredentials(url) }),
  },
};

export const DATASET_FACETS: FacetDefinitions<DatasetFacets> = {
  documentation,
  ownership,
  tags,
  lineage: { check: checkOf(spec.LINEAGE_DATASET_FACET), read: readDatasetLineage },
  symlinks: { check: checkOf(spec.SYMLINKS_FACET), read: readSymlinks },
  lifecycleStateChange: { check: checkOf(spec.LIFECYCLE_FACET), read: readLifecycle },
  schema: { check: checkOf(spec.SCHEMA_FACET), read: readSchema },
  datasetType: {
    check: checkOf(spec.DATASET_TYPE_FACET),
    read: ({ datasetType }: { datasetType: string }) => ({ value: datasetType }),
  },
  columnLineage: { check: checkOf(spec.COLUMN_LINEAGE_FACET), read: readColumnLineage },
};

interface SchemaFacet {
  readonly fields?: readonly {
    name: string;
    type?: string;
    description?: string;
    ordinal_position?: number;
  }[];
}

function readSchema(
  { fields = [] }: SchemaFacet,
  owner: Named,
  at: string,
): { value: SchemaColumn[] } | { problem: Problem } {
  const columns = new Map<string, SchemaColumn>();
  for (const [index, { name, type, description, ordinal_position: ordinal }] of fields.entries()) {
    const reason = columnProblem(owner, name);
    if (reason) return { problem: { pointer: `${at}/fields${step(index)}/name`, reason } };
    if (columns.has(name)) continue;
    columns.set(name, {
      column: name,
      ...(type === undefined ? {} : { dataType: type }),
      ...(description === undefined ? {} : { description }),
      position: isOrdinal(ordinal) ? ordinal - 1 : index,
    });
  }
  return { value: [...columns.values()] };
}

/** Senders count from 1; what is out of range is no place in a table. */
const isOrdinal = (ordinal: number | undefined): ordinal is number =>
  ordinal !== undefined && ordinal >= 1 && ordinal < 2 ** 31;

/** Addresses of repositories sometimes carry the token that cloned them; the catalog keeps no secrets. */
const withoutCredentials = (url: string): string => url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1');

function readSymlinks(
  { identifiers = [] }: { identifiers?: readonly Named[] },
  _owner: Named,
  at: string,
): { value: Named[] } | { problem: Problem } {
  for (const [index, each] of identifiers.entries()) {
    const reason = nameProblem(each);
    if (reason) return { problem: { pointer: `${at}/identifiers${step(index)}`, reason } };
  }
  return { value: identifiers.map(({ namespace, name }) => ({ namespace, name })) };
}

interface LifecycleFacet {
  readonly lifecycleStateChange: string;
  readonly previousIdentifier?: Named;
}

function readLifecycle(
  { lifecycleStateChange: state, previousIdentifier: previous }: LifecycleFacet,
  _owner: Named,
  at: string,
): { value: DatasetFacets['lifecycleStateChange'] } | { problem: Problem } {
  if (state !== 'RENAME' || !previous) return { value: { state } };
  const reason = nameProblem(previous);
  if (reason) return { problem: { pointer: `${at}/previousIdentifier`, reason } };
  const { namespace, name } = previous;
  return { value: { state, previous: { namespace, name } } };
}
