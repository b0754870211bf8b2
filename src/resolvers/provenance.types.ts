import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import type { StatedEdge } from '../catalog/diff/difference.js';
import type { Certainty } from '../catalog/lineage/certainty.js';
import type { Hop } from '../catalog/lineage/lineage.reader.js';
import {
  DECISIONS,
  MISSING_EVIDENCE,
  type DataSource,
  type DataUsed,
  type Decision,
  type DecisionKind,
  type FeatureEvidence,
  type Missing,
  type MissingEvidence,
  type MissingTotal,
  type ServedBy,
  type VersionEvidence,
} from '../catalog/provenance/provenance.js';
import { Deployment } from '../model/deployment.entity.js';
import { Entity } from '../model/entity.js';
import { HyperParameter } from '../model/hyper-parameter.entity.js';
import { MLFeature } from '../model/ml-feature.entity.js';
import { MLModelVersion } from '../model/ml-model-version.entity.js';
import { Table } from '../model/table.entity.js';
import { TrainingRun } from '../model/training-run.entity.js';
import { CertaintyEnum, enumOf } from './enums.js';
import { Answer, LineageEdge } from './lineage.types.js';

const MissingEvidenceEnum = enumOf(
  'MissingEvidence',
  MISSING_EVIDENCE,
  'What evidence is missing at a thing. NO_ORIGIN: nothing is known of where the thing asked about comes from. NO_COLUMN_ORIGIN: its table is made from other data, and of this column nobody says from what. NO_COLUMN_DETAIL: no column of the table is known. NO_VERSION: a deployment of which it is not known what it answers with. NO_APPROVAL: no person let the version out. NO_RUN, NO_PARAMETERS, NO_TRAINING_DATA, NO_FEATURES: not known of the version. NO_CODE_COMMIT: not known of the run. NO_DIGEST: the state of the training data is not known. DIGEST_NOT_KEPT: it was said otherwise at the moment asked about, and what was said then is not kept. NO_FEATURE_SOURCE: not known what the feature is made from.',
);

const DecisionKindEnum = enumOf(
  'DecisionKind',
  DECISIONS,
  'What a person did or said about a version. STAGE, STATUS: moved it. UNIQUE_TAG, ALIAS: gave it the name, or took it away. SERVED: made a deployment answer with it, or no more. COMMENT: wrote about it.',
);

@ObjectType({ description: 'One deed or word of a person about a version.', simpleResolvers: true })
export class ProvenanceDecision implements Decision {
  @Field(() => DecisionKindEnum, { description: 'What was done.' })
  what!: DecisionKind;

  @Field(() => String, { description: 'Who did it.' })
  by!: string;

  @Field(() => GraphQLDateTime, { description: 'When.' })
  at!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The stage, status or name before; the id of the deployment that serves it no more.',
  })
  before?: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The stage, status or name after; the id of the deployment that it was given to; the text of a comment.',
  })
  after?: string;

  @Field(() => String, { nullable: true, description: 'Why, in the words of who did it.' })
  reason?: string;

  @Field(() => Boolean, {
    description:
      'Whether it lets the version out: moves it to production, gives it a unique tag or an alias, or makes a deployment serve it. Also of what was taken back later.',
  })
  approves!: boolean;
}

@ObjectType({ description: 'Where data enters.', simpleResolvers: true })
export class ProvenanceSource implements DataSource {
  @Field(() => Entity, {
    description: 'A column of which nothing earlier is known; or a table of which no column is known.',
  })
  source!: EntityRecord;

  @Field(() => CertaintyEnum, { description: 'How sure it is that it comes from there.' })
  certainty!: Certainty;

  @Field(() => Int, { description: 'Edges on the way.' })
  depth!: number;

  @Field(() => [LineageEdge], {
    description: 'The shortest most certain way to it, from what comes from it, edge by edge.',
  })
  way!: readonly Hop[];
}

@ObjectType({ description: 'A table that a version was trained or evaluated on.', simpleResolvers: true })
export class ProvenanceData implements DataUsed {
  @Field(() => Table, { description: 'The table.' })
  table!: EntityRecord;

  @Field(() => [String], {
    description:
      'Digests or versions of its data that the version or its run name. Empty: not known, or not kept; `missing` says which.',
  })
  digests!: readonly string[];

  @Field(() => [LineageEdge], { description: 'What the version and its run say, as it was said last.' })
  edges!: readonly StatedEdge[];
}

