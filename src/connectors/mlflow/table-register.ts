import type { EntityDocument } from '../../model/document.js';
import { entityId } from '../../model/entity-id.js';
import { document } from '../document.js';
import { idOrNothing } from '../edge-to.js';
import type { RunDataset } from './run-datasets.js';

interface KnownColumn {
  readonly dataType?: string;
  readonly loggedAt: number;
}

export type TableState = readonly [
  namespace: string,
  table: string,
  datasetType: RunDataset['datasetType'] | null,
  columns: readonly (readonly [name: string, dataType: string | null, loggedAt: number])[],
];

interface KnownTable {
  readonly namespace: string;
  readonly table: string;
  datasetType?: RunDataset['datasetType'];
  readonly columns: Map<string, KnownColumn>;
}

/**
 * Gathers what all runs say of the tables they read, so that each table and column is stated once, whole. A run
 * may have read some of the columns only; where runs differ in the type of one, the last that ran is believed.
 */
export class TableRegister {
  private readonly tables = new Map<string, KnownTable>();

  /** What was gathered, for a later run to go on from. */
  get state(): TableState[] {
    return [...this.tables.values()].map(({ namespace, table, datasetType, columns }) => [
      namespace,
      table,
      datasetType ?? null,
      [...columns].map(([column, { dataType, loggedAt }]) => [column, dataType ?? null, loggedAt] as const),
    ]);
  }

  goOnFrom(state: readonly TableState[]): void {
    for (const [namespace, table, datasetType, columns] of state) {
      const known = { namespace, table, ...(datasetType === null ? {} : { datasetType }) };
      const entries = columns.map(
        ([name, dataType, loggedAt]) => [name, { dataType: dataType ?? undefined, loggedAt }] as const,
      );
      this.tables.set(entityId('Table', namespace, table), { ...known, columns: new Map(entries) });
    }
  }

  add({ namespace, table, datasetType, columns }: RunDataset, loggedAt: number): void {
    const id = idOrNothing('Table', [namespace, table]);
    if (id === undefined) return;
    const known = this.tables.get(id) ?? { namespace, table, columns: new Map<string, KnownColumn>() };
    this.tables.set(id, known);
    known.datasetType ??= datasetType;
    for (const { name, dataType } of columns) {
      const before = known.columns.get(name);
      if (!before || before.loggedAt < loggedAt) known.columns.set(name, { dataType, loggedAt });
    }
  }

  *documents(): Generator<EntityDocument> {
    for (const { namespace, table, datasetType, columns } of this.tables.values()) {
      yield document('Table', { namespace, table, datasetType });
      for (const [column, { dataType }] of columns) {
        yield document('Column', { namespace, table, column, dataType });
      }
    }
  }
}
