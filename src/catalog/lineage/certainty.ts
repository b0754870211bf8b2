import type { Stated } from '../../model/relations.js';

/**
 * How sure it is that one thing depends on another, the surest first. POSSIBLE: only a statement about the
 * whole table links them, and which columns it means is not known.
 */
export const CERTAINTIES = ['RECORDED', 'DECLARED', 'INFERRED', 'POSSIBLE'] as const;
export type Certainty = Stated | 'POSSIBLE';

export const isAtLeast = (certainty: Certainty, limit: Certainty): boolean =>
  CERTAINTIES.indexOf(certainty) <= CERTAINTIES.indexOf(limit);
