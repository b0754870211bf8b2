import {
  lineageOfQuery,
  type KnownTable,
  type SourceColumn,
  type WrittenName,
} from '../../../../src/connectors/sql/query-lineage.js';

const TABLES: Readonly<Record<string, readonly string[] | undefined>> = {
  customers: ['id', 'name', 'email', 'country', 'age'],
  orders: ['id', 'customer_id', 'amount', 'placed_at', 'tags', 'status'],
  employees: ['id', 'manager_id', 'name'],
};

/** Tables of the schema `shop`, and two of `raw` of which nobody knows the columns. */
function table({ schema = 'shop', name }: WrittenName): KnownTable | undefined {
  if (schema === 'pg_catalog') return { namespace: '', table: name, untold: true };
  if (schema === 'raw' && ['events', 'clicks'].includes(name)) return { namespace: 'db', table: name };
  const columns = schema === 'shop' ? TABLES[name] : undefined;
  return columns && { namespace: 'db', table: name, columns };
}

const line = ({ table: name, column, transformations, masked }: SourceColumn): string =>
  `${name}.${column} ${transformations.join(' ')}${masked ? ' masked' : ''}`
    .replace(/DIRECT\/(IDENTITY|TRANSFORMATION|AGGREGATION)/g, '$1')
    .replace(/INDIRECT\//g, '~');

/** What a query is made from, briefly: `orders.amount AGGREGATION`, and `~FILTER` for what only decides. */
export async function lineage(
  sql: string,
): Promise<{ columns: Record<string, readonly string[]>; rows: readonly string[] }> {
  const { columns, rows } = await lineageOfQuery(sql, { table });
  return {
    columns: Object.fromEntries(columns.map(({ name, sources }) => [name, sources.map(line)])),
    rows: rows.map(line),
  };
}

export const columnsOf = async (sql: string): Promise<Record<string, readonly string[]>> =>
  (await lineage(sql)).columns;

export const rowsOf = async (sql: string): Promise<readonly string[]> => (await lineage(sql)).rows;
