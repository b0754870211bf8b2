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
import { keyOf } from './identity.js';
import { mergeFacets, newest, type Said } from './said.js';

/** A dataset with the newest that was said of it. */
export interface DatasetRecord extends Named {
  readonly facets: SaidFacets<DatasetFacets>;
}

/** All that the events of one run, or the static events of one job at one moment, come to. */
export interface Occurrence {
  readonly job: JobMention;
  readonly inputs: Map<string, DatasetRecord>;
  readonly outputs: Map<string, DatasetRecord>;
  /** Absent for what a job was said to be, without a run. */
  readonly run?: RunRecord;
  /** When a static statement was made. */
  readonly saidAt?: string;
}

interface RunRecord {
  readonly id: string;
  /** The newest event that ended it. */
  end?: Said<{ state: RunState; at: string }>;
  /** The newest event that told it was going on. */
  going?: Said<{ state: RunState; at: string }>;
}

/** Collects events, in any order and however often they come, into what each run and each job said. */
export class EventLog {
  private readonly occurrences = new Map<string, Occurrence>();
  private readonly statics = new Map<string, DatasetRecord>();

  take(event: LineageEvent): void {
    if (event.type === 'dataset') return mergeMention(this.statics, event.dataset);
    const occurrence = this.occurrenceOf(event);
    mergeFacets(occurrence.job.facets, event.job.facets);
    for (const input of event.inputs) mergeMention(occurrence.inputs, input);
    for (const output of event.outputs) mergeMention(occurrence.outputs, output);
    if (event.type === 'run' && occurrence.run) advance(occurrence.run, event);
  }

  /** What runs and jobs said, whatever became of them. */
  all(): Iterable<Occurrence> {
    return this.occurrences.values();
  }

  /** What was said of datasets alone. */
  datasets(): Iterable<DatasetRecord> {
    return this.statics.values();
  }

  private occurrenceOf(event: Exclude<LineageEvent, { type: 'dataset' }>): Occurrence {
    // The job is part of the key: a sender that gives one run id to two jobs does not mix them up here.
    const key = JSON.stringify([
      keyOf(event.job),
      event.type === 'run' ? event.runId : event.stamp,
      event.type,
    ]);
    const { namespace, name } = event.job;
    const known = this.occurrences.get(key) ?? {
      job: { namespace, name, facets: {} },
      inputs: new Map(),
      outputs: new Map(),
      ...(event.type === 'run' ? { run: { id: event.runId } } : { saidAt: event.stamp }),
    };
    this.occurrences.set(key, known);
    return known;
  }
}

function mergeMention(into: Map<string, DatasetRecord>, { namespace, name, facets }: DatasetMention): void {
  const key = keyOf({ namespace, name });
  const known = into.get(key) ?? { namespace, name, facets: {} };
  into.set(key, known);
  mergeFacets(known.facets, facets);
}

const ENDS: ReadonlySet<RunState> = new Set(['COMPLETE', 'ABORT', 'FAIL']);

function advance(run: RunRecord, { state, stamp, at }: RunEvent): void {
  const said = { stamp, text: state, value: { state, at } };
  if (ENDS.has(state)) run.end = newest(run.end, said);
  else if (state === 'RUNNING') run.going = newest(run.going, said);
}
