import type { EntityKind } from './entities.js';

/** How an edge came to be known. */
export const STATED = ['RECORDED', 'DECLARED', 'INFERRED'] as const;
export type Stated = (typeof STATED)[number];

export interface RelationDefinition {
  readonly description: string;
  /** JSON-LD property from the downstream to the upstream end. */
  readonly term: string;
  /** Which kinds may stand at the ends: downstream kind → upstream kinds. */
  readonly ends: Partial<Record<EntityKind, readonly EntityKind[]>>;
}

/**
 * Lineage: each edge points upstream, from what depends to what it depends on, so that one direction of
 * traversal means one thing. These are the traversed types, and the only ones.
 */
export const LINEAGE_RELATIONS = {
  DERIVED_FROM: {
    description: 'Its values are made from the values of the other.',
    term: 'prov:wasDerivedFrom',
    ends: {
      MLFeature: ['Column', 'MLFeature'],
      Column: ['Column'],
      Table: ['Table', 'Column'],
    },
  },
  USES_FEATURE: {
    description: 'The version takes this feature as an input.',
    term: 'hw:usesFeature',
    ends: { MLModelVersion: ['MLFeature'] },
  },
  TRAINED_ON: {
    description: 'Trained on the data of this table.',
    term: 'it6:trainedOn',
    ends: { MLModelVersion: ['Table'], TrainingRun: ['Table'] },
  },
  PRODUCED_BY: {
    description: 'Made by this run (a version) or written by this pipeline (a table).',
    term: 'prov:wasGeneratedBy',
    ends: { MLModelVersion: ['TrainingRun'], Table: ['Pipeline'] },
  },
  READS: {
    description: 'The pipeline reads this when it runs.',
    term: 'prov:used',
    ends: { Pipeline: ['Table', 'Column', 'MLModelVersion', 'Deployment'] },
  },
  FINE_TUNED_FROM: {
    description: 'Training started from the weights of the other version.',
    term: 'fair4ml:fineTunedFrom',
    ends: { MLModelVersion: ['MLModelVersion'] },
  },
  SERVES: {
    description: 'The deployment answers with this version.',
    term: 'it6:servesModel',
    ends: { Deployment: ['MLModelVersion'] },
  },
  PREDICTED_BY: {
    description: 'Holds predictions that this version or deployment made.',
    term: 'hw:predictedBy',
    ends: { Table: ['MLModelVersion', 'Deployment'], Column: ['MLModelVersion', 'Deployment'] },
  },
  CONSUMES: {
    description: 'Shows or acts upon it: what stops being right when it changes.',
    term: 'hw:consumes',
    ends: {
      Dashboard: ['Table', 'Column', 'Deployment'],
      Application: ['Table', 'Column', 'Deployment'],
    },
  },
} as const satisfies Record<string, RelationDefinition>;

/** Stated links that say something but carry no impact, and so are never traversed. */
export const ASSOCIATIONS = {
  EVALUATED_ON: {
    description: 'Its metrics were computed on the data of this table.',
    term: 'it6:testedOn',
    ends: { MLModelVersion: ['Table'], TrainingRun: ['Table'] },
  },
  NESTED_IN: {
    description: 'The run was started by the other run.',
    term: 'hw:nestedIn',
    ends: { TrainingRun: ['TrainingRun'] },
  },
} as const satisfies Record<string, RelationDefinition>;

export type LineageRelation = keyof typeof LINEAGE_RELATIONS;
export type Association = keyof typeof ASSOCIATIONS;
export type StatedRelation = LineageRelation | Association;

/** Containment points from parent to child and follows from the child's key. */
export const CONTAINMENTS = [
  'HAS_MODEL',
  'HAS_VERSION',
  'HAS_HYPERPARAMETER',
  'HAS_METRIC',
  'HAS_ARTIFACT',
  'HAS_EXPERIMENT',
  'HAS_RUN',
  'HAS_DEPLOYMENT',
  'HAS_COLUMN',
  'HAS_SYNC_RUN',
] as const;
export type Containment = (typeof CONTAINMENTS)[number];

export type RelationType = StatedRelation | Containment;

export const LINEAGE_TYPES = Object.keys(LINEAGE_RELATIONS) as LineageRelation[];
export const STATED_TYPES = [...LINEAGE_TYPES, ...(Object.keys(ASSOCIATIONS) as Association[])];

export function relationDefinition(type: StatedRelation): RelationDefinition {
  return { ...LINEAGE_RELATIONS, ...ASSOCIATIONS }[type];
}
