import type { EdgeStatement } from '../../model/document.js';
import { entityId } from '../../model/entity-id.js';
import { columnEdge } from '../sql/column-edge.js';
import { lineageOfQuery, UnresolvedQuery, type KnownTable, type WrittenName } from '../sql/query-lineage.js';
import type { ColumnRow, DependencyRow, RelationRow } from './catalog-queries.js';
import type { TableNames } from './table-names.js';

/** What is known of how a relation is made. */
export interface RelationLineage {
  /** Of the relation as a whole. */
  readonly edges: readonly EdgeStatement[];
  readonly columns: ReadonlyMap<string, readonly EdgeStatement[]>;
  /** Why no more than the tables can be told. */
  readonly unresolved?: string;
}

const DEPENDENCY = 'postgres-view-dependency';
const DEFINITION = 'postgres-view-definition';
const GENERATED = 'postgres-generated-column';

/** The tables a view reads are what PostgreSQL keeps of it; its columns follow from the text of its definition. */
export async function viewLineage(
  { schema, name, definition }: RelationRow,
  columns: readonly ColumnRow[],
  dependencies: readonly DependencyRow[],
  names: TableNames,
  aggregates: ReadonlySet<string>,
): Promise<RelationLineage> {
  const tables = new Map(
    dependencies.map((row) => [entityId('Table', names.namespace, names.upstream(row)), row]),
  );
  const edges = [...tables.keys()].map((upstream): EdgeStatement => ({
    type: 'DERIVED_FROM',
    upstream,
    stated: 'RECORDED',
    rule: DEPENDENCY,
  }));
  try {
    if (definition === null) throw new UnresolvedQuery('its definition was gone when it was asked for');
    const table = (written: WrittenName) => tableNamed(written, dependencies, names);
    const lineage = await lineageOfQuery(definition, { table, aggregates });
    if (lineage.columns.length !== columns.length)
      throw new UnresolvedQuery('its definition gives other columns than it has');
    const byColumn = lineage.columns.map(
      ({ sources }, place) =>
        [columns[place]?.name ?? '', sources.map((source) => columnEdge(source, DEFINITION))] as const,
    );
    const rows = lineage.rows.map((source) => columnEdge(source, DEFINITION));
    return { edges: [...edges, ...rows], columns: new Map(byColumn) };
  } catch (error) {
    if (!(error instanceof UnresolvedQuery)) throw error;
    const unresolved = `The view ${schema}.${name} is followed by tables only: ${error.message}.`;
    return { edges, columns: new Map(), unresolved };
  }
}

/** Columns that are computed from others of their table. */
export async function generatedLineage(
  { schema, name }: RelationRow,
  columns: readonly ColumnRow[],
  names: TableNames,
): Promise<RelationLineage> {
  const known = {
    namespace: names.namespace,
    table: names.of(schema, name),
    columns: columns.map((c) => c.name),
  };
  const byColumn = new Map<string, readonly EdgeStatement[]>();
  const failures: string[] = [];
  for (const { name: column, expression } of columns) {
    if (expression === null) continue;
    try {
      const lineage = await lineageOfQuery(`SELECT ${expression} FROM it`, { table: () => known });
      const sources = lineage.columns[0]?.sources ?? [];
      byColumn.set(
        column,
        sources.map((source) => columnEdge(source, GENERATED)),
      );
    } catch (error) {
      if (!(error instanceof UnresolvedQuery)) throw error;
      failures.push(`What ${schema}.${name}.${column} is computed from cannot be told: ${error.message}.`);
    }
  }
  return { edges: [], columns: byColumn, ...(failures.length > 0 ? { unresolved: failures.join(' ') } : {}) };
}

function tableNamed(
  { schema, name }: WrittenName,
  dependencies: readonly DependencyRow[],
  names: TableNames,
): KnownTable | undefined {
  // Only what is in pg_catalog is written without its schema.
  if (schema === undefined || /^pg_|^information_schema$/.test(schema))
    return { namespace: names.namespace, table: name, untold: true };
  const row = dependencies.find((candidate) => candidate.schema === schema && candidate.name === name);
  return row && { namespace: names.namespace, table: names.upstream(row), columns: row.columns };
}
