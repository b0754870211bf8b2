import type { DatasetMention, JobMention, LineageEvent, Named, RunState } from './event.js';
import { DATASET_FACETS, JOB_FACETS } from './facet-definitions.js';
import { FacetReader, type FacetReport } from './facet-reader.js';
import { nameProblem } from './identity.js';
import { stampOf } from './said.js';
import { step } from '../../json-pointer.js';
import { checkOf, type Check, type Problem } from '../schema-check.js';
import * as spec from './spec/event.schema.js';

type RawFacets = Readonly<Record<string, unknown>>;

interface RawThing extends Named {
  readonly facets?: RawFacets;
  readonly inputFacets?: RawFacets;
  readonly outputFacets?: RawFacets;
}

interface RawEvent {
  readonly eventTime: string;
  readonly eventType?: RunState;
  readonly run: { readonly runId: string; readonly facets?: RawFacets };
  readonly job: RawThing;
  readonly dataset: RawThing;
  readonly inputs?: readonly RawThing[];
  readonly outputs?: readonly RawThing[];
}

const CHECKS: Record<LineageEvent['type'], Check> = {
  run: checkOf(spec.RUN_EVENT_SCHEMA),
  job: checkOf(spec.JOB_EVENT_SCHEMA),
  dataset: checkOf(spec.DATASET_EVENT_SCHEMA),
};

/** Makes an event of a JSON value: checked by the specification, and with what the catalog reads of it. */
export class EventReader {
  private readonly facets = new FacetReader();

  /** Nothing for what is no valid event. A broken facet is reported too, and the event goes on without it. */
  read(value: unknown, at: string, report: FacetReport): LineageEvent | undefined {
    const type = typeOf(value);
    const problem = typeof type === 'string' ? CHECKS[type](value, at) : { ...type, pointer: at };
    if (problem || typeof type !== 'string') {
      if (problem) report.problem(problem);
      return undefined;
    }
    const raw = value as RawEvent;
    const stamp = stampOf(raw.eventTime, type === 'run' ? (raw.eventType ?? 'OTHER') : 'COMPLETE');
    const found = stamp === undefined ? noSuchTime(at) : unusableName(raw, type, at);
    if (found || stamp === undefined) {
      if (found) report.problem(found);
      return undefined;
    }
    return new Reading(this.facets, raw, stamp, at, report).event(type);
  }
}

/** The specification tells the three apart by what they hold. */
function typeOf(value: unknown): LineageEvent['type'] | { reason: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { reason: 'is not an event: an event is a JSON object' };
  }
  const has = (name: string): boolean => Object.hasOwn(value, name);
  if (has('run') && has('job')) return 'run';
  if (has('dataset'))
    return has('job') ? { reason: 'is about a job and a dataset at once, without a run' } : 'dataset';
  if (has('run')) return 'run';
  return has('job') ? 'job' : { reason: 'is not an event: it has neither run, job nor dataset' };
}

const noSuchTime = (at: string): Problem => ({
  pointer: `${at}/eventTime`,
  reason: 'is not a time that exists',
});

function unusableName(raw: RawEvent, type: LineageEvent['type'], at: string): Problem | undefined {
  const named: [Named, string][] =
    type === 'dataset'
      ? [[raw.dataset, '/dataset']]
      : [
          [raw.job, '/job'],
          ...(raw.inputs ?? []).map((each, index): [Named, string] => [each, `/inputs${step(index)}`]),
          ...(raw.outputs ?? []).map((each, index): [Named, string] => [each, `/outputs${step(index)}`]),
        ];
  for (const [thing, pointer] of named) {
    const reason = nameProblem(thing);
    if (reason) return { pointer: at + pointer, reason };
  }
  return undefined;
}

/** One event being read: what all its parts need to know. */
class Reading {
  constructor(
    private readonly facets: FacetReader,
    private readonly raw: RawEvent,
    private readonly stamp: string,
    private readonly at: string,
    private readonly report: FacetReport,
  ) {}

  event(type: LineageEvent['type']): LineageEvent {
    const { raw, stamp } = this;
    const base = { at: new Date(raw.eventTime).toISOString(), stamp };
    if (type === 'dataset') return { ...base, type, dataset: this.dataset(raw.dataset, '/dataset') };
    const parts = { job: this.job(), inputs: this.datasets('inputs'), outputs: this.datasets('outputs') };
    if (type === 'job') return { ...base, ...parts, type };
    this.skip('run', raw.run.facets, '/run/facets', raw.job);
    return { ...base, ...parts, type, state: raw.eventType ?? 'OTHER', runId: raw.run.runId.toLowerCase() };
  }

  private job(): JobMention {
    const { namespace, name, facets } = this.raw.job;
    const context = this.context('job', { namespace, name }, '/job/facets');
    const read = this.facets.read(JOB_FACETS, facets, context);
    if (read.lineage?.value?.otherJobs) this.report.unread('job', 'lineage (what is of other jobs in it)');
    return { namespace, name, facets: read };
  }

  private datasets(side: 'inputs' | 'outputs'): DatasetMention[] {
    return (this.raw[side] ?? []).map((raw, index) => {
      const at = `/${side}${step(index)}`;
      this.skip('input dataset', raw.inputFacets, `${at}/inputFacets`, raw);
      this.skip('output dataset', raw.outputFacets, `${at}/outputFacets`, raw);
      return this.dataset(raw, at);
    });
  }

  private dataset({ namespace, name, facets }: RawThing, at: string): DatasetMention {
    const context = this.context('dataset', { namespace, name }, `${at}/facets`);
    return { namespace, name, facets: this.facets.read(DATASET_FACETS, facets, context) };
  }

  /** Facets of which none is read: they are still checked and counted. */
  private skip(of: string, facets: RawFacets | undefined, at: string, owner: Named): void {
    this.facets.read({}, facets, this.context(of, owner, at));
  }

  private context(of: string, owner: Named, at: string) {
    return { of, owner, stamp: this.stamp, at: this.at + at, report: this.report };
  }
}
