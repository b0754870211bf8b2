import { groupBy } from '../../group-by.js';
import { compareKeys } from '../lineage/page.js';
import type { GapCount, GapScope } from './gaps.reader.js';

/** Of how many things it is known. */
export interface CoverageFigure {
  readonly total: number;
  readonly known: number;
  /** From 0 to 1; null where there is nothing that it could be known of. */
  readonly ratio: number | null;
}

/** What coverage is measured by, with the gap of the things that it is not known of; of sources there are several. */
export const MEASURES = {
  sources: undefined,
  predictions: 'DEPLOYMENT_WITHOUT_PREDICTIONS',
  trainingData: 'VERSION_WITHOUT_TRAINING_DATA',
  featureSources: 'FEATURE_WITHOUT_SOURCES',
  storedFeatureSources: 'STORED_FEATURE_WITHOUT_SOURCES',
  owners: 'TABLE_WITHOUT_OWNER',
} as const;
export type Measure = keyof typeof MEASURES;

export interface CoverageRow extends Readonly<Record<Measure, CoverageFigure>> {
  /** The service or domain; null for what goes by none. */
  readonly name: string | null;
}

export interface Coverage {
  readonly all: CoverageRow;
  readonly byService: readonly CoverageRow[];
  readonly byDomain: readonly CoverageRow[];
}

export type MeasuredCounts = Readonly<Record<Measure, readonly GapCount[]>>;

/**
 * The figures over all counts given, of each service (that is asked about) and of each domain. A table that several services speak of
 * counts for each of them, so that services may add up to more than all.
 */
export function coverageOf(counts: MeasuredCounts, { services }: GapScope): Coverage {
  const names = Object.keys(counts) as Measure[];
  const rowsBy = (keysOf: (count: GapCount) => readonly (string | null)[]): CoverageRow[] => {
    const measured = names.flatMap((measure) =>
      counts[measure].flatMap((count) => keysOf(count).map((key) => ({ key, measure, count }))),
    );
    return [...groupBy(measured, ({ key }) => key)]
      .sort(([a], [b]) => byName(a, b))
      .map(([name, group]) => {
        const parts = groupBy(group, ({ measure }) => measure);
        return rowOf(name, (measure) => (parts.get(measure) ?? []).map(({ count }) => count));
      });
  };
  const spelt = spellings(Object.values(counts).flat());
  return {
    all: rowOf(null, (measure) => counts[measure]),
    byService: rowsBy((count) =>
      services ? count.services.filter((name) => services.includes(name)) : orNone(count.services),
    ),
    byDomain: rowsBy(({ domain }) => [
      domain === undefined ? null : (spelt.get(domain.toLowerCase()) ?? domain),
    ]),
  };
}

/** Whether the things of the count are asked about. */
export function isWithin({
  services,
  domains,
}: GapScope): (count: Omit<GapCount, 'total' | 'known'>) => boolean {
  const wanted = domains?.map((name) => name.toLowerCase());
  return (count) =>
    (services === undefined || count.services.some((name) => services.includes(name))) &&
    (wanted === undefined || wanted.includes((count.domain ?? '').toLowerCase()));
}

/** The sum of counts. */
export function figureOf(counts: readonly GapCount[]): CoverageFigure {
  let total = 0;
  let known = 0;
  for (const count of counts) {
    total += count.total;
    known += count.known;
  }
  return { total, known, ratio: total === 0 ? null : known / total };
}

const rowOf = (name: string | null, of: (measure: Measure) => readonly GapCount[]): CoverageRow => ({
  name,
  sources: figureOf(of('sources')),
  predictions: figureOf(of('predictions')),
  trainingData: figureOf(of('trainingData')),
  featureSources: figureOf(of('featureSources')),
  storedFeatureSources: figureOf(of('storedFeatureSources')),
  owners: figureOf(of('owners')),
});

const orNone = (names: readonly string[]): readonly (string | null)[] =>
  names.length === 0 ? [null] : [...new Set(names)];

/** As people look for them, whatever the case; what has no name comes last. */
function byName(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === null ? 1 : -1;
  return compareKeys([a.toLowerCase(), a], [b.toLowerCase(), b]);
}

/** Domains are the same whatever their case: each goes by the first of its spellings. */
function spellings(counts: readonly GapCount[]): Map<string, string> {
  const first = new Map<string, string>();
  for (const { domain } of counts) {
    if (domain === undefined) continue;
    const key = domain.toLowerCase();
    const known = first.get(key);
    if (known === undefined || domain < known) first.set(key, domain);
  }
  return first;
}
