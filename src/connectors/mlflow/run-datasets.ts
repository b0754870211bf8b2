import { text } from '../filled-text.js';
import { datasetTable, type TableName, type TableNaming } from './dataset-table.js';
import type { Notes } from './notes.js';
import { tagValue } from './tags.js';
import { list } from './values.js';
import type { WireDataset, WireDatasetInput, WireRun } from './wire-types.js';

interface DatasetColumn {
  readonly name: string;
  readonly dataType?: string;
}

/** A table in the role that a run gave it. */
export interface RunDataset extends TableName {
  /** Its own name, which metrics are measured by. */
  readonly dataset?: string;
  readonly columns: readonly DatasetColumn[];
  readonly relation: 'TRAINED_ON' | 'EVALUATED_ON';
  /** The rule that gave the role, where the run does not say it. */
  readonly rule?: string;
  readonly digest?: string;
}

/** MLflow does not ask for the role of an input; the run of a model reads data to train on it, unless it says otherwise. */
const ROLE_NOT_LOGGED = 'run-input-without-training-context';

/** The datasets a run logged as inputs, as tables. */
export function runDatasets(run: WireRun, naming: TableNaming, notes: Notes): RunDataset[] {
  return list(run.inputs?.dataset_inputs).map((input) => runDataset(input, naming, notes));
}

function runDataset({ dataset = {}, tags }: WireDatasetInput, naming: TableNaming, notes: Notes): RunDataset {
  const malformed = (field: string) => (): void =>
    notes.count(
      `The "${field}" of a dataset is not the JSON that MLflow writes, so it is not used`,
      String(dataset.name),
    );
  return {
    ...datasetTable(dataset, naming, malformed('source')),
    dataset: text(dataset.name),
    ...role(tagValue(tags, 'mlflow.data.context')),
    columns: columnsOf(dataset, malformed('schema')),
    digest: text(dataset.digest),
  };
}

function role(context: string | undefined): Pick<RunDataset, 'relation' | 'rule'> {
  if (context !== undefined && /^train/i.test(context)) return { relation: 'TRAINED_ON' };
  if (context !== undefined && /eval|valid|test/i.test(context)) return { relation: 'EVALUATED_ON' };
  return { relation: 'TRAINED_ON', rule: ROLE_NOT_LOGGED };
}

function columnsOf(dataset: WireDataset, malformed: () => void): DatasetColumn[] {
  if (text(dataset.schema) === undefined) return [];
  try {
    const { mlflow_colspec: columns } = JSON.parse(String(dataset.schema)) as { mlflow_colspec?: unknown };
    return list(columns as { name?: unknown; type?: unknown }[] | undefined).flatMap((column) => {
      const name = text(column?.name);
      return name === undefined ? [] : [{ name, dataType: typeText(column.type) }];
    });
  } catch {
    malformed();
    return [];
  }
}

/** A type as people write it; MLflow nests those of arrays, objects and maps. */
export function typeText(type: unknown): string | undefined {
  return text(type) ?? (type === undefined || type === null ? undefined : JSON.stringify(type));
}
