import type { EntityKind } from '../../model/entities.js';
import { totalsOf, type KindTotal } from './find-lineage.js';
import type { State } from './liveness.js';
import { SEVERITIES, type Consequence, type Severity } from './severity.js';

/** The whole of an impact in figures. */
export interface ImpactTotals {
  readonly total: number;
  readonly live: number;
  /** Those to which a less certain way would do worse. */
  readonly worse: number;
  readonly byKind: readonly KindTotal[];
  readonly bySeverity: readonly { readonly severity: Severity; readonly total: number }[];
}

interface Counted extends Consequence {
  readonly id: string;
  readonly kind: EntityKind;
  readonly state: State;
  readonly worse?: Consequence;
}

/** Looks at each once: of a hundred thousand, the looking is what takes time. */
export function impactTotals(items: readonly Counted[], of: string): ImpactTotals {
  const bySeverity = new Map(SEVERITIES.map((severity) => [severity, 0]));
  let [live, worse] = [0, 0];
  for (const item of items) {
    if (item.state === 'LIVE') live += 1;
    if (item.worse !== undefined) worse += 1;
    bySeverity.set(item.severity, (bySeverity.get(item.severity) ?? 0) + 1);
  }
  return {
    ...{ total: items.length, live, worse, byKind: totalsOf(items, of) },
    bySeverity: [...bySeverity].flatMap(([severity, total]) => (total > 0 ? [{ severity, total }] : [])),
  };
}
