import type { RangeVar } from 'libpg-query';
import { FunctionKinds } from './function-kinds.js';
import { parseQuery } from './parse-query.js';
import { QueryResolver } from './query.js';
import type { Resolved } from './relation.js';
import { complete } from './scope.js';
import { Sources, type SourceColumn, type TableName } from './sources.js';
import { UnresolvedQuery } from './unresolved-query.js';

export type { SourceColumn, TableName } from './sources.js';
export { UnresolvedQuery } from './unresolved-query.js';

/** A table as a query names it, as far as it does. */
export interface WrittenName {
  readonly database?: string;
  readonly schema?: string;
  readonly name: string;
}

export interface KnownTable extends TableName {
  /** All of its columns in order; without them, any that a query names is taken to be one. */
  readonly columns?: readonly string[];
  /** It is there and nothing is told of it: system tables. */
  readonly untold?: boolean;
}

export interface Surroundings {
  /** Which table a name means; nothing for one that is not known, which ends the attempt. */
  table(name: WrittenName): KnownTable | undefined;
  /** Aggregates that the source knows besides the usual ones. */
  readonly aggregates?: ReadonlySet<string>;
  /** Brings names of columns to the form that the parser gives to those in the text. Left out: as they are. */
  fold?(name: string): string;
}

export interface QueryLineage {
  /** In the order of the query. */
  readonly columns: readonly { readonly name: string; readonly sources: readonly SourceColumn[] }[];
  /** What decides which rows there are, and in what order: of all its columns alike. */
  readonly rows: readonly SourceColumn[];
}

/**
 * What the columns of a query are made from, as its text says.
 * @throws UnresolvedQuery where that cannot be told for all of them: no part of the answer is given then.
 */
export async function lineageOfQuery(sql: string, surroundings: Surroundings): Promise<QueryLineage> {
  const statement = await parseQuery(sql);
  const functions = new FunctionKinds(surroundings.aggregates);
  const resolver = new QueryResolver((name) => resolvedTable(name, surroundings), functions);
  const { fields, rows } = resolvedSafely(() => complete(resolver.resolve(statement)));
  return {
    columns: fields.map(({ name, sources }) => ({ name, sources: sources.toList() })),
    rows: rows.toList(),
  };
}

function resolvedTable({ catalogname, schemaname, relname }: RangeVar, around: Surroundings): Resolved {
  const name = {
    name: relname ?? '',
    ...(schemaname === undefined ? {} : { schema: schemaname }),
    ...(catalogname === undefined ? {} : { database: catalogname }),
  };
  const table = around.table(name);
  if (!table) {
    const written = [catalogname, schemaname, relname].filter((part) => part !== undefined).join('.');
    throw new UnresolvedQuery(`the table ${written} is not known`);
  }
  if (table.untold) return { fields: [], rows: Sources.none, other: () => Sources.none };
  const { columns } = table;
  if (!columns) {
    const other = (column: string): Sources => Sources.column(table, column);
    return { fields: [], rows: Sources.none, other, partial: true };
  }
  const fields = columns.map((column) => ({
    name: around.fold?.(column) ?? column,
    sources: Sources.column(table, column),
  }));
  return { fields, rows: Sources.none };
}

function resolvedSafely(resolve: () => Resolved): Resolved {
  try {
    return resolve();
  } catch (error) {
    if (error instanceof RangeError) throw new UnresolvedQuery('it is nested too deeply');
    throw error;
  }
}
