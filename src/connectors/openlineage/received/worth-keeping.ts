import { collectNames } from '../collect-names.js';
import type { EventLog, MentionedDataset, Occurrence } from '../event-log.js';
import { lineageOf, standingOf } from '../lineage.js';
import { NewestFacets } from './newest-facets.js';

/**
 * KEEP: what it says is part of what all events come to, or may become so. END: newer ones say all that it said; only
 * how it ended is of use still, to events of it that come late.
 */
export type Worth = 'KEEP' | 'END' | 'NONE';

export interface Worths {
  /** By `occurrenceKey`. */
  readonly occurrences: ReadonlyMap<string, Worth>;
  /** What was said of datasets alone, that is worth keeping. */
  readonly statics: ReadonlySet<MentionedDataset>;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Of runs that ended longer ago no more events are expected. */
const LATE_MS = 7 * DAY_MS;
/** Runs that were last heard of longer ago are not expected to end. */
const UNENDED_MS = 90 * DAY_MS;

/** What each run, each statement about a job and each about a dataset is worth keeping of. */
export function worthOf(log: EventLog, now: number): Worths {
  const standing = [...log.all()].map(([, each]) => each).filter((each) => standingOf(each) !== undefined);
  const newest = new NewestFacets(collectNames(log, standing), standing, log);
  const current = currentOf(log);
  const occurrences = new Map<string, Worth>();
  const named = new Set<string>();
  const doubtful: [string, Occurrence][] = [];
  for (const [key, each] of log.all()) {
    if (!isNeeded(each, current, newest, now)) doubtful.push([key, each]);
    else {
      occurrences.set(key, 'KEEP');
      if (standingOf(each)) cover(named, each, newest);
    }
  }
  for (const [key, each] of doubtful) {
    // That there is such a dataset at all may be known from an old run alone.
    if (standingOf(each) && cover(named, each, newest)) occurrences.set(key, 'KEEP');
    else occurrences.set(key, hasEndedLately(each, now) ? 'END' : 'NONE');
  }
  const statics = new Set<MentionedDataset>();
  for (const dataset of log.datasets()) {
    const identity = newest.identity(dataset, dataset.firstSaid);
    const isNeededHere = newest.areInStatic(dataset) || dataset.facets.lifecycleStateChange?.value?.previous;
    if (isNeededHere || !named.has(identity)) statics.add(dataset);
    named.add(identity);
  }
  return { occurrences, statics };
}

/** What tells how jobs work at present. */
function currentOf(log: EventLog): Set<Occurrence> {
  const current = new Set<Occurrence>();
  for (const { statements } of lineageOf(log).jobs) {
    const outputs = new Set<string>();
    const lastRun = statements.find(({ complete }) => complete);
    for (const statement of statements) {
      const before = outputs.size;
      for (const key of statement.outputs.keys()) outputs.add(key);
      const isFirst = statement === statements[0] || statement === lastRun;
      if (isFirst || outputs.size > before) current.add(statement.of);
    }
  }
  return current;
}

function isNeeded(
  occurrence: Occurrence,
  current: ReadonlySet<Occurrence>,
  newest: NewestFacets,
  now: number,
): boolean {
  const { run, renamings, lastSaid } = occurrence;
  if (run && !run.end && lastSaid > stampAt(now - UNENDED_MS)) return true;
  if (!standingOf(occurrence)) return false;
  return current.has(occurrence) || renamings.size > 0 || newest.areIn(occurrence);
}

const hasEndedLately = ({ run }: Occurrence, now: number): boolean =>
  run?.end !== undefined && run.end.stamp > stampAt(now - LATE_MS);

const stampAt = (time: number): string => new Date(time).toISOString();

/** Adds the datasets that it names. @returns whether one of them was not named before. */
function cover(named: Set<string>, { inputs, outputs, entries }: Occurrence, newest: NewestFacets): boolean {
  const before = named.size;
  for (const dataset of [...inputs.values(), ...outputs.values()])
    named.add(newest.identity(dataset, dataset.firstSaid));
  for (const { entry, stamp } of entries?.values() ?? [])
    if (entry.target) named.add(newest.identity(entry.target, stamp));
  return named.size > before;
}
