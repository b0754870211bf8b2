import type { EntityDocument } from '../../model/document.js';
import { document } from '../document.js';
import { idOrNothing } from '../edge-to.js';
import { text } from '../filled-text.js';
import { sourceTable, type Naming, type SourceTable } from './source-table.js';
import { labels, owners, type Fields } from './values.js';

interface KnownTable extends SourceTable {
  readonly columns: Set<string>;
  /** What the data sources that read it say of it, by project and name. */
  readonly said: Map<string, Fields>;
}

/** Gathers what all views and sources say of the tables below them, so that each table and column is stated once, whole. */
export class TableRegister {
  private readonly tables = new Map<string, KnownTable>();

  /** A data source in the registry's own list: what it says of itself is said of its table. */
  addSource(source: Fields, naming: Naming): void {
    const found = sourceTable(source, naming);
    // A source that is pushed to speaks of the pushing, not of the table behind it.
    if (found && source['type'] !== 'PUSH_SOURCE')
      this.known(found)?.said.set(`${naming.project} ${text(source['name']) ?? ''}`, source);
  }

  addColumns(table: SourceTable, columns: readonly string[]): void {
    const known = this.known(table);
    for (const column of columns)
      if (idOrNothing('Column', [table.namespace, table.table, column]) !== undefined)
        known?.columns.add(column);
  }

  *documents(): Generator<EntityDocument> {
    for (const id of [...this.tables.keys()].sort()) {
      const { namespace, table, datasetType, columns, said } = this.tables.get(id) as KnownTable;
      yield document('Table', { namespace, table, datasetType, ...descriptionOf(said) });
      for (const column of [...columns].sort()) yield document('Column', { namespace, table, column });
    }
  }

  private known(found: SourceTable): KnownTable | undefined {
    const id = idOrNothing('Table', [found.namespace, found.table]);
    if (id === undefined) return undefined;
    const known = this.tables.get(id) ?? {
      ...found,
      columns: new Set<string>(),
      said: new Map<string, Fields>(),
    };
    this.tables.set(id, known);
    return known;
  }
}

/** Of several sources of one table the first by name that says something. */
function descriptionOf(said: ReadonlyMap<string, Fields>): Fields {
  const sources = [...said.keys()].sort().map((name) => said.get(name) as Fields);
  const first = <T>(read: (source: Fields) => T | undefined): T | undefined =>
    sources.map(read).find((value) => value !== undefined);
  return {
    description: first(({ description }) => text(description)),
    owners: first(({ owner }) => owners(owner)),
    tags: first(({ tags }) => labels(tags)),
  };
}