@ObjectType({ description: 'A feature that a version takes.', simpleResolvers: true })
export class ProvenanceFeature implements FeatureEvidence {
  @Field(() => MLFeature, { description: 'The feature.' })
  feature!: EntityRecord;

  @Field(() => [ProvenanceSource], {
    description: 'What it is made from in the end, the surest first, then the nearest.',
  })
  sources!: readonly DataSource[];
}

@ObjectType({ description: 'A deployment that serves a version.', simpleResolvers: true })
export class ProvenanceServing implements ServedBy {
  @Field(() => Deployment, { description: 'The deployment.' })
  deployment!: EntityRecord;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when the catalog has known that it serves the version.',
  })
  since?: string;

  @Field(() => Float, {
    nullable: true,
    description: 'Percent of its requests that the version answers, where that is known.',
  })
  share?: number;
}

@ObjectType({ description: 'A version that had a part in what was asked about.', simpleResolvers: true })
export class ProvenanceVersion implements VersionEvidence {
  @Field(() => MLModelVersion, { description: 'The version.' })
  version!: EntityRecord;

  @Field(() => CertaintyEnum, { description: 'How sure it is that it had a part.' })
  certainty!: Certainty;

  @Field(() => Int, { description: 'Edges on the way to it.' })
  depth!: number;

  @Field(() => [ProvenanceServing], { description: 'The deployments that serve it.' })
  servedBy!: readonly ServedBy[];

  @Field(() => [TrainingRun], { description: 'The runs that made it; more than one where sources differ.' })
  runs!: readonly EntityRecord[];

  @Field(() => [HyperParameter], { description: 'What it was trained with, by name.' })
  parameters!: readonly EntityRecord[];

  @Field(() => [ProvenanceData], { description: 'The tables that it, or its run, was trained on.' })
  trainingData!: readonly DataUsed[];

  @Field(() => [ProvenanceData], { description: 'The tables that it, or its run, was evaluated on.' })
  evaluationData!: readonly DataUsed[];

  @Field(() => [ProvenanceFeature], { description: 'The features that it takes, with their sources.' })
  features!: readonly FeatureEvidence[];

  @Field(() => [ProvenanceDecision], {
    description:
      "What people did and said in the catalog that bears on its approval, the oldest first. A registry's own word is not among them, since it does not say who gave it; of serving only deployments that serve it.",
  })
  decisions!: readonly Decision[];
}

@ObjectType({ description: 'Evidence that is missing at one thing.', simpleResolvers: true })
export class ProvenanceMissing implements Missing {
  @Field(() => MissingEvidenceEnum, { description: 'What is missing.' })
  what!: MissingEvidence;

  @Field(() => ID, { description: 'The thing at which the evidence breaks.' })
  at!: string;

  @Field(() => ID, { nullable: true, description: 'The version that it would be evidence of.' })
  version?: string;

  @Field(() => Int, { description: 'Edges from what was asked about to the thing.' })
  depth!: number;

  @Field(() => String, { description: 'The same in words, and what to do.' })
  message!: string;
}

@ObjectType({ description: 'How often some evidence is missing.', simpleResolvers: true })
export class ProvenanceMissingTotal implements MissingTotal {
  @Field(() => MissingEvidenceEnum, { description: 'What is missing.' })
  what!: MissingEvidence;

  @Field(() => Int, { description: 'At how many things.' })
  total!: number;
}

@ObjectType({ description: 'Where a thing comes from, with the evidence for it.', simpleResolvers: true })
export class Provenance {
  @Field(() => Entity, { description: 'What was asked about, as it stood at the moment.' })
  of!: EntityRecord;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'As of when; null: now.' })
  asOf?: string;

  @Field(() => [ProvenanceVersion], {
    description: 'The versions that had a part in it, the nearest first; 200 at most.',
  })
  versions!: readonly VersionEvidence[];

  @Field(() => Int, { description: 'How many versions there are in all.' })
  versionTotal!: number;

  @Field(() => [ProvenanceSource], {
    description: 'Where data enters, the surest first, then the nearest; 1,000 at most.',
  })
  sources!: readonly DataSource[];

  @Field(() => Int, { description: 'How many sources there are in all.' })
  sourceTotal!: number;

  @Field(() => [ProvenanceMissing], {
    description: 'What evidence is missing at which hop, from what was asked about back; 1,000 at most.',
  })
  missing!: readonly Missing[];

  @Field(() => [ProvenanceMissingTotal], { description: 'How much of it is missing in all.' })
  missingTotals!: readonly MissingTotal[];

  @Field(() => Answer, { description: 'What the answer says of itself.' })
  answer!: unknown;
}
