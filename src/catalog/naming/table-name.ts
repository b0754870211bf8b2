/** What a table is called: an OpenLineage namespace and a name in it, or what a source has instead. */
export interface TableName {
  readonly namespace: string;
  readonly table: string;
}

export const sameName = (a: TableName, b: TableName): boolean =>
  a.namespace === b.namespace && a.table === b.table;

export const nameKey = ({ namespace, table }: TableName): string => JSON.stringify([namespace, table]);
