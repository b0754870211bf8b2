import type { EntityDocument } from '../../model/document.js';
import { idOrNothing } from './edges.js';
import type { RunDataset } from './run-datasets.js';
import { document } from './values.js';

interface KnownColumn {
  readonly dataType?: string;
  readonly loggedAt: number;
}

interface KnownTable {
  readonly namespace: string;
  readonly table: string;
  datasetType?: string;
  readonly columns: Map<string, KnownColumn>;
}

/**
 * Gathers what all runs say of the tables they read, so that each table and column is stated once, whole. A run
 * may have read some of the columns only; where runs differ in the type of one, the last that ran is believed.
 */
export class TableRegister {
  private readonly tables = new Map<string, KnownTable>();

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
