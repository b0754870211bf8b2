import type { EdgeWord } from '../catalog/lineage/edge-word.js';
import type { Stated } from '../model/relations.js';

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
