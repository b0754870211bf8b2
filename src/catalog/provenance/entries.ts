import { groupBy } from '../../group-by.js';
import { kindOf, tableOf } from '../../model/entity-id.js';
import type { Exploration } from '../lineage/exploration.js';
import type { Hop } from '../lineage/lineage.reader.js';

/** Where an upstream walk came to an end, and what that says. */
export interface Entries {
  /** Where data enters: columns of which nothing earlier is known, and tables of which no column is known. */
  readonly sources: readonly string[];
  /** Columns of a table that is made from something, of which nobody says what they are made from. */
  readonly withoutOrigin: readonly string[];
  /** Tables among the sources. */
  readonly withoutColumns: readonly string[];
  /** Features and feature tables of which nobody says what they are made from. */
  readonly withoutSource: readonly string[];
  /** Deployments that serve no version. */
  readonly withoutVersion: readonly string[];
  /** Whether nothing at all is known of where it comes from. */
  readonly isStart: boolean;
}

/**
 * Of a walk that ran out of time, what it came to last is left out: nobody looked behind it. `depths` are the edges to
 * each thing.
 */
export function entriesOf(exploration: Exploration, depths: ReadonlyMap<string, number>): Entries {
  const { start, hops, places, cuts } = exploration;
  const leaving = groupBy(hops, ({ downstream }) => downstream);
  const ids = lookedBehind([...new Set([...places.values()].map(({ id }) => id))], depths, cuts);
  const ends = ids.filter((id) => !leaving.has(id));
  const of = (...kinds: string[]): string[] => ends.filter((id) => kinds.includes(kindOf(id))).sort();

  const isMade = madeFromData(leaving, new Set(ids));
  // A table of which one column is made is made.
  const made = new Map(
    [...leaving.keys()].filter((id) => kindOf(id) === 'Column').map((id) => [tableOf(id), true]),
  );
  const isOfMade = (column: string): boolean => {
    const table = tableOf(column);
    const known = made.get(table) ?? isMade(table);
    made.set(table, known);
    return known;
  };
  const ownTable = kindOf(start) === 'Table' ? start : undefined;
  const columns = of('Column');
  const opened = new Set(
    [...places.values()].filter(({ kind }) => kind === 'Column').map(({ id }) => tableOf(id)),
  );
  const tables = of('Table').filter((id) => id !== start && !opened.has(id));
  const firstColumns = columns.filter((id) => id !== start && tableOf(id) !== ownTable && !isOfMade(id));
  return {
    sources: [...firstColumns, ...tables],
    withoutOrigin: columns.filter(isOfMade),
    withoutColumns: tables,
    withoutSource: of('MLFeature', 'StoredFeature', 'MLFeatureTable'),
    // It may depend on something else, and still say no version.
    withoutVersion: ids.filter(
      (id) => kindOf(id) === 'Deployment' && !(leaving.get(id) ?? []).some(({ type }) => type === 'SERVES'),
    ),
    isStart: isNothingKnown(exploration, leaving, isOfMade),
  };
}

function lookedBehind(
  ids: readonly string[],
  depths: ReadonlyMap<string, number>,
  cuts: Exploration['cuts'],
): readonly string[] {
  if (!cuts.some(({ reason }) => reason === 'TIME')) return ids;
  const last = [...depths.values()].reduce((most, depth) => Math.max(most, depth), 0);
  return ids.filter((id) => (depths.get(id) ?? last) < last);
}

/** Whether anything but a pipeline that reads nothing is known to stand behind a table. */
function madeFromData(
  leaving: ReadonlyMap<string, readonly Hop[]>,
  looked: ReadonlySet<string>,
): (table: string) => boolean {
  const isMade = (id: string, seen: ReadonlySet<string>): boolean =>
    (leaving.get(id) ?? []).some(({ upstream, upstreamKind }) => {
      if (upstreamKind !== 'Pipeline') return true;
      if (seen.has(upstream)) return false;
      // The walk goes past a pipeline only where it is known by columns what the table takes.
      return !looked.has(upstream) || isMade(upstream, new Set([...seen, upstream]));
    });
  return (table) => isMade(table, new Set());
}

function isNothingKnown(
  { start, hops, cuts }: Exploration,
  leaving: ReadonlyMap<string, readonly Hop[]>,
  isOfMade: (column: string) => boolean,
): boolean {
  if (leaving.has(start) || cuts.length > 0) return false;
  if (kindOf(start) === 'Table') return hops.length === 0;
  return kindOf(start) !== 'Column' || !isOfMade(start);
}
