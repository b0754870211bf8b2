import type { A_Expr, CaseExpr, ColumnRef, FuncCall, Node, SubLink, WindowDef } from 'libpg-query';
import type { FunctionKinds } from './function-kinds.js';
import { wholeRow, type Resolved } from './relation.js';
import { complete, type Scope, type Star } from './scope.js';
import { Sources, type Way } from './sources.js';
import { childNodes, opened, queryOf, textsOf } from './tree.js';

/** What an expression can refer to. */
export interface Surroundings {
  readonly scope: Scope;
  /** The named windows of the query. */
  readonly windows: ReadonlyMap<string, WindowDef>;
  readonly functions: FunctionKinds;
  /** Resolves a query inside of an expression, which sees the same names. */
  query(statement: Node | undefined): Resolved;
}

/** What an expression is made from. */
export function sourcesOf(node: Node | undefined, around: Surroundings): Sources {
  if (!node) return Sources.none;
  if ('ColumnRef' in node) return columnSources(node.ColumnRef, around);
  if ('FuncCall' in node) return callSources(node.FuncCall, around);
  if ('CaseExpr' in node) return caseSources(node.CaseExpr, around);
  if ('SubLink' in node) return subquerySources(node.SubLink, around);
  if ('CollateClause' in node) return sourcesOf(node.CollateClause.arg, around);
  if ('A_Indirection' in node) return fieldSources(node.A_Indirection, around);
  return allOf(childNodes(opened(node).body), around).through('DIRECT/TRANSFORMATION');
}

/** What several expressions together are made from. */
export function allOf(nodes: Iterable<Node | undefined>, around: Surroundings): Sources {
  return Sources.union([...nodes].map((node) => sourcesOf(node, around)));
}

/** What `*` in an output list stands for, or nothing where the expression is none. */
export function starOf(node: Node | undefined, around: Surroundings): Star | undefined {
  if (node && 'ColumnRef' in node && endsInStar(node.ColumnRef.fields)) {
    return around.scope.star(textsOf(node.ColumnRef.fields));
  }
  // (name).*
  if (node && 'A_Indirection' in node && endsInStar(node.A_Indirection.indirection)) {
    const { arg } = node.A_Indirection;
    if (arg && 'ColumnRef' in arg) return around.scope.star(textsOf(arg.ColumnRef.fields));
  }
  return undefined;
}

const endsInStar = (nodes: readonly Node[] = []): boolean => {
  const last = nodes.at(-1);
  return last !== undefined && 'A_Star' in last;
};

function columnSources({ fields }: ColumnRef, { scope }: Surroundings): Sources {
  if (!endsInStar(fields)) return scope.named(textsOf(fields));
  return wholeRow(complete(scope.star(textsOf(fields)))).through('DIRECT/TRANSFORMATION');
}

/** `(name).field`: the column of that table, or else a part of a value. */
function fieldSources(
  { arg, indirection = [] }: { arg?: Node; indirection?: Node[] },
  around: Surroundings,
): Sources {
  const [field] = textsOf(indirection);
  if (arg && 'ColumnRef' in arg && field !== undefined && indirection.length === 1) {
    const name = textsOf(arg.ColumnRef.fields);
    const column = around.scope.columnOfRow(name, field);
    if (column) return column;
  }
  return allOf([arg, ...indirection.flatMap((node) => [...childNodes(opened(node).body)])], around).through(
    'DIRECT/TRANSFORMATION',
  );
}

function callSources(call: FuncCall, around: Surroundings): Sources {
  const aggregate = around.functions.isAggregate(call);
  const way: Way = aggregate ? 'DIRECT/AGGREGATION' : 'DIRECT/TRANSFORMATION';
  return Sources.union([
    allOf(call.args ?? [], around).through(way, around.functions.masks(call)),
    // WITHIN GROUP (ORDER BY value) hands over the values that are aggregated.
    allOf(call.agg_order ?? [], around).through(call.agg_within_group ? way : 'INDIRECT/SORT'),
    sourcesOf(call.agg_filter, around).through('INDIRECT/FILTER'),
    ...windowSources(call.over, around),
  ]);
}

