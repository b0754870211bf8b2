import type { EntityKind } from '../../model/entities.js';
import type { Change, ChangeAction } from '../history/change.js';
import type { IngestStore, IngestTransaction } from '../ingest/ingest.store.js';
import { NO_COUNTS, sumOf, type SyncCounts } from './sync-counts.js';
import type { KindOutcome, PlannedChange } from './sync-report.js';

const COUNTED: Readonly<Record<ChangeAction, keyof SyncCounts | undefined>> = {
  CREATED: 'created',
  UPDATED: 'updated',
  DELETED: 'retired',
  RESTORED: 'restored',
  PURGED: undefined,
};

/** What a run does to the catalog: counted by kind, and, where it is a rehearsal, kept whole as its plan. */
export class NotedChanges {
  readonly plan: PlannedChange[] = [];
  private readonly kinds = new Map<EntityKind, Record<keyof SyncCounts, number>>();

  constructor(private readonly keepsPlan: boolean) {}

  /** The store, with each change that is written to it noted once its transaction has come to its end. */
  notedBy(store: IngestStore): IngestStore {
    return Object.assign(Object.create(store) as IngestStore, {
      transact: async <Result>(work: (tx: IngestTransaction) => Promise<Result>) => {
        // A transaction may be tried again: what the earlier attempt noted did not happen.
        let noted: Change[] = [];
        const written = await store.transact((tx) => {
          noted = [];
          return work(noting(tx, noted));
        });
        for (const change of noted) this.note(change);
        return written;
      },
    });
  }

  count(kind: EntityKind, what: 'read' | 'unchanged', n = 1): void {
    this.of(kind)[what] += n;
  }

  totals(): SyncCounts {
    return sumOf([...this.kinds.values()]);
  }

  outcomes(): KindOutcome[] {
    return [...this.kinds]
      .map(([kind, counts]) => ({ kind, ...counts }))
      .sort((a, b) => (a.kind < b.kind ? -1 : 1));
  }

  private note({ entity, kind, action, fields, edges }: Change): void {
    const counted = COUNTED[action];
    if (counted) this.of(kind)[counted] += 1;
    if (this.keepsPlan)
      this.plan.push({ entity, kind, action, fields: fields.map(({ name }) => name), edges });
  }

  private of(kind: EntityKind): Record<keyof SyncCounts, number> {
    const counts = this.kinds.get(kind) ?? { ...NO_COUNTS };
    this.kinds.set(kind, counts);
    return counts;
  }
}

const noting = (tx: IngestTransaction, noted: Change[]): IngestTransaction =>
  Object.assign(Object.create(tx) as IngestTransaction, {
    recordChanges: async (changes: readonly Change[]) => {
      noted.push(...changes);
      await tx.recordChanges(changes);
    },
  });
