import type { Renaming } from './dataset-names.js';
import type {
  DatasetFacets,
  DatasetMention,
  JobMention,
  LineageEvent,
  Named,
  RunEvent,
  RunState,
  SaidFacets,
} from './event.js';
import type { LineageEntry } from './explicit-lineage.js';
import { keyOf } from './identity.js';
import { mergeFacets, newest, type Said } from './said.js';

/** A dataset with the newest that was said of it. */
export interface DatasetRecord extends Named {
  readonly facets: SaidFacets<DatasetFacets>;
}

/** A dataset as it was called by events, and when it was first called so. */
export interface MentionedDataset extends DatasetRecord {
  firstSaid: string;
}

export interface SaidEntry {
  readonly entry: LineageEntry;
  readonly stamp: string;
}

/** All that the events of one run, or the static events of one job at one moment, come to. */
export interface Occurrence {
  readonly job: JobMention;
  readonly inputs: Map<string, MentionedDataset>;
  readonly outputs: Map<string, MentionedDataset>;
  /** What its `lineage` facets said, each once, by its text; absent where it had none. */
  entries?: Map<string, SaidEntry>;
  /** By their text. */
  readonly renamings: Map<string, Renaming>;
  /** Absent for what a job was said to be, without a run. */
  readonly run?: RunRecord;
  /** When a static statement was made. */
  readonly saidAt?: string;
  /** When the newest of its events happened. */
  lastSaid: string;
}

interface RunRecord {
  readonly id: string;
  /** The newest event that ended it. */
  end?: Said<{ state: RunState; at: string }>;
  /** The newest event that told it was going on. */
  going?: Said<{ state: RunState; at: string }>;
}

type JobOrRunEvent = Exclude<LineageEvent, { type: 'dataset' }>;

/** What events of one run, or of one job at one moment, have in common. */
export const occurrenceKey = (event: JobOrRunEvent): string =>
  // The job is part of the key: a sender that gives one run id to two jobs does not mix them up here.
  JSON.stringify([keyOf(event.job), event.type === 'run' ? event.runId : event.stamp, event.type]);

/** Collects events, in any order and however often they come, into what each run and each job said. */
export class EventLog {
  private readonly occurrences = new Map<string, Occurrence>();
  private readonly statics = new Map<string, MentionedDataset>();
  private readonly staticRenamings = new Map<string, Renaming>();

  take(event: LineageEvent): void {
    const { stamp } = event;
    if (event.type === 'dataset') {
      // One per moment: what a name meant may have changed between two.
      mergeMention(this.statics, event.dataset, stamp, JSON.stringify([keyOf(event.dataset), stamp]));
      addRenaming(this.staticRenamings, event.dataset, stamp);
      return;
    }
    const occurrence = this.occurrenceOf(event);
    if (stamp > occurrence.lastSaid) occurrence.lastSaid = stamp;
    mergeFacets(occurrence.job.facets, event.job.facets);
    for (const input of event.inputs) mergeMention(occurrence.inputs, input, stamp);
    for (const output of event.outputs) mergeMention(occurrence.outputs, output, stamp);
    for (const dataset of [...event.inputs, ...event.outputs])
      addRenaming(occurrence.renamings, dataset, stamp);
    addEntries(occurrence, event);
    if (event.type === 'run' && occurrence.run) advance(occurrence.run, event);
  }

  /** What runs and jobs said, whatever became of them, by `occurrenceKey`. */
  all(): Iterable<[string, Occurrence]> {
    return this.occurrences;
  }

  /** What was said of datasets alone. */
  datasets(): Iterable<MentionedDataset> {
    return this.statics.values();
  }

  /** The renamings that were told of datasets alone. */
  renamings(): Iterable<Renaming> {
    return this.staticRenamings.values();
  }

  private occurrenceOf(event: JobOrRunEvent): Occurrence {
    const key = occurrenceKey(event);
    const { namespace, name } = event.job;
    const known = this.occurrences.get(key) ?? {
      job: { namespace, name, facets: {} },
      inputs: new Map(),
      outputs: new Map(),
      renamings: new Map(),
      lastSaid: event.stamp,
      ...(event.type === 'run' ? { run: { id: event.runId } } : { saidAt: event.stamp }),
    };
    this.occurrences.set(key, known);
    return known;
  }
}

function mergeMention(
  into: Map<string, MentionedDataset>,
  { namespace, name, facets }: DatasetMention,
  stamp: string,
  key = keyOf({ namespace, name }),
): void {
  const known = into.get(key) ?? { namespace, name, facets: {}, firstSaid: stamp };
  into.set(key, known);
  if (stamp < known.firstSaid) known.firstSaid = stamp;
  mergeFacets(known.facets, facets);
}

function addRenaming(
  into: Map<string, Renaming>,
  { namespace, name, facets }: DatasetMention,
  stamp: string,
): void {
  const from = facets.lifecycleStateChange?.value?.previous;
  if (!from) return;
  const renaming = { from, to: { namespace, name }, stamp };
  into.set(JSON.stringify(renaming), renaming);
}

/** What the events of a run say adds up. */
function addEntries(occurrence: Occurrence, { job, outputs, stamp }: JobOrRunEvent): void {
  for (const said of [job.facets.lineage, ...outputs.map(({ facets }) => facets.lineage)]) {
    if (!said?.value) continue;
    occurrence.entries ??= new Map();
    for (const entry of said.value.entries) {
      const text = JSON.stringify(entry);
      const known = occurrence.entries.get(text);
      if (!known || stamp < known.stamp) occurrence.entries.set(text, { entry, stamp });
    }
  }
}

const ENDS: ReadonlySet<RunState> = new Set(['COMPLETE', 'ABORT', 'FAIL']);

function advance(run: RunRecord, { state, stamp, at }: RunEvent): void {
  const said = { stamp, text: state, value: { state, at } };
  if (ENDS.has(state)) run.end = newest(run.end, said);
  else if (state === 'RUNNING') run.going = newest(run.going, said);
}
