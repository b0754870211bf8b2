import type { EntityKind } from '../../model/entities.js';

/** What can be missing at a source: how it was read. */
export const SOURCE_GAPS = ['SOURCE_NEVER_SYNCED', 'SOURCE_SYNC_NOT_COMPLETE', 'SOURCE_STALE'] as const;
export type SourceGap = (typeof SOURCE_GAPS)[number];

/** What can be missing at a thing: what nobody says of it. */
export const THING_GAPS = [
  'DEPLOYMENT_WITHOUT_PREDICTIONS',
  'VERSION_WITHOUT_TRAINING_DATA',
  'FEATURE_WITHOUT_SOURCES',
  'STORED_FEATURE_WITHOUT_SOURCES',
  'TABLE_WITHOUT_OWNER',
] as const;
export type ThingGap = (typeof THING_GAPS)[number];

/** In the order in which they are answered: a source that was not read explains what is missing at the things. */
export const GAP_KINDS = [...SOURCE_GAPS, ...THING_GAPS] as const;
export type GapKind = (typeof GAP_KINDS)[number];

export const isSourceGap = (gap: GapKind): gap is SourceGap =>
  (SOURCE_GAPS as readonly GapKind[]).includes(gap);

/** The kind of the things that can have the gap, and for people what is missing and what closes it. */
export interface ThingGapDefinition {
  readonly kind: EntityKind;
  readonly missing: string;
  readonly advice: string;
}

export const THING_GAP_DEFINITIONS: Readonly<Record<ThingGap, ThingGapDefinition>> = {
  DEPLOYMENT_WITHOUT_PREDICTIONS: {
    kind: 'Deployment',
    missing:
      'It is in service, and no table or column is known to hold predictions of it or of a version that it serves.',
    advice:
      'Have the job that writes its predictions send OpenLineage events that name the model, or declare it: headwater declare <table> PREDICTED_BY <deployment>',
  },
  VERSION_WITHOUT_TRAINING_DATA: {
    kind: 'MLModelVersion',
    missing: 'Neither it nor the run that made it says on which table it was trained.',
    advice:
      'Log the training dataset with the run and sync, or declare it: headwater declare <version> TRAINED_ON <table>',
  },
  FEATURE_WITHOUT_SOURCES: {
    kind: 'MLFeature',
    missing: 'No column and no other feature is known that it is made from.',
    advice:
      'Log the training dataset with its columns and sync, or declare it: headwater declare <feature> DERIVED_FROM <column>',
  },
  STORED_FEATURE_WITHOUT_SOURCES: {
    kind: 'StoredFeature',
    missing:
      'No column and no other feature is known that it is made from; that its feature table is made from something does not tell.',
    advice:
      'Have the pipeline that fills it send column lineage, or declare it: headwater declare <feature> DERIVED_FROM <column>',
  },
  TABLE_WITHOUT_OWNER: {
    kind: 'Table',
    missing: 'Neither a source nor a person says who answers for it.',
    advice: 'Have its source say so, or say it by hand: headwater curate <table> --add owners=<owner>',
  },
};
