import type { HttpSettings } from '../http/http-options.js';
import type { NamePatterns } from '../name-filter.js';
import type { FeatureStore } from './feast-features.js';

export interface MlflowOptions extends HttpSettings {
  /** The service's name in the configuration. */
  readonly service: string;
  /** The tracking server's address, with its static prefix where it has one. */
  readonly url: string;
  /** The address that people know it by, where it is not `url`: links and the endpoint carry it. */
  readonly publicUrl?: string;
  /** Which registered models are read, by name. */
  readonly models?: NamePatterns;
  /** Which aliases mean "in service". None by default: MLflow does not record what is deployed. */
  readonly deployments?: { readonly aliases?: readonly string[] };
  /** The namespace in which the table names logged with runs are to be found. */
  readonly datasets?: { readonly namespace?: string };
  /** The feature store that versions take their features from, by the tags that Feast writes. */
  readonly featureStore?: FeatureStore;
  /** The workspace of a server that has several. */
  readonly workspace?: string;
  /** Whether the MLmodel file of each version is read: its signature, features and framework. */
  readonly signatures?: boolean;
  /** Whether the models that MLflow 3 logs are read: their parameters, and their metrics by dataset. */
  readonly loggedModels?: boolean;
  /** Paths among the files of runs where they log how much each feature counts. */
  readonly featureImportance?: readonly string[];
  /** Whether the history of each metric is read, or its last value only. */
  readonly series?: boolean;
}
