// Written by `npm run generate` from the `*.entity.ts` files of this folder. Do not edit.
export const ENTITY_KINDS = [
  'Application',
  'Artifact',
  'Column',
  'Dashboard',
  'Deployment',
  'Experiment',
  'HyperParameter',
  'MLFeature',
  'MLModel',
  'MLModelService',
  'MLModelVersion',
  'Metric',
  'Pipeline',
  'SyncRun',
  'Table',
  'TrainingRun',
] as const;

export type EntityKind = (typeof ENTITY_KINDS)[number];
