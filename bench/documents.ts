import type { EdgeStatement, EntityDocument } from '../src/model/document.js';
import { entityId } from '../src/model/entity-id.js';
import type { StatedRelation } from '../src/model/relations.js';

/** A document with the id that follows from it, and edges that can still be added to. */
export interface Thing {
  readonly id: string;
  readonly edges: EdgeStatement[];
  readonly document: EntityDocument;
}

export const NAMESPACE = 'postgres://bench:5432';
export const SERVICE = 'bench';

export const thing = (id: string, body: EntityDocument, edges: EdgeStatement[]): Thing => ({
  id,
  edges,
  document: { ...body, edges },
});

export const to = (type: StatedRelation, upstreams: readonly string[]): EdgeStatement[] =>
  [...new Set(upstreams)].map((upstream) => ({ type, upstream }));

export const tableId = (table: string): string => entityId('Table', NAMESPACE, table);

export const table = (table: string, predictedBy: readonly string[] = []): Thing =>
  thing(
    tableId(table),
    { kind: 'Table', namespace: NAMESPACE, table, datasetType: 'TABLE' },
    to('PREDICTED_BY', predictedBy),
  );

export const columnId = (table: string, column: string): string =>
  entityId('Column', NAMESPACE, table, column);

export const column = (table: string, column: string, derivedFrom: readonly string[] = []): Thing =>
  thing(
    columnId(table, column),
    { kind: 'Column', namespace: NAMESPACE, table, column, dataType: 'BIGINT' },
    to('DERIVED_FROM', derivedFrom),
  );

/** A version of a model with its features, and what each of them is made from. */
export interface VersionPlan {
  readonly model: string;
  readonly version: string;
  /** Per feature, the columns it is made from. */
  readonly features: readonly (readonly string[])[];
  readonly trainedOn: readonly string[];
  /** Leaves the training run out, which is upstream of the version and so in no impact. */
  readonly run?: boolean;
}

/** The features, the run (where wanted) and, last, the version. */
export function version({ model, version, features, trainedOn, run }: VersionPlan): Thing[] {
  const key = { service: SERVICE, model, version };
  const inputs = features.map((columns, index) => {
    const feature = `f${index}`;
    const id = entityId('MLFeature', SERVICE, model, version, feature);
    const body: EntityDocument = { kind: 'MLFeature', ...key, feature, dataType: 'long', position: index };
    return thing(id, body, to('DERIVED_FROM', columns));
  });
  const runs = run ? [trainingRun(`${model}-${version}`, trainedOn)] : [];
  return [
    ...inputs,
    ...runs,
    thing(
      entityId('MLModelVersion', SERVICE, model, version),
      {
        kind: 'MLModelVersion',
        ...key,
        algorithm: 'GradientBoostingClassifier',
        framework: 'sklearn',
        modelUri: `models:/${model}/${version}`,
      },
      [
        ...to(
          'USES_FEATURE',
          inputs.map(({ id }) => id),
        ),
        ...to('TRAINED_ON', trainedOn),
        ...to(
          'PRODUCED_BY',
          runs.map(({ id }) => id),
        ),
      ],
    ),
  ];
}

const trainingRun = (run: string, trainedOn: readonly string[]): Thing =>
  thing(
    entityId('TrainingRun', SERVICE, run),
    { kind: 'TrainingRun', service: SERVICE, run, experiment: 'bench', status: 'FINISHED' },
    to('TRAINED_ON', trainedOn),
  );

export const deployment = (endpoint: string, serves: string): Thing =>
  thing(
    entityId('Deployment', SERVICE, endpoint),
    { kind: 'Deployment', service: SERVICE, endpoint, state: 'IN_SERVICE' },
    to('SERVES', [serves]),
  );

export const dashboard = (dashboard: string, consumes: readonly string[]): Thing =>
  thing(
    entityId('Dashboard', SERVICE, dashboard),
    { kind: 'Dashboard', service: SERVICE, dashboard },
    to('CONSUMES', consumes),
  );
