import type { RunDataset } from './run-datasets.js';

const SAME_NAME = 'same-name-as-training-column';

/**
 * The columns a feature seems to come from. MLflow does not record it; the one rule is that a column of a table
 * that the run was trained on has exactly the feature's name. Same letters in another case, a table that was only
 * evaluated on, or a table logged without its columns infer nothing. Where two training tables have such a column,
 * it may be either, and both are stated.
 */
export function inferFeatureSources(
  feature: string,
  datasets: readonly RunDataset[],
): { column: [namespace: string, table: string, column: string]; rule: string }[] {
  return datasets
    .filter(
      ({ relation, columns }) => relation === 'TRAINED_ON' && columns.some(({ name }) => name === feature),
    )
    .map(({ namespace, table }) => ({ column: [namespace, table, feature], rule: SAME_NAME }));
}
