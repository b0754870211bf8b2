import type { DatasetNames } from '../dataset-names.js';
import type { DatasetFacets, JobFacets, Named, SaidFacets } from '../event.js';
import type { EventLog, MentionedDataset, Occurrence } from '../event-log.js';
import { keyOf } from '../identity.js';
import { mergeFacets, type Said } from '../said.js';

/** The facets that stay with the statement that told them: another statement is not asked for them. */
const OF_STATEMENTS: ReadonlySet<string> = new Set(['columnLineage', 'lineage', 'lifecycleStateChange']);

type Facets = Readonly<Record<string, Said<unknown> | undefined>>;

/** The newest that was said of each thing, by all that stands, and by whom it was. */
export class NewestFacets {
  private readonly jobs = new Map<string, SaidFacets<JobFacets>>();
  private readonly datasets = new Map<string, SaidFacets<DatasetFacets>>();
  private readonly alone = new Map<string, SaidFacets<DatasetFacets>>();

  constructor(
    private readonly names: DatasetNames,
    standing: Iterable<Occurrence>,
    log: EventLog,
  ) {
    for (const { job, inputs, outputs } of standing) {
      add(this.jobs, keyOf(job), job.facets);
      for (const dataset of [...inputs.values(), ...outputs.values()])
        add(this.datasets, this.identity(dataset, dataset.firstSaid), dataset.facets);
    }
    for (const dataset of log.datasets()) {
      add(this.datasets, this.identity(dataset, dataset.firstSaid), dataset.facets);
      add(this.alone, this.identity(dataset, dataset.firstSaid), dataset.facets);
    }
  }

  /** A name with what it meant at that moment. */
  identity({ namespace, name }: Named, stamp: string): string {
    return JSON.stringify([keyOf({ namespace, name }), keyOf(this.names.nameOf({ namespace, name }, stamp))]);
  }

  /** Whether something of what all events come to is known from there. */
  areIn({ job, inputs, outputs }: Occurrence): boolean {
    return (
      isAny(job.facets, this.jobs.get(keyOf(job)), OF_STATEMENTS) ||
      [...inputs.values(), ...outputs.values()].some((dataset) =>
        this.areOf(this.datasets, dataset, OF_STATEMENTS),
      )
    );
  }

  /** The same, of what was said of a dataset alone. */
  areInStatic(dataset: MentionedDataset): boolean {
    return this.areOf(this.alone, dataset, new Set());
  }

  private areOf(
    newest: ReadonlyMap<string, SaidFacets<DatasetFacets>>,
    dataset: MentionedDataset,
    without: ReadonlySet<string>,
  ): boolean {
    return isAny(dataset.facets, newest.get(this.identity(dataset, dataset.firstSaid)), without);
  }
}

function add<F extends object>(
  into: Map<string, { [K in keyof F]?: Said<F[K]> }>,
  key: string,
  facets: { readonly [K in keyof F]?: Said<F[K]> },
): void {
  const known = into.get(key) ?? {};
  into.set(key, known);
  mergeFacets<F>(known, facets);
}

/** Whether one of the facets is the same that counts. */
export function isAny(facets: Facets, newest: Facets | undefined, without?: ReadonlySet<string>): boolean {
  return Object.entries(facets).some(([name, said]) => {
    const counts = newest?.[name];
    return !without?.has(name) && said && said.stamp === counts?.stamp && said.text === counts.text;
  });
}
