import { groupBy } from '../../group-by.js';
import { text } from '../filled-text.js';
import { inOrder } from './metric-histories.js';
import type { MlmodelFile } from './mlmodel-file.js';
import { list } from './values.js';
import type { WireLoggedModel, WireMetric, WireVersion } from './wire-types.js';

const MODEL_ID = /^m-[0-9a-f]{32}$/;
const SOURCE = /^models:\/(m-[0-9a-f]{32})$/;

/** The logged model that a version was registered from; copies of a version tell it in their MLmodel file only. */
export function loggedModelId({ source }: WireVersion, file: MlmodelFile | undefined): string | undefined {
  const id = SOURCE.exec(text(source) ?? '')?.[1] ?? file?.modelId;
  return id !== undefined && MODEL_ID.test(id) ? id : undefined;
}

/** Whether it was copied from another version: what it was registered from is then known by its MLmodel file alone. */
export const copiesVersion = ({ source }: WireVersion): boolean =>
  /^models:\//.test(text(source) ?? '') && !SOURCE.test(text(source) ?? '');

/** One metric of a logged model: its points in the order of their steps, the last value at the end. */
export interface LoggedMetric {
  readonly key: string;
  /** Empty where it was not measured on a dataset that has a name. */
  readonly dataset: string;
  readonly digest?: string;
  readonly points: readonly WireMetric[];
}

/** The metrics of a logged model, by name and dataset. */
export function loggedMetrics(model: WireLoggedModel | undefined): LoggedMetric[] {
  const named = list(model?.data?.metrics).filter(({ key }) => text(key) !== undefined);
  const groups = groupBy(named, ({ key, dataset_name }) => JSON.stringify([key, text(dataset_name) ?? '']));
  return [...groups.values()].flatMap((group) => {
    const points = inOrder(group);
    const last = points.at(-1);
    if (!last) return [];
    return {
      key: String(last.key),
      dataset: text(last.dataset_name) ?? '',
      digest: text(last.dataset_digest),
      points,
    };
  });
}
