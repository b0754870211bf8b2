import type { Bearing } from './bearing.js';
import type { State } from './liveness.js';

export const CHANGES = ['DROP', 'RENAME', 'RETYPE', 'VALUES', 'STALE'] as const;
/** What is done to a thing: removed, renamed, given another type, another meaning, or no longer refreshed. */
export type Change = (typeof CHANGES)[number];

/** What changes have in common for those who depend: it is gone, it takes more than before, it means something else, it is old. */
export type ChangeClass = 'GONE' | 'WIDER' | 'VALUES' | 'STALE';

export const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What happens to a dependent, in a word; the worst first. `docs/severity.md` has them in full. */
export const EFFECT_BOOK = {
  BREAKS: 'It fails the next time it is run, read or refreshed.',
  WRONG: 'It goes on, and says something else than it is taken to say.',
  STALE: 'It goes on, and speaks of the past.',
  CANNOT_RETRAIN: 'A version or run: as it was trained it stays; it cannot be trained again as it was.',
  REVIEW:
    'It goes on where types convert by themselves; what checks types strictly, such as an enforced signature, is to be looked at.',
  DRIFTS: 'A version or run: what it was trained on is no longer what it meets or would be trained on.',
  ON_RETRAINING:
    'It goes on as before. The change comes to it only when a version that it rests on is to be trained again.',
} as const;
export type Effect = keyof typeof EFFECT_BOOK;
export const EFFECTS = Object.keys(EFFECT_BOOK) as Effect[];

export interface Consequence {
  readonly effect: Effect;
  readonly severity: Severity;
}

/** What a thing suffers, by what changes and by how that bears on it. */
export const EFFECT_TABLE: Readonly<Record<ChangeClass, Readonly<Record<Bearing, Effect>>>> = {
  GONE: {
    AT_RUN: 'BREAKS',
    AS_INPUT: 'CANNOT_RETRAIN',
    IN_TRAINING: 'CANNOT_RETRAIN',
    BEHIND_TRAINING: 'ON_RETRAINING',
  },
  WIDER: {
    AT_RUN: 'REVIEW',
    AS_INPUT: 'REVIEW',
    IN_TRAINING: 'REVIEW',
    BEHIND_TRAINING: 'ON_RETRAINING',
  },
  VALUES: {
    AT_RUN: 'WRONG',
    AS_INPUT: 'DRIFTS',
    IN_TRAINING: 'DRIFTS',
    BEHIND_TRAINING: 'ON_RETRAINING',
  },
  STALE: {
    AT_RUN: 'STALE',
    AS_INPUT: 'DRIFTS',
    IN_TRAINING: 'DRIFTS',
    BEHIND_TRAINING: 'ON_RETRAINING',
  },
};

/** How bad that is. What is archived is never more than LOW. */
export const SEVERITY_TABLE: Readonly<Record<Effect, Readonly<Record<State, Severity>>>> = {
  BREAKS: { LIVE: 'CRITICAL', DORMANT: 'MEDIUM', ARCHIVED: 'LOW' },
  WRONG: { LIVE: 'HIGH', DORMANT: 'LOW', ARCHIVED: 'LOW' },
  STALE: { LIVE: 'HIGH', DORMANT: 'LOW', ARCHIVED: 'LOW' },
  CANNOT_RETRAIN: { LIVE: 'HIGH', DORMANT: 'LOW', ARCHIVED: 'LOW' },
  REVIEW: { LIVE: 'MEDIUM', DORMANT: 'LOW', ARCHIVED: 'LOW' },
  DRIFTS: { LIVE: 'MEDIUM', DORMANT: 'LOW', ARCHIVED: 'LOW' },
  ON_RETRAINING: { LIVE: 'LOW', DORMANT: 'LOW', ARCHIVED: 'LOW' },
};

/** `widens`: of a RETYPE, whether the new type holds every value of the old one. */
export function classOf(change: Change, widens = false): ChangeClass {
  if (change === 'VALUES' || change === 'STALE') return change;
  return change === 'RETYPE' && widens ? 'WIDER' : 'GONE';
}

/** The published table: what changes × how it bears on the thing × its state. */
export function consequence(change: ChangeClass, bearing: Bearing, state: State): Consequence {
  const effect = EFFECT_TABLE[change][bearing];
  return { effect, severity: SEVERITY_TABLE[effect][state] };
}
