import type { Dataset } from './card.js';

/** What a table was to the version. */
export function roleOf({ training, evaluation }: Dataset): string {
  if (training && evaluation) return 'training and evaluation';
  if (training) return 'training';
  return evaluation ? 'evaluation' : 'upstream of what it was made from';
}
