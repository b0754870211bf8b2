import type { EdgeStatement } from '../../model/document.js';
import { parseReference, servedNames, serviceTable, viewTable, type TakenFeature } from '../feast/names.js';
import { edgeTo } from '../edge-to.js';
import { namedInputs } from './mlmodel-file.js';
import { tagValue } from './tags.js';
import type { VersionFacts } from './version-facts.js';

/** Which feature store the versions of a registry take their features from. */
export interface FeatureStore {
  /** The service in the configuration that reads it. */
  readonly service: string;
  /** The project there, where a run does not name one. */
  readonly project?: string;
  /** The feature service of a model (`churn`) or a version (`churn/3`), where no tag names one. */
  readonly featureServices?: Readonly<Record<string, string>>;
}

/** An input of the version carries the name of a feature that the tags say its run took. */
const RETRIEVED_RULE = 'same-name-as-retrieved-feature';
/** An input of the version carries the name of a feature of the service that its tags name. */
const SERVICE_RULE = 'same-name-in-feature-service';
const CONFIGURED_RULE = 'featureStore.featureServices';

interface Taken {
  readonly store: string;
  readonly project: string;
  readonly featureService?: string;
  /** Whether a person says so in the configuration, and no tag. */
  readonly configured: boolean;
  /** What the run took, where its tags list it whole. */
  readonly features?: readonly TakenFeature[];
  /** What it was asked for by: no feature, though it may be an input. */
  readonly keys: readonly string[];
}

type Input = NonNullable<ReturnType<typeof namedInputs>>[number];

/** The inputs that the signature names; without one, those that the run took from the feature store. */
export function versionInputs(facts: VersionFacts): readonly Input[] {
  const named = namedInputs(facts.file?.signature);
  if (named) return named;
  const features = takenFeatures(facts)?.features ?? [];
  return servedNames(features).map((name) => ({ name, dataType: undefined, required: undefined }));
}

/** The features of the store that an input is read from, by the tags that Feast writes, or by the configuration. */
export function storedFeatureEdges(facts: VersionFacts, input: string): (EdgeStatement | undefined)[] {
  const taken = takenFeatures(facts);
  if (!taken) return [];
  const { store, project, featureService, configured, features, keys } = taken;
  const to = (table: string, feature: string, rule: string): EdgeStatement | undefined =>
    edgeTo('DERIVED_FROM', 'StoredFeature', [store, table, feature], {
      stated: configured ? 'DECLARED' : 'INFERRED',
      rule,
    });
  if (features) {
    const served = servedNames(features);
    return features.flatMap((feature, at) => {
      const name = served[at] ?? feature.feature;
      if (input !== name && input !== `${feature.view}__${feature.feature}`) return [];
      return featureService === undefined
        ? [to(viewTable(project, feature.view), feature.feature, RETRIEVED_RULE)]
        : [to(serviceTable(project, featureService), name, RETRIEVED_RULE)];
    });
  }
  if (featureService === undefined || keys.includes(input)) return [];
  const rule = configured ? CONFIGURED_RULE : SERVICE_RULE;
  return [to(serviceTable(project, featureService), input, rule)];
}

/** The tags of the version go before those of its run, as Feast itself has it; both go before the configuration. */
function takenFeatures({ key, version, run, featureStore }: VersionFacts): Taken | undefined {
  if (!featureStore) return undefined;
  const ofRun = (name: string): string | undefined => tagValue(run?.data?.tags, `feast.${name}`);
  const ofVersion = (name: string): string | undefined => tagValue(version.tags, `feast.${name}`);
  const project = ofVersion('project') ?? ofRun('project') ?? featureStore.project;
  const tagged = ofVersion('feature_service') ?? ofRun('feature_service');
  // What the run took is what the version takes, unless the version was given another service since.
  const features = tagged === ofRun('feature_service') ? references(ofRun('feature_refs')) : undefined;
  const { featureServices = {} } = featureStore;
  const configured =
    tagged === undefined && features === undefined
      ? (own(featureServices, `${key.model}/${key.version}`) ?? own(featureServices, key.model))
      : undefined;
  const featureService = tagged ?? configured;
  if (project === undefined || (featureService === undefined && features === undefined)) return undefined;
  return {
    store: featureStore.service,
    project,
    ...(featureService === undefined ? {} : { featureService }),
    configured: configured !== undefined,
    ...(features === undefined ? {} : { features }),
    keys: ofRun('entity_df_columns')?.split(',') ?? [],
  };
}

/** A list that Feast cut off does not say what else was taken: it counts as none. */
function references(tag: string | undefined): TakenFeature[] | undefined {
  if (tag === undefined || tag.endsWith('...')) return undefined;
  const found = tag.split(',').flatMap((reference) => parseReference(reference) ?? []);
  return found.length > 0 ? found : undefined;
}

const own = (of: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(of, key) ? of[key] : undefined;
