import { text } from '../filled-text.js';
import { tagValue } from './tags.js';
import type { VersionFacts } from './version-facts.js';

/**
 * The learning algorithm. MLflow has no field for it, so the first of these that is there counts:
 *
 * 1. what a person wrote down as `algorithm`: a tag of the version, a tag or a parameter of its run;
 * 2. `estimator_name` or `estimator_class`, the run's tags that autologging of scikit-learn sets;
 * 3. the class of the model, where the flavour in the MLmodel file has one (XGBoost, LightGBM, Spark).
 *
 * The written word goes first because autologging names the outermost object, often just `Pipeline`.
 */
export function algorithmOf({ version, run, file }: VersionFacts): string | undefined {
  const { tags, params } = run?.data ?? {};
  return (
    tagValue(version.tags, 'algorithm') ??
    tagValue(tags, 'algorithm') ??
    tagValue(params, 'algorithm') ??
    tagValue(tags, 'estimator_name') ??
    className(tagValue(tags, 'estimator_class')) ??
    className(file?.modelClass)
  );
}

const className = (path: string | undefined): string | undefined => text(path?.split('.').at(-1));
