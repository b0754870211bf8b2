import { Sources } from './sources.js';

/** A column that a query or a part of it puts out. */
export interface Field {
  readonly name: string;
  readonly sources: Sources;
}

/** What a query comes to: its columns, and what decides which rows there are. */
export interface Resolved {
  readonly fields: readonly Field[];
  readonly rows: Sources;
  /** What a column of a name that is not among the fields is made from, where not all of them are known. */
  readonly other?: (column: string) => Sources;
  /** It has columns besides its fields, so that nobody knows all that `*` stands for. */
  readonly partial?: boolean;
}

/** Something in a FROM clause that columns can be asked of by its name. */
export interface Relation extends Resolved {
  readonly name: string;
  /** Where it is a table under its own name. */
  readonly schema?: string;
}

/** One item of a FROM clause: joins hold several relations and show their columns once. */
export interface FromItem extends Resolved {
  readonly relations: readonly Relation[];
}

export const itemOf = (relation: Relation): FromItem => ({ ...relation, relations: [relation] });

/** Under another name; `columns` rename the first of its columns. */
export function aliased(resolved: Resolved, name: string, columns: readonly string[] = []): Relation {
  const fields = resolved.fields.map((field, index) => ({ ...field, name: columns[index] ?? field.name }));
  return { ...resolved, name, fields };
}

/** All that is known of the values of a row. */
export const wholeRow = ({ fields }: Pick<Resolved, 'fields'>): Sources =>
  Sources.union(fields.map(({ sources }) => sources));
