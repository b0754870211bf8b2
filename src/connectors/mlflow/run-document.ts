import type { EdgeStatement, EntityDocument } from '../../model/document.js';
import { document } from '../document.js';
import { edgeTo } from '../edge-to.js';
import { text } from '../filled-text.js';
import { mergedEdges } from './edges.js';
import type { RunDataset } from './run-datasets.js';
import { customaryProperties, labels, tagValue } from './tags.js';
import type { UiLinks } from './ui-links.js';
import { isoTime, withoutCredentials } from './values.js';
import type { WireExperiment, WireRun } from './wire-types.js';

export interface RunFacts {
  readonly service: string;
  readonly run: WireRun;
  readonly datasets: readonly RunDataset[];
  /** The run that started it, where that one is stated too. */
  readonly parent?: string;
  readonly links: UiLinks;
}

export function runDocument({ service, run, datasets, parent, links }: RunFacts): EntityDocument {
  const { info = {}, data = {} } = run;
  const { run_id: id = '', experiment_id: experiment } = info;
  const startedAt = isoTime(info.start_time);
  return document('TrainingRun', {
    service,
    run: id,
    name: text(info.run_name),
    description: tagValue(data.tags, 'mlflow.note.content'),
    tags: labels(data.tags),
    sourceUrl: experiment === undefined ? undefined : links.run(String(experiment), String(id)),
    experiment,
    createdAt: startedAt,
    startedAt,
    endedAt: isoTime(info.end_time),
    status: text(info.status),
    user: text(info.user_id) ?? tagValue(data.tags, 'mlflow.user'),
    sourceName: tagValue(data.tags, 'mlflow.source.name'),
    sourceType: tagValue(data.tags, 'mlflow.source.type'),
    gitCommit: tagValue(data.tags, 'mlflow.source.git.commit'),
    gitRepository: tagValue(data.tags, 'mlflow.source.git.repoURL'),
    environment: environmentOf(run),
    lifecycleStage: text(info.lifecycle_stage),
    edges: mergedEdges([
      ...datasetEdges(datasets),
      parent ? edgeTo('NESTED_IN', 'TrainingRun', [service, parent]) : undefined,
    ]),
  });
}

/** By which door the code was entered, and in what it ran; what MLflow's tags tell of it. */
function environmentOf({ data }: WireRun): Record<string, string> | undefined {
  const said = Object.entries(ENVIRONMENT).flatMap(([name, tag]) => {
    const value = tagValue(data?.tags, tag);
    return value === undefined ? [] : [[name, value] as const];
  });
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}

const ENVIRONMENT: Readonly<Record<string, string>> = {
  entryPoint: 'mlflow.project.entryPoint',
  gitBranch: 'mlflow.source.git.branch',
  backend: 'mlflow.project.backend',
  projectEnvironment: 'mlflow.project.env',
  image: 'mlflow.docker.image.uri',
  imageId: 'mlflow.docker.image.id',
  autologging: 'mlflow.autologging',
};

/** What a run read, as edges of the run and of the versions it made. */
export function datasetEdges(datasets: readonly RunDataset[]): (EdgeStatement | undefined)[] {
  return datasets.map(({ relation, namespace, table, digest, rule }) =>
    edgeTo(relation, 'Table', [namespace, table], {
      ...(digest === undefined ? {} : { digest }),
      ...(rule === undefined ? {} : { stated: 'INFERRED', rule }),
    }),
  );
}

export const parentRunId = (run: WireRun): string | undefined =>
  tagValue(run.data?.tags, 'mlflow.parentRunId');

export function experimentDocument(
  { service, workspace }: { readonly service: string; readonly workspace?: string },
  experiment: WireExperiment,
  links: UiLinks,
): EntityDocument {
  const id = String(experiment.experiment_id);
  return document('Experiment', {
    service,
    experiment: id,
    namespace: workspace,
    name: text(experiment.name),
    description: tagValue(experiment.tags, 'mlflow.note.content'),
    tags: labels(experiment.tags),
    ...customaryProperties(experiment.tags),
    sourceUrl: links.experiment(id),
    createdAt: isoTime(experiment.creation_time),
    updatedAt: isoTime(experiment.last_update_time),
    lifecycleStage: text(experiment.lifecycle_stage),
    artifactUri: withoutCredentials(text(experiment.artifact_location)),
  });
}
