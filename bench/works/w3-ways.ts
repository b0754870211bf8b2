import { LINEAGE_TYPES } from '../../src/model/relations.js';
import type { Subject } from '../subject.js';
import type { TextsByEngine } from './work.js';

/** The things of one way, from the dashboard to the source column. */
export type Way = readonly string[];

const ALL = LINEAGE_TYPES.join('|');
const ENDS = 'MATCH (a:Entity {id: $end}) MATCH (b:Entity {id: $start})';
const BOUND = 100;

/** One of the shortest. */
const ONE = `${ENDS} MATCH p = shortestPath((a)-[:${ALL}*1..${BOUND}]->(b)) RETURN [n IN nodes(p) | n.id] AS way`;
export const ONE_TEXTS: TextsByEngine = { neo4j: [ONE], embedded: [ONE] };

/**
 * The embedded engine has no words for the k shortest, and finds all of them before it leaves out any: there the edges
 * of the closure are read, and the ways made from them.
 */
export const SOME_TEXTS = (count: number): TextsByEngine => ({
  neo4j: [`${ENDS} MATCH p = SHORTEST ${count} (a)-[:${ALL}]->+(b) RETURN [n IN nodes(p) | n.id] AS way`],
  embedded: [
    `MATCH (a:Entity {id: $end})-[:${ALL}*0..${BOUND}]->(t:Entity) WITH DISTINCT t MATCH (t)-[:${ALL}]->(u:Entity)
     RETURN t.id AS downstream, u.id AS upstream`,
  ],
});

export async function rawWays(
  { engine, raw }: Subject,
  texts: TextsByEngine,
  ends: { start: string; end: string },
  count: number,
): Promise<Way[]> {
  const rows = await raw(texts[engine][0] ?? '', ends);
  const ways = rows.flatMap((row) => (row['way'] ? [row['way'] as Way] : []));
  return ways.length > 0 ? ways : waysAlong(rows as unknown as Edge[], ends, count);
}

interface Edge {
  readonly downstream: string;
  readonly upstream: string;
}

/** The first shortest ways, by the distance that each thing has from the end. */
function waysAlong(
  edges: readonly Edge[],
  { start, end }: { start: string; end: string },
  count: number,
): Way[] {
  const upstreams = new Map<string, string[]>();
  for (const { downstream, upstream } of edges) {
    const known = upstreams.get(downstream);
    if (known) known.push(upstream);
    else upstreams.set(downstream, [upstream]);
  }
  const distances = new Map([[end, 0]]);
  for (const [id, distance] of distances)
    for (const next of upstreams.get(id) ?? []) if (!distances.has(next)) distances.set(next, distance + 1);
  const ways: Way[] = [];
  const follow = (way: Way, id: string): void => {
    if (ways.length === count) return;
    if (id === start) ways.push(way);
    for (const next of upstreams.get(id) ?? [])
      if (distances.get(next) === way.length && way.length <= (distances.get(start) ?? 0))
        follow([...way, next], next);
  };
  follow([end], end);
  return ways;
}
