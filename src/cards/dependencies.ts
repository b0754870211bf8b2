import { groupBy } from '../group-by.js';
import type { Lineage } from '../catalog/lineage/find-lineage.js';
import { kindOf } from '../model/entity-id.js';

/** What bills of materials name; what stands between (features, runs, pipelines) is passed over. */
const isPart = (id: string): boolean => ['MLModelVersion', 'Table', 'MLFeatureTable'].includes(kindOf(id));

/** What each part depends on directly, by id: the lineage with all that is no part drawn together. */
export function dependenciesIn({ root, nodes, edges }: Lineage): ReadonlyMap<string, readonly string[]> {
  const told = new Set(nodes.map(({ id }) => id));
  const leading = groupBy(edges, ({ downstream }) => downstream);
  const parts = [root, ...[...told].filter((id) => id !== root && isPart(id))];
  return new Map(
    parts.map((part) => {
      const found = new Set<string>();
      const seen = new Set([part]);
      for (const at of seen) {
        for (const { upstream } of leading.get(at) ?? []) {
          if (!told.has(upstream)) continue;
          if (!isPart(upstream)) seen.add(upstream);
          else if (upstream !== part) found.add(upstream);
        }
      }
      return [part, [...found].sort()] as const;
    }),
  );
}
