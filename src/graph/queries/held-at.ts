import { LINEAGE_TYPES } from '../../model/relations.js';

/** That an edge or a thing was current at `$at`: what ends at a moment is not there any more at that moment. */
export const HELD = (variable: string): string =>
  `${variable}.since <= $at AND (${variable}.until IS NULL OR ${variable}.until > $at)`;

/** Current and past: what ends is kept under a type of its own, which nothing traverses that asks of the present. */
export const everOf = (...types: readonly string[]): string =>
  types.flatMap((type) => [type, `PAST_${type}`]).join('|');

export const LINEAGE_EVER = everOf(...LINEAGE_TYPES);
