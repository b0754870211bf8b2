import type { Node, SelectStmt } from 'libpg-query';
import { UnresolvedQuery } from './unresolved-query.js';

/** The kind of a node and what is in it: each is an object of one key. */
export function opened(node: Node): { kind: string; body: Readonly<Record<string, unknown>> } {
  const [[kind, body] = ['', {}]] = Object.entries(node) as [string, Record<string, unknown>][];
  return { kind, body };
}

/** The names in a list of them: what a column, a function or an alias is called. */
export const textsOf = (nodes: readonly Node[] = []): string[] =>
  nodes.flatMap((node) => ('String' in node ? [node.String.sval ?? ''] : []));

/** The query that a node holds. @throws UnresolvedQuery for a statement that changes data. */
export function queryOf(node: Node | undefined): SelectStmt {
  if (node && 'SelectStmt' in node) return node.SelectStmt;
  throw new UnresolvedQuery('a part of it is no query');
}

/** The nodes directly inside of a part of the tree, whatever it is. A type says nothing of values. */
export function* childNodes(part: unknown): Generator<Node> {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (key !== 'typeName') yield* nodesAt(value);
  }
}

function* nodesAt(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value as unknown[]) yield* nodesAt(item);
  else if (isNode(value)) yield value;
  // A part that is not wrapped as a node, such as the window of a function.
  else yield* childNodes(value);
}

/** Kinds of nodes are the only keys that begin with a capital letter. */
function isNode(value: unknown): value is Node {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && /^[A-Z]/.test(keys[0] ?? '');
}
