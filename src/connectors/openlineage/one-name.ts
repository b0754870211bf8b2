import type { DatasetNames } from './dataset-names.js';
import type { ColumnMapping, DatasetFacets, InputColumn, Named, SaidFacets } from './event.js';
import type { SaidEntry } from './event-log.js';
import { byKey, compare, keyOf } from './identity.js';

/** What something is made from. */
export interface Origin {
  readonly named: Named;
  readonly inputs: readonly Named[];
  readonly mapping?: ColumnMapping;
}

/** Calls every dataset by its one name, wherever it is named. */
export class OneName {
  constructor(private readonly names: DatasetNames) {}

  of(called: Named, stamp: string): Named {
    return this.names.nameOf(called, stamp);
  }

  inFacets(facets: SaidFacets<DatasetFacets>): SaidFacets<DatasetFacets> {
    const { columnLineage } = facets;
    if (!columnLineage?.value || this.names.areOne) return facets;
    const { value, stamp } = columnLineage;
    return { ...facets, columnLineage: { ...columnLineage, value: this.inMapping(value, stamp) } };
  }

  /** What entries come to, target by target, and for the event's own job. What several say of one target adds up. */
  originsOf(entries: Iterable<SaidEntry>): { targets: Map<string, Origin>; own?: Origin } {
    const targets = new Map<string, Origin[]>();
    const own: Origin[] = [];
    for (const { entry, stamp } of [...entries].sort(byText)) {
      const inputs = entry.inputs.map((input) => this.of(input, stamp));
      const mapping = this.inMapping(entry.mapping, stamp);
      const named = entry.target ? this.of(entry.target, stamp) : { namespace: '', name: '' };
      const origin = { named, inputs, mapping };
      if (entry.target) targets.set(keyOf(named), [...(targets.get(keyOf(named)) ?? []), origin]);
      else own.push(origin);
    }
    const joinedTargets = new Map([...targets].map(([key, origins]) => [key, joined(origins)] as const));
    return { targets: joinedTargets, ...(own.length > 0 ? { own: joined(own) } : {}) };
  }

  /** What datasets are called besides; not what is the name of another dataset by now. */
  otherNames(datasets: ReadonlyMap<string, unknown>): Map<string, Named[]> {
    const others = new Map<string, Map<string, Named>>();
    for (const { name, stamp } of this.names.furtherNames()) {
      if (datasets.has(keyOf(name))) continue;
      const one = keyOf(this.of(name, stamp));
      others.set(one, (others.get(one) ?? new Map<string, Named>()).set(keyOf(name), name));
    }
    return new Map([...others].map(([one, names]) => [one, [...names.values()].sort(byKey)]));
  }

  private inMapping({ columns, whole }: ColumnMapping, stamp: string): ColumnMapping {
    const renamed = (input: InputColumn): InputColumn => {
      const { namespace, name } = this.of(input, stamp);
      return { ...input, namespace, name };
    };
    return {
      columns: columns.map(({ column, inputs }) => ({ column, inputs: inputs.map(renamed) })),
      whole: whole.map(renamed),
    };
  }
}

const byText = (a: SaidEntry, b: SaidEntry): number =>
  compare(JSON.stringify(a.entry), JSON.stringify(b.entry));

function joined(origins: readonly Origin[]): Origin {
  const [first] = origins as [Origin];
  const columns = origins.flatMap(({ mapping }) => mapping?.columns ?? []);
  const whole = origins.flatMap(({ mapping }) => mapping?.whole ?? []);
  return {
    named: first.named,
    inputs: origins.flatMap(({ inputs }) => inputs),
    ...(columns.length + whole.length > 0 ? { mapping: { columns, whole } } : {}),
  };
}
