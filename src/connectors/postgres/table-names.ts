import type { DependencyRow } from './catalog-queries.js';

/** What the tables of one database are called, as OpenLineage names them. */
export class TableNames {
  constructor(
    readonly namespace: string,
    private readonly database: string,
    /** Whether partitions are tables of their own. */
    private readonly partitions: boolean,
  ) {}

  of(schema: string, name: string): string {
    return `${this.database}.${schema}.${name}`;
  }

  /** What a view reads of a partition it reads of the table, where partitions are no tables of their own. */
  upstream({ schema, name, rootSchema, rootName }: DependencyRow): string {
    if (this.partitions || rootSchema === null || rootName === null) return this.of(schema, name);
    return this.of(rootSchema, rootName);
  }
}
