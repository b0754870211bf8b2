import { collectNames } from './collect-names.js';
import type { DatasetFacets, JobFacets, Named, SaidFacets } from './event.js';
import type { DatasetRecord, EventLog, MentionedDataset, Occurrence } from './event-log.js';
import { compare, keyOf } from './identity.js';
import { OneName, type Origin } from './one-name.js';
import { mergeFacets } from './said.js';

/** What a job, or a run of it, said and still stands, with every dataset by its one name. */
export interface Statement {
  readonly of: Occurrence;
  readonly stamp: string;
  readonly inputs: readonly Named[];
  /** By key. */
  readonly outputs: ReadonlyMap<string, DatasetRecord>;
  /** What each output is made from, by its key, where that was said: then inputs do not all go into all outputs. */
  readonly explicit?: ReadonlyMap<string, Origin>;
  /** What the job itself takes, where it said more of that than its inputs. */
  readonly takes?: Origin;
  readonly runId?: string;
  /** When the run last wrote; absent for what was said without a run. */
  readonly at?: string;
  readonly complete: boolean;
}

export interface Job extends Named {
  readonly facets: SaidFacets<JobFacets>;
  /** The newest first. */
  readonly statements: readonly Statement[];
}

export interface Lineage {
  readonly jobs: readonly Job[];
  /** Every dataset that a standing statement names, by key, with the newest that was said of it. */
  readonly datasets: ReadonlyMap<string, DatasetRecord>;
  /** What was stated of a dataset alone to be what it is made from, by its key. */
  readonly jobless: ReadonlyMap<string, Origin>;
  /** What else a dataset is called, by its key. */
  readonly otherNames: ReadonlyMap<string, readonly Named[]>;
}

/** Jobs that go on for ever never complete: of these, what a running run says stands. */
const ENDLESS: ReadonlySet<string> = new Set(['STREAMING', 'SERVICE']);

type Standing = Pick<Statement, 'stamp' | 'runId' | 'at' | 'complete'>;

/** When what a run, or a job without one, said was said; nothing for what does not stand. */
export function standingOf({ job, run, saidAt }: Occurrence): Standing | undefined {
  if (!run) return { stamp: saidAt ?? '', complete: false };
  if (run.end && run.end.value?.state !== 'COMPLETE') return undefined;
  const endless = ENDLESS.has(job.facets.jobType?.value?.processingType.toUpperCase() ?? '');
  const last = run.end ?? (endless ? run.going : undefined);
  if (!last) return undefined;
  return {
    stamp: last.stamp,
    runId: run.id,
    complete: run.end !== undefined,
    ...(last.value ? { at: last.value.at } : {}),
  };
}

/**
 * What stands of all that was said: complete runs, running runs of endless jobs, and what was said without
 * a run. A run that failed, was aborted or has not ended says nothing that stands.
 */
export function lineageOf(log: EventLog): Lineage {
  const standing = [...log.all()].flatMap(([, of]) => {
    const stands = standingOf(of);
    return stands ? [{ of, stands }] : [];
  });
  const oneName = new OneName(
    collectNames(
      log,
      standing.map(({ of }) => of),
    ),
  );
  const jobs = new Map<string, { named: Named; facets: SaidFacets<JobFacets>; statements: Statement[] }>();
  const datasets = new Map<string, DatasetRecord>();
  for (const { of, stands } of standing) {
    const { namespace, name, facets } = of.job;
    const job = jobs.get(keyOf(of.job)) ?? { named: { namespace, name }, facets: {}, statements: [] };
    jobs.set(keyOf(of.job), job);
    mergeFacets(job.facets, facets);
    const { inputs, ...said } = statementOf(of, stands, oneName);
    job.statements.push({ ...said, inputs: [...inputs.values()].map(nameOf) });
    for (const dataset of [...inputs.values(), ...said.outputs.values()]) mergeDataset(datasets, dataset);
  }
  const jobless = statedAlone(log, datasets, oneName);
  return {
    jobs: [...jobs.values()].map(toJob),
    datasets,
    jobless,
    otherNames: oneName.otherNames(datasets),
  };
}

function statementOf(of: Occurrence, stands: Standing, oneName: OneName) {
  const inputs = merged(of.inputs.values(), oneName);
  const outputs = merged(of.outputs.values(), oneName);
  if (!of.entries) return { of, ...stands, inputs, outputs };
  const { targets, own } = oneName.originsOf(of.entries.values());
  for (const [key, { named }] of targets) {
    if (!outputs.has(key)) outputs.set(key, { ...named, facets: {} });
  }
  return { of, ...stands, inputs, outputs, explicit: targets, ...(own ? { takes: own } : {}) };
}

function merged(mentions: Iterable<MentionedDataset>, oneName: OneName): Map<string, DatasetRecord> {
  const all = new Map<string, DatasetRecord>();
  for (const mention of mentions) {
    const { namespace, name } = oneName.of(mention, mention.firstSaid);
    const known = all.get(keyOf({ namespace, name })) ?? { namespace, name, facets: {} };
    all.set(keyOf({ namespace, name }), known);
    mergeFacets(known.facets, oneName.inFacets(mention.facets));
  }
  return all;
}

/** What a dataset is made from stays with the statement that said so; the rest is said of the dataset, whoever says it. */
function mergeDataset(into: Map<string, DatasetRecord>, { namespace, name, facets }: DatasetRecord): void {
  const key = keyOf({ namespace, name });
  const known = into.get(key) ?? { namespace, name, facets: {} };
  into.set(key, known);
  const { columnLineage: _, lineage: __, ...ownFacets } = facets;
  mergeFacets<DatasetFacets>(known.facets, ownFacets);
}

function statedAlone(
  log: EventLog,
  datasets: Map<string, DatasetRecord>,
  oneName: OneName,
): Map<string, Origin> {
  const origins = new Map<string, Origin>();
  for (const dataset of mergedAll(log, oneName)) {
    mergeDataset(datasets, dataset);
    const { columnLineage, lineage } = dataset.facets;
    const explicit = lineage?.value?.entries.map((entry) => ({ entry, stamp: lineage.stamp }));
    const [origin] = explicit ? oneName.originsOf(explicit).targets.values() : [];
    const mapping = columnLineage?.value;
    if (origin) origins.set(keyOf(dataset), { ...origin, named: nameOf(dataset) });
    else if (mapping) origins.set(keyOf(dataset), { named: nameOf(dataset), inputs: [], mapping });
  }
  return origins;
}

const mergedAll = (log: EventLog, oneName: OneName): Iterable<DatasetRecord> =>
  merged(log.datasets(), oneName).values();

const nameOf = ({ namespace, name }: Named): Named => ({ namespace, name });

function toJob({
  named,
  facets,
  statements,
}: {
  named: Named;
  facets: SaidFacets<JobFacets>;
  statements: Statement[];
}): Job {
  const newestFirst = statements.sort(
    (a, b) => compare(b.stamp, a.stamp) || compare(b.runId ?? '', a.runId ?? ''),
  );
  return { ...named, facets, statements: newestFirst };
}
