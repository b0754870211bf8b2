import type { FeatureStore } from './feast-features.js';
import type { Importance } from './feature-importance.js';
import type { History } from './metric-histories.js';
import type { MlmodelFile } from './mlmodel-file.js';
import type { RunDataset } from './run-datasets.js';
import type { UiLinks } from './ui-links.js';
import type { WireLoggedModel, WireRun, WireVersion } from './wire-types.js';

/** All that was read of one version, from the registry, its run and its MLmodel file. */
export interface VersionFacts {
  /** The first parts of the key of the version and of all that belongs to it. */
  readonly key: { readonly service: string; readonly model: string; readonly version: string };
  readonly version: WireVersion;
  readonly aliases: readonly string[];
  /** Absent when there is none, or when the tracker no longer holds it. */
  readonly run?: WireRun;
  /** Of that run. */
  readonly datasets: readonly RunDataset[];
  readonly file?: MlmodelFile;
  /** Of the metrics of that run, by `historyKey`. */
  readonly histories: ReadonlyMap<string, History>;
  /** Whether histories are stated, or last values only. */
  readonly series: boolean;
  /** Since MLflow 3: what the version was registered from. */
  readonly loggedModel?: WireLoggedModel;
  /** Of the features, where the run logged it. */
  readonly importance?: Importance;
  readonly links: UiLinks;
  readonly featureStore?: FeatureStore;
}

export const versionKey = ({ key }: VersionFacts): string[] => [key.service, key.model, key.version];
