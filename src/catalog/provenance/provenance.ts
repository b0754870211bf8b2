import type { EntityRecord } from '../browse/entity-record.js';
import type { StatedEdge } from '../diff/difference.js';
import type { Answer } from '../lineage/answer.js';
import type { Certainty } from '../lineage/certainty.js';
import type { Hop } from '../lineage/lineage.reader.js';

/** More than this are not told of in one answer, and it says so. */
export const MOST = { versions: 200, features: 2000, sources: 1000, missing: 1000 } as const;

/** What evidence can be missing, in the order in which it is told of one hop. */
export const MISSING_EVIDENCE = [
  'NO_ORIGIN',
  'NO_COLUMN_ORIGIN',
  'NO_COLUMN_DETAIL',
  'NO_VERSION',
  'NO_APPROVAL',
  'NO_RUN',
  'NO_CODE_COMMIT',
  'NO_PARAMETERS',
  'NO_TRAINING_DATA',
  'NO_DIGEST',
  'DIGEST_NOT_KEPT',
  'NO_FEATURES',
  'NO_FEATURE_SOURCE',
] as const;
export type MissingEvidence = (typeof MISSING_EVIDENCE)[number];

/** Evidence that is missing at one thing. */
export interface Missing {
  readonly what: MissingEvidence;
  /** The thing at which it breaks. */
  readonly at: string;
  /** The version that it is evidence of. */
  readonly version?: string;
  /** Edges from what was asked about to the thing. */
  readonly depth: number;
  /** In words, and what to do. */
  readonly message: string;
}

export interface MissingTotal {
  readonly what: MissingEvidence;
  readonly total: number;
}

/** What people do that says something of how a version was approved. */
export const DECISIONS = ['STAGE', 'STATUS', 'UNIQUE_TAG', 'ALIAS', 'SERVED', 'COMMENT'] as const;
export type DecisionKind = (typeof DECISIONS)[number];

/** One deed or word of a person about a version. */
export interface Decision {
  readonly what: DecisionKind;
  readonly by: string;
  readonly at: string;
  /** The stage, status or name before; the deployment that it was taken from. */
  readonly before?: string;
  /** The same after; the deployment that it was given to; the text of a comment. */
  readonly after?: string;
  /** Why, in their words. */
  readonly reason?: string;
  /** Whether it lets the version out: moved to production, given a unique tag or alias, or made to serve. */
  readonly approves: boolean;
}

/** A table that a version was trained or evaluated on, and the state of the data, where it is known. */
export interface DataUsed {
  readonly table: EntityRecord;
  readonly digests: readonly string[];
  /** What the version and its run say. */
  readonly edges: readonly StatedEdge[];
}

/** Where data enters: a column of which nothing earlier is known; or a table of which no column is known. */
export interface DataSource {
  readonly source: EntityRecord;
  readonly certainty: Certainty;
  /** Edges on the shortest most certain way to it. */
  readonly depth: number;
  readonly way: readonly Hop[];
}

export interface FeatureEvidence {
  readonly feature: EntityRecord;
  readonly sources: readonly DataSource[];
}

export interface ServedBy {
  readonly deployment: EntityRecord;
  /** Since when the catalog has known that it serves the version. */
  readonly since?: string;
  /** Percent of the requests that the version answers. */
  readonly share?: number;
}

/** A version that had a part in what was asked about. */
export interface VersionEvidence {
  readonly version: EntityRecord;
  readonly certainty: Certainty;
  readonly depth: number;
  readonly servedBy: readonly ServedBy[];
  readonly runs: readonly EntityRecord[];
  readonly parameters: readonly EntityRecord[];
  readonly trainingData: readonly DataUsed[];
  readonly evaluationData: readonly DataUsed[];
  readonly features: readonly FeatureEvidence[];
  readonly decisions: readonly Decision[];
}

export interface Provenance {
  readonly of: EntityRecord;
  readonly asOf?: string | undefined;
  /** The nearest first. */
  readonly versions: readonly VersionEvidence[];
  /** How many versions there are in all. */
  readonly versionTotal: number;
  /** The surest first, then the nearest. */
  readonly sources: readonly DataSource[];
  readonly sourceTotal: number;
  /** From what was asked about back. */
  readonly missing: readonly Missing[];
  readonly missingTotals: readonly MissingTotal[];
  readonly answer: Answer;
}
