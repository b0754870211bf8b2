import type { LineageEvent, RunEvent } from '../event.js';
import { occurrenceKey, type EventLog, type MentionedDataset, type Occurrence } from '../event-log.js';
import { keyOf } from '../identity.js';
import { isAny } from './newest-facets.js';
import { worthOf, type Worth, type Worths } from './worth-keeping.js';

type JobOrRunEvent = Exclude<LineageEvent, { type: 'dataset' }>;

/** Decides event by event what to keep, so that what is kept comes to the same as all, also with what comes later. */
export class ThinningOut {
  private readonly worths: Worths;
  private readonly occurrences: ReadonlyMap<string, Occurrence>;
  private readonly statics: ReadonlyMap<string, MentionedDataset>;
  private readonly begun = new Set<Occurrence>();

  constructor(log: EventLog, now: number) {
    this.worths = worthOf(log, now);
    this.occurrences = new Map(log.all());
    this.statics = new Map(
      [...log.datasets()].map((each) => [staticKey(each, each.firstSaid), each] as const),
    );
  }

  worth(event: LineageEvent): Worth {
    if (event.type === 'dataset') {
      const known = this.statics.get(staticKey(event.dataset, event.stamp));
      return known && this.worths.statics.has(known) ? 'KEEP' : 'NONE';
    }
    const key = occurrenceKey(event);
    const occurrence = this.occurrences.get(key);
    const worth = this.worths.occurrences.get(key);
    // What came while this was worked on is judged the next time.
    if (!occurrence || worth === undefined) return 'KEEP';
    if (worth === 'NONE') return 'NONE';
    if (worth === 'END') return event.type === 'run' && isEnd(event, occurrence) ? 'END' : 'NONE';
    return this.adds(event, occurrence) ? 'KEEP' : 'NONE';
  }

  private adds(event: JobOrRunEvent, occurrence: Occurrence): boolean {
    const isFirst = !this.begun.has(occurrence);
    this.begun.add(occurrence);
    return (
      isFirst ||
      (event.type === 'run' && (isEnd(event, occurrence) || isGoing(event, occurrence))) ||
      event.stamp === occurrence.lastSaid ||
      isAny(event.job.facets, occurrence.job.facets) ||
      event.inputs.some((input) => addsTo(occurrence.inputs, input, event.stamp)) ||
      event.outputs.some((output) => addsTo(occurrence.outputs, output, event.stamp)) ||
      event.job.facets.lineage?.value !== undefined
    );
  }
}

const staticKey = (dataset: { namespace: string; name: string }, stamp: string): string =>
  JSON.stringify([keyOf(dataset), stamp]);

const isEnd = ({ state, stamp }: RunEvent, { run }: Occurrence): boolean =>
  run?.end?.stamp === stamp && run.end.text === state;

const isGoing = ({ state, stamp }: RunEvent, { run }: Occurrence): boolean =>
  run?.going?.stamp === stamp && run.going.text === state;

function addsTo(
  known: ReadonlyMap<string, MentionedDataset>,
  { namespace, name, facets }: JobOrRunEvent['inputs'][number],
  stamp: string,
): boolean {
  const record = known.get(keyOf({ namespace, name }));
  const hasItsOwn = facets.lineage?.value ?? facets.lifecycleStateChange?.value?.previous;
  return stamp === record?.firstSaid || hasItsOwn !== undefined || isAny(facets, record?.facets);
}
