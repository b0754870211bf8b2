import type { LineageRelation } from '../../model/relations.js';
import type { Hop } from './lineage.reader.js';

/**
 * How a change bears on a thing, the worst first. It follows from the whole way that the change takes to it, and not
 * from the last step alone: what only reaches a thing through a training run does not break what stands behind it.
 */
export const BEARING_BOOK = {
  AT_RUN: 'It needs what changes whenever it is run, read or refreshed.',
  AS_INPUT:
    'A trained version that takes it as an input: the version stays, whatever runs it needs what changes.',
  IN_TRAINING: 'A version or run that was made from it once, and needs it again only to be made again.',
  BEHIND_TRAINING: 'It rests on something that was made once, and goes on as long as that is there.',
} as const;
export type Bearing = keyof typeof BEARING_BOOK;
export const BEARINGS = Object.keys(BEARING_BOOK) as Bearing[];

/** What a step is by: a relation; PRODUCED_BY says two things, by what was produced. */
export type Carrier = LineageRelation | 'HAS_COLUMN' | 'PRODUCED_BY of a version';

export const carrierOf = ({ type, downstreamKind }: Pick<Hop, 'type' | 'downstreamKind'>): Carrier =>
  type === 'PRODUCED_BY' && downstreamKind === 'MLModelVersion'
    ? 'PRODUCED_BY of a version'
    : (type as Carrier);

type Onward = Readonly<Record<Bearing, Bearing>>;

/** What runs, reads or shows a thing needs it each time, with all that the thing itself then needs. */
const EACH_TIME: Onward = {
  AT_RUN: 'AT_RUN',
  AS_INPUT: 'AT_RUN',
  IN_TRAINING: 'BEHIND_TRAINING',
  BEHIND_TRAINING: 'BEHIND_TRAINING',
};
/** An input is needed by whatever runs the version. */
const AS_AN_INPUT: Onward = { ...EACH_TIME, AT_RUN: 'AS_INPUT', AS_INPUT: 'AS_INPUT' };
/** Data and weights were taken once; they stay to be taken, even of what cannot itself be made again. */
const ONCE: Onward = { ...EACH_TIME, AT_RUN: 'IN_TRAINING', AS_INPUT: 'BEHIND_TRAINING' };
/** A run that cannot be repeated cannot make its version again. */
const BY_RUN: Onward = { ...ONCE, AS_INPUT: 'IN_TRAINING', IN_TRAINING: 'IN_TRAINING' };

/** The published table: how a change bears on the dependent, by the relation and by how it bears on the other end. */
export const BEARING_TABLE: Readonly<Record<Carrier, Onward>> = {
  DERIVED_FROM: EACH_TIME,
  HAS_COLUMN: EACH_TIME,
  READS: EACH_TIME,
  PRODUCED_BY: EACH_TIME,
  SERVES: EACH_TIME,
  PREDICTED_BY: EACH_TIME,
  CONSUMES: EACH_TIME,
  DEPENDS_ON: EACH_TIME,
  USES_FEATURE: AS_AN_INPUT,
  TRAINED_ON: ONCE,
  FINE_TUNED_FROM: ONCE,
  'PRODUCED_BY of a version': BY_RUN,
};

/** Whether a step says of itself that it is no more than a filter, a join, a grouping or the like. */
export const isIndirect = ({ transformations = [] }: Pick<Hop, 'transformations'>): boolean =>
  transformations.length > 0 && transformations.every((name) => /^INDIRECT(\/|$)/.test(name));
