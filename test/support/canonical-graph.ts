import type { GraphExecutor } from '../../src/graph/executor.js';
import { testQuery } from './engines.js';

export interface CanonicalGraph {
  /** Each node as one line: its labels and properties. */
  readonly nodes: readonly string[];
  /** Each edge as one line: its ends, type and properties. */
  readonly edges: readonly string[];
}

type Values = Record<string, unknown>;

const allNodes = testQuery<object, { labels: string[]; properties: Values }>(
  'read',
  'MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties',
);

const allEdges = testQuery<object, { start: string; type: string; end: string; properties: Values }>(
  'read',
  'MATCH (a)-[r]->(b) RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties',
);

/** The whole graph in a form in which two equal graphs are equal, whatever engine holds them. */
export async function canonicalGraph(executor: GraphExecutor): Promise<CanonicalGraph> {
  const nodes = await executor.read(allNodes, {});
  const edges = await executor.read(allEdges, {});
  return {
    nodes: nodes.map(({ labels, properties }) => canonical([[...labels].sort(), properties])).sort(),
    edges: edges.map(({ start, type, end, properties }) => canonical([start, type, end, properties])).sort(),
  };
}

/** A value as text: keys in order, and the numbers that JSON has no word for by their names. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === 'number' && !Number.isFinite(item)) return `number ${item}`;
    if (typeof item === 'bigint') return `bigint ${item}`;
    return isPlain(item) ? sorted(item) : item;
  });
}

/** Nulls are left out: a property that is null is one that is not there. */
const sorted = (item: Values): Values =>
  Object.fromEntries(
    Object.entries(item)
      .filter(([, part]) => part !== null && part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const isPlain = (item: unknown): item is Values =>
  typeof item === 'object' && item !== null && !Array.isArray(item);
