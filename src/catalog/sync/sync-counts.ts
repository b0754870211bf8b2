/** What can become of a thing in a run, after `read`: how many documents told of one. */
const COUNTED = ['read', 'created', 'updated', 'unchanged', 'retired', 'restored'] as const;

/**
 * How many things were read and what became of them. Retired are those that the source no longer holds, restored
 * those that had ended and came back.
 */
export type SyncCounts = Readonly<Record<(typeof COUNTED)[number], number>>;

export const NO_COUNTS = Object.fromEntries(COUNTED.map((what) => [what, 0])) as SyncCounts;

export const sumOf = (counts: readonly SyncCounts[]): SyncCounts =>
  Object.fromEntries(
    COUNTED.map((what) => [what, counts.reduce((sum, each) => sum + each[what], 0)]),
  ) as SyncCounts;
