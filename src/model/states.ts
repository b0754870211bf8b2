import type { Transitions } from './decorators.js';

/**
 * How far a model or version has come. Nothing is deployed before it is completed, and what was archived starts
 * again as a draft. A thing that was trained elsewhere goes from draft to completed.
 */
export const STATUS_TRANSITIONS = {
  draft: ['training', 'completed', 'archived'],
  training: ['draft', 'completed', 'archived'],
  completed: ['training', 'deployed', 'archived'],
  deployed: ['completed', 'archived'],
  archived: ['draft'],
} as const satisfies Transitions;

/** What a model or version is held fit for. Nothing reaches production but by staging, which is also the way back. */
export const STAGE_TRANSITIONS = {
  development: ['staging', 'archived'],
  staging: ['development', 'production', 'archived'],
  production: ['staging', 'archived'],
  archived: ['development'],
} as const satisfies Transitions;

/** Whether the schedule of a model's pipeline runs. */
export const SCHEDULE_TRANSITIONS = {
  active: ['paused'],
  paused: ['active'],
} as const satisfies Transitions;

/**
 * The life of a deployment, in DataHub's states. One that is stopped or has failed comes back by an update or by being
 * made anew; a deletion that does not come off leaves it stopped or failed. Nobody moves a deployment to UNKNOWN: that
 * is what a source says that cannot tell.
 */
export const DEPLOYMENT_TRANSITIONS = {
  CREATING: ['IN_SERVICE', 'OUT_OF_SERVICE', 'FAILED', 'DELETING'],
  IN_SERVICE: ['UPDATING', 'OUT_OF_SERVICE', 'FAILED', 'DELETING'],
  UPDATING: ['IN_SERVICE', 'OUT_OF_SERVICE', 'FAILED', 'DELETING'],
  OUT_OF_SERVICE: ['CREATING', 'UPDATING', 'IN_SERVICE', 'DELETING'],
  FAILED: ['CREATING', 'UPDATING', 'OUT_OF_SERVICE', 'DELETING'],
  DELETING: ['OUT_OF_SERVICE', 'FAILED'],
  UNKNOWN: ['CREATING', 'IN_SERVICE', 'UPDATING', 'OUT_OF_SERVICE', 'FAILED', 'DELETING'],
} as const satisfies Transitions;

export type DeploymentState = keyof typeof DEPLOYMENT_TRANSITIONS;
export const DEPLOYMENT_STATES = Object.keys(DEPLOYMENT_TRANSITIONS) as DeploymentState[];

/** The states in which it answers: what hangs on it then is live, and what it serves must stay. */
export const LIVE_DEPLOYMENT_STATES: readonly string[] = ['IN_SERVICE', 'UPDATING'];

/**
 * How an ingestion ended. COMPLETE: all was read and taken. PARTIAL: single things could not be read or taken; what is
 * certain is in. FAILED: it broke off; what was written before stays. FAILED_SAFE: nothing was retired, because the
 * listing was not whole, or so much would have been that it was left to a person.
 */
export const SYNC_STATES = ['RUNNING', 'COMPLETE', 'PARTIAL', 'FAILED', 'FAILED_SAFE'] as const;
export type SyncState = (typeof SYNC_STATES)[number];

/** Whether all of a source was read, or what changed since the last time; only the first finds what is gone. */
export const SYNC_MODES = ['FULL', 'DELTA'] as const;
export type SyncMode = (typeof SYNC_MODES)[number];
