import { edgeKey } from './edge-key.js';
import type { Hop, LineageReader, Pair } from './lineage.reader.js';

/**
 * Lists of edges with all that they say of themselves: one question for all of them. An edge that is gone meanwhile
 * keeps what the walk knew.
 */
export async function withDetailsOfAll<H extends Hop>(
  reader: LineageReader,
  lists: readonly (readonly H[])[],
): Promise<H[][]> {
  const pairs = new Map<string, Pair>();
  for (const { downstream, upstream, type } of lists.flat())
    if (type !== 'HAS_COLUMN') pairs.set(JSON.stringify([downstream, upstream]), { downstream, upstream });
  const found = pairs.size > 0 ? await reader.words([...pairs.values()]) : [];
  const byKey = new Map(found.map((hop) => [edgeKey(hop), hop] as const));
  return lists.map((list) => list.map((hop) => ({ ...hop, ...byKey.get(edgeKey(hop)) })));
}
