import type { EdgeWrite } from '../catalog/ingest/ingest.store.js';
import { edgeKey } from '../catalog/lineage/edge-key.js';
import type { EdgeWord } from '../catalog/lineage/edge-word.js';
import type { Stated, StatedRelation } from '../model/relations.js';

const TEXTS = ['declaredBy', 'reason', 'rule', 'via', 'digest', 'since'] as const;

/** What an edge says of itself, from the properties that it is kept with; what is empty is absent. */
export function edgeWord(edge: Readonly<Record<string, unknown>>): EdgeWord {
  const { stated, by, transformations, masked } = edge;
  const texts = TEXTS.flatMap((name) => (edge[name] ? [[name, String(edge[name])] as const] : []));
  return {
    ...{ stated: stated as Stated, by: String(by) },
    ...Object.fromEntries(texts),
    ...(Array.isArray(transformations) && transformations.length > 0
      ? { transformations: transformations as string[] }
      : {}),
    ...(typeof masked === 'boolean' ? { masked } : {}),
  };
}

/** The relation that an edge is of, whether it holds or has ended. */
export const relationOf = (type: string): StatedRelation =>
  (type.startsWith('PAST_') ? type.slice(5) : type) as StatedRelation;

/** What an edge says of itself, and when it ended, if it has. */
export function edgeWordAndEnd(
  edge: Readonly<Record<string, unknown>>,
): EdgeWord & { readonly until?: string } {
  const { until } = edge;
  return { ...edgeWord(edge), ...(typeof until === 'string' ? { until } : {}) };
}

interface EdgeRow {
  readonly downstream: string;
  /** Of an edge that has ended it begins with PAST_. */
  readonly type: string;
  readonly upstream: string;
  readonly edge: Readonly<Record<string, unknown>>;
}

/** An edge as it was written, without what writing it or ending it added. */
export function edgeWrite({ downstream, type, upstream, edge }: EdgeRow): EdgeWrite {
  const { by, via, since: _, until: __, endedWith: ___, ...properties } = edge;
  return {
    ...{ downstream, upstream, properties, by: String(by), via: String(via ?? '') },
    type: relationOf(type),
  };
}

/** Each edge once: one between two of the things asked for comes from both sides. */
export const distinctEdges = (rows: readonly EdgeRow[]): EdgeWrite[] => [
  ...new Map(rows.map(edgeWrite).map((edge) => [edgeKey(edge), edge])).values(),
];
