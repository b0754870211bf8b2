import type { CommonTableExpr, Node, RangeVar, SelectStmt, WindowDef } from 'libpg-query';
import { allOf, nameOfExpression, sourcesOf, starOf, type Surroundings } from './expression.js';
import { fromItems, type Tables } from './from-clause.js';
import type { FunctionKinds } from './function-kinds.js';
import { aliased, type Field, type FromItem, type Resolved } from './relation.js';
import { complete, Scope, type Star } from './scope.js';
import { combined, recursive } from './set-operation.js';
import { Sources } from './sources.js';
import { queryOf, textsOf } from './tree.js';
import { UnresolvedQuery } from './unresolved-query.js';

/** What names mean outside of a query: WITH queries by name, and the queries around it. */
interface Outside {
  readonly withQueries: ReadonlyMap<string, Resolved>;
  readonly scope?: Scope;
}

/** Finds what the columns of queries are made from, against what is known of tables. */
export class QueryResolver {
  constructor(
    private readonly tableOf: (name: RangeVar) => Resolved,
    private readonly functions: FunctionKinds,
  ) {}

  /** @throws UnresolvedQuery */
  resolve(statement: SelectStmt, outside: Outside = { withQueries: new Map() }): Resolved {
    const inside = { ...outside, withQueries: this.withQueries(statement, outside) };
    if (statement.larg && statement.rarg) return this.setOperation(statement, inside);
    if (statement.valuesLists) return this.values(statement.valuesLists, inside);
    return this.select(statement, inside);
  }

  private select(statement: SelectStmt, outside: Outside): Resolved {
    const items = fromItems(statement.fromClause ?? [], this.tables(outside));
    const around = this.surroundings(items, outside, windowsOf(statement));
    const outputs = outputsOf(statement.targetList ?? [], around);
    const { fields } = outputs;
    // DISTINCT alone says nothing of which columns decide: all that are put out.
    const distinctOn = (statement.distinctClause ?? []).filter((node) => Object.keys(node).length > 0);
    const rows = Sources.union([
      ...items.map((item) => item.rows),
      sourcesOf(statement.whereClause, around).through('INDIRECT/FILTER'),
      groupSources([...(statement.groupClause ?? []), ...distinctOn], fields, around),
      sourcesOf(statement.havingClause, around).through('INDIRECT/FILTER'),
      this.sortSources(statement, fields, around),
    ]);
    return { ...outputs, rows };
  }

  private setOperation(statement: SelectStmt, outside: Outside): Resolved {
    const { larg, rarg, op } = statement;
    if (!larg || !rarg) throw new UnresolvedQuery('a part of it is missing');
    const both = combined(op, this.resolve(larg, outside), this.resolve(rarg, outside));
    const sorted = this.sortSources(statement, both.fields, this.surroundings([], outside));
    return { ...both, rows: Sources.union([both.rows, sorted]) };
  }

  private values(lists: readonly Node[], outside: Outside): Resolved {
    const around = this.surroundings([], outside);
    const rows = lists.map((node) => ('List' in node ? (node.List.items ?? []) : []));
    const fields = (rows[0] ?? []).map((_, index) => ({
      name: `column${index + 1}`,
      sources: allOf(
        rows.map((row) => row[index]),
        around,
      ),
    }));
    return { fields, rows: Sources.none };
  }

  /** ORDER BY decides which rows there are only beside LIMIT, and in what order they come in any case. */
  private sortSources(
    { sortClause = [] }: SelectStmt,
    fields: readonly Field[],
    around: Surroundings,
  ): Sources {
    const by = sortClause.flatMap((node) => ('SortBy' in node && node.SortBy.node ? [node.SortBy.node] : []));
    return Sources.union(
      by.map((node) => (outputNamed(node, fields) ?? sourcesOf(node, around)).through('INDIRECT/SORT')),
    );
  }

  private withQueries({ withClause }: SelectStmt, outside: Outside): ReadonlyMap<string, Resolved> {
    if (!withClause) return outside.withQueries;
    const known = new Map(outside.withQueries);
    for (const node of withClause.ctes ?? []) {
      if (!('CommonTableExpr' in node)) continue;
      const query = node.CommonTableExpr;
      const name = query.ctename ?? '';
      const resolved = this.withQuery(query, withClause.recursive === true, {
        ...outside,
        withQueries: known,
      });
      known.set(name, resolved);
    }
    return known;
  }

