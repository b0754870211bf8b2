import type { RelationType } from '../../model/relations.js';
import type { State } from './liveness.js';

export const CHANGES = ['DROP', 'RENAME', 'RETYPE', 'VALUES', 'STALE'] as const;
/** What is done to a thing: removed, renamed, given another type, another meaning, or no longer refreshed. */
export type Change = (typeof CHANGES)[number];

export const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const EFFECTS = ['BREAKS', 'CANNOT_RETRAIN', 'WRONG', 'STALE', 'DRIFTS'] as const;
/** What happens to a dependent, in a word. */
export type Effect = (typeof EFFECTS)[number];

export interface Consequence {
  readonly effect: Effect;
  readonly severity: Severity;
}

/**
 * What a dependent suffers, by the change and by the relation it is reached by. A version that was trained
 * is not broken by what happens to its sources; it cannot be trained again. What reads at run time breaks.
 */
const EFFECT_BY_RELATION: Readonly<Record<'trained' | 'read', Readonly<Record<Change, Effect>>>> = {
  trained: {
    DROP: 'CANNOT_RETRAIN',
    RENAME: 'CANNOT_RETRAIN',
    RETYPE: 'CANNOT_RETRAIN',
    VALUES: 'DRIFTS',
    STALE: 'DRIFTS',
  },
  read: { DROP: 'BREAKS', RENAME: 'BREAKS', RETYPE: 'BREAKS', VALUES: 'WRONG', STALE: 'STALE' },
};

/** Relations by which a thing was made once and does not read again. */
const TRAINED: ReadonlySet<RelationType> = new Set(['TRAINED_ON', 'USES_FEATURE', 'FINE_TUNED_FROM']);

const SEVERITY_WHEN_LIVE: Readonly<Record<Effect, Severity>> = {
  BREAKS: 'CRITICAL',
  WRONG: 'HIGH',
  STALE: 'HIGH',
  CANNOT_RETRAIN: 'HIGH',
  DRIFTS: 'MEDIUM',
};

const LESS: Readonly<Record<Severity, Severity>> = {
  CRITICAL: 'MEDIUM',
  HIGH: 'LOW',
  MEDIUM: 'LOW',
  LOW: 'LOW',
};

/** The published table: change × relation × state. What is archived is never more than LOW. */
export function consequence(change: Change, relation: RelationType, state: State): Consequence {
  const effect = EFFECT_BY_RELATION[TRAINED.has(relation) ? 'trained' : 'read'][change];
  const live = SEVERITY_WHEN_LIVE[effect];
  const severity = state === 'LIVE' ? live : state === 'DORMANT' ? LESS[live] : 'LOW';
  return { effect, severity };
}
