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

export function impactTotals(items: readonly Counted[], of: string): ImpactTotals {
  return {
    total: items.length,
    live: items.filter(({ state }) => state === 'LIVE').length,
    worse: items.filter(({ worse }) => worse !== undefined).length,
    byKind: totalsOf(items, of),
    bySeverity: SEVERITIES.map((severity) => ({
      severity,
      total: items.filter((item) => item.severity === severity).length,
    })).filter(({ total }) => total > 0),
  };
}