  private withQuery(query: CommonTableExpr, mayRecur: boolean, outside: Outside): Resolved {
    const statement = queryOf(query.ctequery);
    const name = query.ctename ?? '';
    const columns = textsOf(query.aliascolnames);
    const under = (self: Resolved): Outside => ({
      ...outside,
      withQueries: new Map([...outside.withQueries, [name, aliased(self, name, columns)]]),
    });
    const { larg, rarg } = statement;
    const made =
      mayRecur && larg && rarg
        ? recursive(
            () => this.resolve(larg, { ...outside, withQueries: this.withQueries(statement, outside) }),
            (self) => this.resolve(statement, under(self)),
          )
        : this.resolve(statement, outside);
    return withMarks(aliased(made, name, columns), query);
  }

  private surroundings(
    items: readonly FromItem[],
    outside: Outside,
    windows: ReadonlyMap<string, WindowDef> = new Map(),
  ): Surroundings {
    const scope = new Scope(items, outside.scope);
    return {
      ...{ scope, windows, functions: this.functions },
      query: (node) => this.resolve(queryOf(node), { ...outside, scope }),
    };
  }

  private tables(outside: Outside): Tables {
    return {
      outer: outside.scope,
      table: (name) =>
        (name.schemaname === undefined ? outside.withQueries.get(name.relname ?? '') : undefined) ??
        this.tableOf(name),
      query: (node, scope) =>
        this.resolve(queryOf(node), { withQueries: outside.withQueries, ...(scope ? { scope } : {}) }),
      surroundings: (items) => this.surroundings(items, outside),
    };
  }
}

function outputsOf(targets: readonly Node[], around: Surroundings): Star {
  const parts = targets.flatMap((node): Star[] => {
    if (!('ResTarget' in node)) return [];
    const { name, val } = node.ResTarget;
    const star = starOf(val, around);
    return [star ?? { fields: [{ name: name ?? nameOfExpression(val), sources: sourcesOf(val, around) }] }];
  });
  const partial = parts.filter((part) => part.partial);
  const [first] = partial.length > 1 ? partial.map(complete) : partial;
  return { ...first, fields: parts.flatMap(({ fields }) => fields) };
}

/** GROUP BY may name an output by its place; by its name only where no input has that name. */
function groupSources(nodes: readonly Node[], fields: readonly Field[], around: Surroundings): Sources {
  const parts = nodes.map((node) => {
    const place = outputAt(node, fields);
    if (place) return place;
    try {
      return sourcesOf(node, around);
    } catch (error) {
      const output = error instanceof UnresolvedQuery ? outputNamed(node, fields) : undefined;
      if (!output) throw error;
      return output;
    }
  });
  return Sources.union(parts).through('INDIRECT/GROUP_BY');
}

function outputNamed(node: Node, fields: readonly Field[]): Sources | undefined {
  const name = 'ColumnRef' in node ? textsOf(node.ColumnRef.fields) : [];
  const field = name.length === 1 ? fields.find((candidate) => candidate.name === name[0]) : undefined;
  return field?.sources ?? outputAt(node, fields);
}

function outputAt(node: Node, fields: readonly Field[]): Sources | undefined {
  const place = 'A_Const' in node ? node.A_Const.ival?.ival : undefined;
  return place === undefined ? undefined : fields[place - 1]?.sources;
}

function windowsOf({ windowClause = [] }: SelectStmt): Map<string, WindowDef> {
  const windows = windowClause.flatMap((node) => ('WindowDef' in node ? [node.WindowDef] : []));
  return new Map(windows.map((window) => [window.name ?? '', window] as const));
}

/** The columns that SEARCH and CYCLE add to a recursive query. */
function withMarks(
  resolved: Resolved,
  { search_clause: search, cycle_clause: cycle }: CommonTableExpr,
): Resolved {
  const sourcesOfNames = (nodes: readonly Node[] | undefined): Sources =>
    Sources.union(
      textsOf(nodes).flatMap((name) => resolved.fields.find((field) => field.name === name)?.sources ?? []),
    ).through('DIRECT/TRANSFORMATION');
  const marks: Field[] = [
    { name: search?.search_seq_column ?? '', sources: sourcesOfNames(search?.search_col_list) },
    { name: cycle?.cycle_mark_column ?? '', sources: sourcesOfNames(cycle?.cycle_col_list) },
    { name: cycle?.cycle_path_column ?? '', sources: sourcesOfNames(cycle?.cycle_col_list) },
  ];
  return { ...resolved, fields: [...resolved.fields, ...marks.filter(({ name }) => name !== '')] };
}
