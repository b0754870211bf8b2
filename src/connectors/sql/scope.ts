import type { FromItem, Relation, Resolved } from './relation.js';
import { wholeRow } from './relation.js';
import { Sources } from './sources.js';
import { UnresolvedQuery } from './unresolved-query.js';

/** Columns that every table of PostgreSQL has besides its own. */
const SYSTEM_COLUMNS = new Set(['ctid', 'oid', 'tableoid', 'xmin', 'xmax', 'cmin', 'cmax']);

/** The names that an expression can use: those of its FROM clause, then those of the queries around it. */
export class Scope {
  constructor(
    private readonly items: readonly FromItem[],
    private readonly parent?: Scope,
  ) {}

  /** What a name of one or more parts means: a column, or a whole row. @throws UnresolvedQuery */
  named(parts: readonly string[]): Sources {
    const found = this.column(parts) ?? this.row(parts);
    if (!found) throw new UnresolvedQuery(`nothing in it is called ${parts.join('.')}`);
    return found;
  }

  /** The columns that `*` or `name.*` stands for, perhaps not all of them. @throws UnresolvedQuery */
  star(parts: readonly string[]): Star {
    if (parts.length === 0) {
      const partial = this.items.flatMap(({ relations }) => relations.filter((relation) => relation.partial));
      if (partial.length > 1) throw unknownStar();
      return { fields: this.items.flatMap(({ fields }) => fields), ...rest(partial[0]) };
    }
    const relation = this.relation(parts);
    if (!relation) throw new UnresolvedQuery(`nothing in it is called ${parts.join('.')}`);
    return { fields: relation.fields, ...rest(relation) };
  }

  /** A column of the table that a name means, where it means no column itself. */
  columnOfRow(parts: readonly string[], column: string): Sources | undefined {
    const relation = this.column(parts) ? undefined : this.relation(parts);
    return relation && columnOf(relation, column);
  }

  private column(parts: readonly string[]): Sources | undefined {
    const name = parts.at(-1) ?? '';
    // What is known goes before what tables of unknown columns might have.
    if (parts.length === 1)
      return this.known(name) ?? this.guessed(name) ?? (SYSTEM_COLUMNS.has(name) ? Sources.none : undefined);
    const relation = this.relation(parts.slice(0, -1));
    return relation && columnOf(relation, name);
  }

  private known(name: string): Sources | undefined {
    for (const { fields } of this.items) {
      const field = fields.find((candidate) => candidate.name === name);
      if (field) return field.sources;
    }
    return this.parent?.known(name);
  }

  /** A table of that name is a whole row, and not a column of another. */
  private guessed(name: string): Sources | undefined {
    if (this.relation([name])) return undefined;
    const open = this.items.flatMap(({ relations }) => relations.filter(({ other }) => other));
    if (open.length > 1)
      throw new UnresolvedQuery(`of which of its tables ${name} is a column cannot be told`);
    return open[0]?.other?.(name) ?? this.parent?.guessed(name);
  }

  private row(parts: readonly string[]): Sources | undefined {
    const relation = this.relation(parts);
    return relation && wholeRow(complete(relation));
  }

  private relation(parts: readonly string[]): Relation | undefined {
    const name = parts.at(-1);
    const schema = parts.at(-2);
    const relations = this.items.flatMap((item) => item.relations);
    const found = relations.find(
      (relation) => relation.name === name && (schema === undefined || relation.schema === schema),
    );
    return found ?? this.parent?.relation(parts);
  }
}

function columnOf(relation: Relation, name: string): Sources | undefined {
  const field = relation.fields.find((candidate) => candidate.name === name);
  return field?.sources ?? relation.other?.(name) ?? (SYSTEM_COLUMNS.has(name) ? Sources.none : undefined);
}

export type Star = Pick<Resolved, 'fields' | 'other' | 'partial'>;

function rest(relation: Resolved | undefined): Pick<Resolved, 'other' | 'partial'> {
  const { other, partial } = relation ?? {};
  return partial && other ? { other, partial } : {};
}

/** @throws UnresolvedQuery where not all columns are known. */
export function complete<R extends Pick<Resolved, 'partial'>>(resolved: R): R {
  if (resolved.partial) throw unknownStar();
  return resolved;
}

const unknownStar = (): UnresolvedQuery =>
  new UnresolvedQuery('it takes all columns of a table whose columns are not known');
