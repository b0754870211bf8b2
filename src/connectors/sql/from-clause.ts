import type { Alias, JoinExpr, Node, RangeFunction, RangeVar } from 'libpg-query';
import { allOf, sourcesOf, type Surroundings } from './expression.js';
import { aliased, itemOf, type Field, type FromItem, type Relation, type Resolved } from './relation.js';
import { Scope } from './scope.js';
import { Sources } from './sources.js';
import { childNodes, opened, textsOf } from './tree.js';
import { UnresolvedQuery } from './unresolved-query.js';

/** What a FROM clause needs of the query it stands in. */
export interface Tables {
  /** The table, view or WITH query of that name. @throws UnresolvedQuery */
  table(name: RangeVar): Resolved;
  /** Resolves a query in the FROM clause, which sees `scope` from outside. */
  query(statement: Node | undefined, scope: Scope | undefined): Resolved;
  /** For expressions that see these items. */
  surroundings(items: readonly FromItem[]): Surroundings;
  /** What the query itself is inside of. */
  readonly outer: Scope | undefined;
}

/** The items of a FROM clause, in order; functions and LATERAL queries see those before them. */
export function fromItems(nodes: readonly Node[], tables: Tables): FromItem[] {
  const items: FromItem[] = [];
  for (const node of nodes) items.push(itemAt(node, items, tables));
  return items;
}

function itemAt(node: Node, before: readonly FromItem[], tables: Tables): FromItem {
  if ('RangeVar' in node) return itemOf(tableOf(node.RangeVar, tables));
  if ('JoinExpr' in node) return joinOf(node.JoinExpr, before, tables);
  if ('RangeSubselect' in node) {
    const { lateral, subquery, alias } = node.RangeSubselect;
    const scope = lateral ? new Scope(before, tables.outer) : tables.outer;
    return itemOf(named(tables.query(subquery, scope), alias));
  }
  if ('RangeTableSample' in node && node.RangeTableSample.relation)
    return itemAt(node.RangeTableSample.relation, before, tables);
  if ('RangeFunction' in node) return itemOf(functionOf(node.RangeFunction, before, tables));
  if ('RangeTableFunc' in node || 'JsonTable' in node) return itemOf(documentTableOf(node, before, tables));
  throw new UnresolvedQuery(`what stands in a FROM clause is not known (${opened(node).kind})`);
}

const named = (resolved: Resolved, alias: Alias | undefined, name = ''): Relation =>
  aliased(resolved, alias?.aliasname ?? name, textsOf(alias?.colnames));

function tableOf(name: RangeVar, tables: Tables): Relation {
  const table = named(tables.table(name), name.alias, name.relname);
  return !name.alias && name.schemaname !== undefined ? { ...table, schema: name.schemaname } : table;
}

function joinOf(join: JoinExpr, before: readonly FromItem[], tables: Tables): FromItem {
  const { larg, rarg } = join;
  if (!larg || !rarg) throw new UnresolvedQuery('a join of it has one side only');
  const left = itemAt(larg, before, tables);
  const right = itemAt(rarg, [...before, left], tables);
  const both = tables.surroundings([left, right]);
  const using = join.isNatural ? commonNames(left, right) : textsOf(join.usingClause);
  const pairs = using.map((name) => ({ name, left: fieldOf(left, name), right: fieldOf(right, name) }));
  const condition = Sources.union([
    sourcesOf(join.quals, both),
    ...pairs.flatMap((pair) => [pair.left, pair.right]),
  ]);
  const rest = [...left.fields, ...right.fields].filter(({ name }) => !using.includes(name));
  const item: FromItem = {
    fields: [...pairs.map((pair) => ({ name: pair.name, sources: merged(join, pair) })), ...rest],
    rows: Sources.union([left.rows, right.rows, condition.through('INDIRECT/JOIN')]),
    relations: [...left.relations, ...right.relations],
  };
  // A join with a name of its own hides those of its sides.
  return join.alias ? itemOf(named(item, join.alias)) : item;
}

function merged({ jointype }: JoinExpr, pair: { left: Sources; right: Sources }): Sources {
  if (jointype === 'JOIN_RIGHT') return pair.right;
  if (jointype !== 'JOIN_FULL') return pair.left;
  return Sources.union([pair.left, pair.right]).through('DIRECT/TRANSFORMATION');
}

function commonNames(left: FromItem, right: FromItem): string[] {
  if ([...left.relations, ...right.relations].some(({ other }) => other))
    throw new UnresolvedQuery('it has a natural join with a table whose columns are not known');
  const names = new Set(right.fields.map(({ name }) => name));
  return left.fields.flatMap(({ name }) => (names.has(name) ? [name] : []));
}

const fieldOf = (item: FromItem, name: string): Sources => new Scope([item]).named([name]);

/** A function's rows are made from what it is given. */
function functionOf(
  { functions = [], alias, coldeflist = [], ordinality }: RangeFunction,
  before: readonly FromItem[],
  tables: Tables,
): Relation {
  const calls = functions.flatMap((node) => ('List' in node ? (node.List.items?.slice(0, 1) ?? []) : [node]));
  const around = tables.surroundings(before);
  const made = allOf(calls, around).through('DIRECT/TRANSFORMATION');
  const told = coldeflist.flatMap((node) => ('ColumnDef' in node ? [node.ColumnDef.colname ?? ''] : []));
  const names = told.length > 0 ? told : textsOf(alias?.colnames);
  const name = alias?.aliasname ?? nameOfCall(calls[0]);
  // Without names for its columns it has one of its own name, or those of a type that is not known here.
  const fields = (names.length > 0 ? names : [name]).map((column): Field => ({
    name: column,
    sources: made,
  }));
  const ordinal = ordinality && names.length === 0 ? [{ name: 'ordinality', sources: Sources.none }] : [];
  return {
    name,
    fields: [...fields, ...ordinal],
    rows: Sources.none,
    ...(names.length > 0 ? {} : { other: () => made }),
  };
}

function nameOfCall(node: Node | undefined): string {
  return node && 'FuncCall' in node ? (textsOf(node.FuncCall.funcname).at(-1) ?? '') : '';
}

/** XMLTABLE and JSON_TABLE: columns out of a document, which is where they are all made from. */
function documentTableOf(node: Node, before: readonly FromItem[], tables: Tables): Relation {
  const { body } = opened(node);
  const { alias: _, ...parts } = body;
  const made = allOf(childNodes(parts), tables.surroundings(before)).through('DIRECT/TRANSFORMATION');
  const alias = body['alias'] as Alias | undefined;
  return { name: alias?.aliasname ?? '', fields: [], rows: Sources.none, other: () => made };
}
