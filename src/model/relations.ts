import type { EntityKind } from './entities.js';
import { ENTITY_KINDS } from './entity-kinds.js';

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

/** What takes part in lineage. Services and experiments hold things, and people and words say something of them. */
const LINEAGE_KINDS = [
  'Application',
  'Artifact',
  'Column',
  'Dashboard',
  'Deployment',
  'MLFeature',
  'MLFeatureTable',
  'MLModel',
  'MLModelVersion',
  'ModelStep',
  'Pipeline',
  'StoredFeature',
  'Table',
  'TrainingRun',
] as const satisfies readonly EntityKind[];

const betweenAny = (kinds: readonly EntityKind[]): RelationDefinition['ends'] =>
  Object.fromEntries(kinds.map((kind) => [kind, kinds]));

/**
 * Lineage: each edge points upstream, from what depends to what it depends on, so that one direction of
 * traversal means one thing. These are the traversed types, and the only ones.
 */
export const LINEAGE_RELATIONS = {
  DERIVED_FROM: {
    description: 'Its values are made from the values of the other.',
    term: 'prov:wasDerivedFrom',
    ends: {
      MLFeature: ['Column', 'MLFeature', 'StoredFeature'],
      // The feature table itself, where it is not known which of its sources a feature is made from.
      StoredFeature: ['Column', 'StoredFeature', 'MLFeatureTable'],
      MLFeatureTable: ['Table', 'Column', 'MLFeatureTable'],
      Column: ['Column', 'StoredFeature'],
      Table: ['Table', 'Column', 'MLFeatureTable'],
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
    description: 'Made by this run (a version) or written by this pipeline (a table, a feature table).',
    term: 'prov:wasGeneratedBy',
    ends: { MLModelVersion: ['TrainingRun'], Table: ['Pipeline'], MLFeatureTable: ['Pipeline'] },
  },
  READS: {
    description: 'The pipeline reads this when it runs.',
    term: 'prov:used',
    ends: {
      Pipeline: ['Table', 'Column', 'MLFeatureTable', 'StoredFeature', 'MLModelVersion', 'Deployment'],
    },
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
  /**
   * Of a version, where something runs it by itself. Not of a model: a walk goes by versions and would never find it.
   * Who knows only the model names the version by alias (`models:/name@champion`).
   */
  CONSUMES: {
    description: 'Shows or acts upon it: what stops being right when it changes.',
    term: 'hw:consumes',
    ends: {
      Dashboard: ['Table', 'Column', 'Deployment', 'MLModelVersion'],
      Application: ['Table', 'Column', 'Deployment', 'MLModelVersion'],
    },
  },
  /** Nothing says that the dependent was made once and for all: what happens to the other is taken to reach it at once. */
  DEPENDS_ON: {
    description: 'A person or system says that it depends on the other, and has no more exact word for how.',
    term: 'prov:wasInfluencedBy',
    ends: betweenAny(LINEAGE_KINDS),
  },
} as const satisfies Record<string, RelationDefinition>;

/** Stated links that say something but carry no impact, and so are never traversed. */
export const ASSOCIATIONS = {
  EVALUATED_ON: {
    description: 'Its metrics (or it, being one) were computed on the data of this table.',
    term: 'it6:testedOn',
    ends: { MLModelVersion: ['Table'], TrainingRun: ['Table'], Metric: ['Table'] },
  },
  NESTED_IN: {
    description: 'The run was started by the other run.',
    term: 'hw:nestedIn',
    ends: { TrainingRun: ['TrainingRun'] },
  },
  COMMENTS_ON: {
    description: 'The comment is about this.',
    term: 'oa:hasTarget',
    ends: { Comment: ENTITY_KINDS },
  },
  MEMBER_OF: {
    description: 'The person is in this team; the team is within it.',
    term: 'org:memberOf',
    ends: { User: ['Team'], Team: ['Team'] },
  },
  NARROWER_THAN: {
    description: 'A part or a case of the other: a domain within a domain, a term under a wider one.',
    term: 'skos:broader',
    ends: { Domain: ['Domain'], GlossaryTerm: ['GlossaryTerm'] },
  },
} as const satisfies Record<string, RelationDefinition>;

export type LineageRelation = keyof typeof LINEAGE_RELATIONS;
export type Association = keyof typeof ASSOCIATIONS;
export type StatedRelation = LineageRelation | Association;

/** Containment points from parent to child and follows from the child's key. */
export const CONTAINMENTS = [
  'HAS_MODEL',
  'HAS_VERSION',
  'HAS_STEP',
  'HAS_HYPERPARAMETER',
  'HAS_METRIC',
  'HAS_ARTIFACT',
  'HAS_EXPERIMENT',
  'HAS_RUN',
  'HAS_DEPLOYMENT',
  'HAS_COLUMN',
  'HAS_FEATURE_TABLE',
  'HAS_FEATURE',
  'HAS_SYNC_RUN',
] as const;
export type Containment = (typeof CONTAINMENTS)[number];

export type RelationType = StatedRelation | Containment;

export const LINEAGE_TYPES = Object.keys(LINEAGE_RELATIONS) as LineageRelation[];
export const STATED_TYPES = [...LINEAGE_TYPES, ...(Object.keys(ASSOCIATIONS) as Association[])];

export function relationDefinition(type: StatedRelation): RelationDefinition {
  return { ...LINEAGE_RELATIONS, ...ASSOCIATIONS }[type];
}
