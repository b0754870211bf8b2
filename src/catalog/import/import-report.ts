import type { EntityKind } from '../../model/entities.js';
import type { Refusal } from './imported-entity.js';

export const IMPORT_ACTIONS = ['NEW', 'COMPLETED', 'CHANGED', 'UNCHANGED', 'KEPT'] as const;
export type ImportAction = (typeof IMPORT_ACTIONS)[number];

/** What becomes of one thing, where it is more than nothing. */
export interface PlannedThing {
  readonly entity: string;
  readonly action: ImportAction;
  /** The properties that change. */
  readonly fields?: readonly string[];
  readonly edges?: readonly { readonly type: string; readonly upstream: string; readonly change: string }[];
  /** Why it is left as it is. */
  readonly reason?: string;
}

export interface KindCount extends Readonly<Record<Lowercase<ImportAction>, number>> {
  readonly kind: EntityKind;
}

/** What an import did, or would do. */
export interface ImportReport {
  /** REFUSED and PLANNED: nothing was written. INTERRUPTED: the same import again does the rest. */
  readonly state: 'COMPLETE' | 'PLANNED' | 'REFUSED' | 'INTERRUPTED';
  /** Things that the documents hold whole. */
  readonly read: number;
  readonly new: number;
  /** Of which some was there already, as an import left it that was broken off, or an earlier export without history. */
  readonly completed: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Those that differ in what an import does not change. */
  readonly kept: number;
  readonly refused: number;
  readonly kinds: readonly KindCount[];
  readonly refusals: readonly Refusal[];
  /** Of a dry run, all that is not unchanged; otherwise what changed or was kept. At most {@link MOST_LISTED}. */
  readonly plan: readonly PlannedThing[];
  readonly written: number;
  readonly seconds: number;
}

/** Refusals and planned things that a report lists; the counts are of all. */
export const MOST_LISTED = 10_000;

/** Why nothing was written, for a person. */
export const refusalMessage = ({ refused, read }: Pick<ImportReport, 'refused' | 'read'>): string =>
  `Nothing was written: ${refused} of ${read} things are refused. Mend them, or take the rest by skipping what is refused.`;
