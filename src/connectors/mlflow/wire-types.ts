/**
 * What MLflow's REST interface answers, as far as it is read. Each field may be absent: MLflow leaves out what
 * is unset or empty, and other servers that speak its interface leave out more. Nothing here is checked when it
 * comes in; `values.ts` has what looks at a field before it is relied upon.
 */

/** int64 come as JSON numbers from MLflow and as strings from others. */
export type Long = number | string;

export interface KeyValue {
  readonly key?: string;
  readonly value?: string;
}

interface WireAlias {
  readonly alias?: string;
  readonly version?: Long;
}

export interface WireModel {
  readonly name?: string;
  readonly creation_timestamp?: Long;
  readonly last_updated_timestamp?: Long;
  readonly description?: string;
  /** The newest version of each stage, never all of them. */
  readonly latest_versions?: readonly WireVersion[];
  readonly tags?: readonly KeyValue[];
  /** The only place where a search tells aliases. */
  readonly aliases?: readonly WireAlias[];
}

export interface WireVersion {
  readonly name?: string;
  readonly version?: Long;
  readonly creation_timestamp?: Long;
  readonly last_updated_timestamp?: Long;
  readonly user_id?: string;
  readonly current_stage?: string;
  readonly description?: string;
  readonly source?: string;
  /** Empty when there is none. */
  readonly run_id?: string;
  readonly status?: string;
  readonly status_message?: string;
  readonly run_link?: string;
  readonly tags?: readonly KeyValue[];
}

export interface WireExperiment {
  readonly experiment_id?: string;
  readonly name?: string;
  readonly artifact_location?: string;
  readonly lifecycle_stage?: string;
  readonly creation_time?: Long;
  readonly last_update_time?: Long;
  readonly tags?: readonly KeyValue[];
}

/** A finite number, or one of the words NaN, Infinity, -Infinity. */
export type WireNumber = number | string;

export interface WireMetric {
  readonly key?: string;
  readonly value?: WireNumber;
  readonly timestamp?: Long;
  readonly step?: Long;
  /** In bulk answers only. */
  readonly run_id?: string;
  /** Of logged models only. */
  readonly dataset_name?: string;
  readonly dataset_digest?: string;
}

export interface WireDataset {
  readonly name?: string;
  readonly digest?: string;
  readonly source_type?: string;
  /** JSON as text. */
  readonly source?: string;
  /** JSON as text. */
  readonly schema?: string;
}

export interface WireDatasetInput {
  readonly tags?: readonly KeyValue[];
  readonly dataset?: WireDataset;
}

export interface WireRun {
  readonly info?: {
    readonly run_id?: string;
    readonly run_name?: string;
    readonly experiment_id?: string;
    readonly user_id?: string;
    readonly status?: string;
    readonly start_time?: Long;
    readonly end_time?: Long;
    readonly lifecycle_stage?: string;
  };
  readonly data?: {
    readonly metrics?: readonly WireMetric[];
    readonly params?: readonly KeyValue[];
    readonly tags?: readonly KeyValue[];
  };
  readonly inputs?: { readonly dataset_inputs?: readonly WireDatasetInput[] };
  /** Since MLflow 3. */
  readonly outputs?: { readonly model_outputs?: readonly { readonly model_id?: string }[] };
}

/** Since MLflow 3: what a run made, before anybody registers it. */
export interface WireLoggedModel {
  readonly info?: {
    readonly model_id?: string;
    readonly name?: string;
    readonly model_type?: string;
    readonly status?: string;
    readonly source_run_id?: string;
  };
  readonly data?: {
    readonly params?: readonly KeyValue[];
    /** Each point of each series, in no order. */
    readonly metrics?: readonly WireMetric[];
  };
}