function windowSources(window: WindowDef | undefined, around: Surroundings): Sources[] {
  if (!window) return [];
  const name = window.refname ?? window.name;
  const base = name === undefined ? undefined : around.windows.get(name);
  const parts = [...(window.partitionClause ?? []), ...(window.orderClause ?? [])];
  const own = allOf([...parts, window.startOffset, window.endOffset], around).through('INDIRECT/WINDOW');
  return [own, ...(base && base !== window ? windowSources(base, around) : [])];
}

function caseSources({ arg, args = [], defresult }: CaseExpr, around: Surroundings): Sources {
  const whens = args.flatMap((node) => ('CaseWhen' in node ? [node.CaseWhen] : []));
  return Sources.union([
    allOf([arg, ...whens.map(({ expr }) => expr)], around).through('INDIRECT/CONDITIONAL'),
    allOf([...whens.map(({ result }) => result), defresult], around).through('DIRECT/TRANSFORMATION'),
  ]);
}

function subquerySources({ subLinkType, subselect, testexpr }: SubLink, around: Surroundings): Sources {
  queryOf(subselect);
  const made = around.query(subselect);
  const { rows } = made;
  if (subLinkType === 'EXISTS_SUBLINK') return rows;
  const values = wholeRow(complete(made));
  if (subLinkType === 'EXPR_SUBLINK') return Sources.union([values, rows]);
  const compared = Sources.union([sourcesOf(testexpr, around), values]);
  return Sources.union([compared.through('DIRECT/TRANSFORMATION'), rows]);
}

/** The last name that an expression has by itself, as PostgreSQL would call the column. */
export function nameOfExpression(node: Node | undefined): string {
  return ownName(node) ?? '?column?';
}

function ownName(node: Node | undefined): string | undefined {
  if (!node) return undefined;
  if ('ColumnRef' in node) return textsOf(node.ColumnRef.fields).at(-1);
  if ('FuncCall' in node) return textsOf(node.FuncCall.funcname).at(-1);
  if ('A_Indirection' in node)
    return textsOf(node.A_Indirection.indirection).at(-1) ?? ownName(node.A_Indirection.arg);
  if ('CollateClause' in node) return ownName(node.CollateClause.arg);
  if ('TypeCast' in node) return ownName(node.TypeCast.arg) ?? textsOf(node.TypeCast.typeName?.names).at(-1);
  if ('CaseExpr' in node) return ownName(node.CaseExpr.defresult) ?? 'case';
  if ('SubLink' in node) return nameOfSubquery(node.SubLink);
  if ('A_Expr' in node) return nullIfName(node.A_Expr);
  if ('MinMaxExpr' in node) return node.MinMaxExpr.op === 'IS_LEAST' ? 'least' : 'greatest';
  if ('SQLValueFunction' in node) return node.SQLValueFunction.op?.replace(/^SVFOP_|_N$/g, '').toLowerCase();
  return { CoalesceExpr: 'coalesce', A_ArrayExpr: 'array', RowExpr: 'row', GroupingFunc: 'grouping' }[
    opened(node).kind
  ];
}

const nullIfName = ({ kind }: A_Expr): string | undefined => (kind === 'AEXPR_NULLIF' ? 'nullif' : undefined);

function nameOfSubquery({ subLinkType, subselect }: SubLink): string | undefined {
  if (subLinkType === 'EXISTS_SUBLINK') return 'exists';
  if (subLinkType === 'ARRAY_SUBLINK') return 'array';
  if (subLinkType !== 'EXPR_SUBLINK') return undefined;
  const first = queryOf(subselect).targetList?.[0];
  if (!first || !('ResTarget' in first)) return undefined;
  return first.ResTarget.name ?? ownName(first.ResTarget.val);
}
