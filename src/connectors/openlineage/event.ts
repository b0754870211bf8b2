import type { ExplicitLineage } from './explicit-lineage.js';
import type { Said } from './said.js';

/** A job or a dataset: it is its namespace and its name, byte for byte. */
export interface Named {
  readonly namespace: string;
  readonly name: string;
}

/** A column that another column, or a whole dataset, depends on. */
export interface InputColumn extends Named {
  readonly column: string;
  /** `DIRECT/IDENTITY`, `INDIRECT/JOIN` and so on, each once, in order. */
  readonly transformations: readonly string[];
  readonly masked: boolean;
}

/** Which columns of other datasets a dataset is made from. */
export interface ColumnMapping {
  readonly columns: readonly { readonly column: string; readonly inputs: readonly InputColumn[] }[];
  /** What decides over the dataset as a whole: joins, filters, grouping. */
  readonly whole: readonly InputColumn[];
}

export interface SchemaColumn {
  readonly column: string;
  readonly dataType?: string;
  readonly description?: string;
  /** From 0. */
  readonly position: number;
}

export interface JobType {
  readonly processingType: string;
  readonly integration: string;
  readonly jobType?: string;
}

/** The facets of a job that are read, by the names they have in events. */
export interface JobFacets {
  jobType: JobType;
  documentation: string;
  ownership: readonly string[];
  sourceCodeLocation: string;
  tags: readonly string[];
  lineage: ExplicitLineage;
}

/** The facets of a dataset that are read, by the names they have in events. */
export interface DatasetFacets {
  schema: readonly SchemaColumn[];
  datasetType: string;
  documentation: string;
  ownership: readonly string[];
  columnLineage: ColumnMapping;
  /** What the dataset is made from, entirely. */
  lineage: ExplicitLineage;
  /** Its further names. */
  symlinks: readonly Named[];
  lifecycleStateChange: LifecycleChange;
  tags: readonly string[];
}

interface LifecycleChange {
  readonly state: string;
  /** What it was called before, of one that was renamed. */
  readonly previous?: Named;
}

export type SaidFacets<F> = { [K in keyof F]?: Said<F[K]> };

export interface JobMention extends Named {
  readonly facets: SaidFacets<JobFacets>;
}

export interface DatasetMention extends Named {
  readonly facets: SaidFacets<DatasetFacets>;
}

export type RunState = 'START' | 'RUNNING' | 'COMPLETE' | 'ABORT' | 'FAIL' | 'OTHER';

interface EventBase {
  /** When it happened, ISO 8601 in UTC. */
  readonly at: string;
  /** Orders events: see `stampOf`. */
  readonly stamp: string;
}

export interface RunEvent extends EventBase {
  readonly type: 'run';
  readonly state: RunState;
  readonly runId: string;
  readonly job: JobMention;
  readonly inputs: readonly DatasetMention[];
  readonly outputs: readonly DatasetMention[];
}

interface JobEvent extends EventBase {
  readonly type: 'job';
  readonly job: JobMention;
  readonly inputs: readonly DatasetMention[];
  readonly outputs: readonly DatasetMention[];
}

interface DatasetEvent extends EventBase {
  readonly type: 'dataset';
  readonly dataset: DatasetMention;
}

/** An event, checked, and with only that of it which is read. */
export type LineageEvent = RunEvent | JobEvent | DatasetEvent;
