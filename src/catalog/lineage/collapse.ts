import type { EntityKind } from '../../model/entities.js';
import { entityId, kindOf, parseId } from '../../model/entity-id.js';
import { entityDefinition } from '../../model/registry.js';
import { eachInTurns } from './breather.js';
import { CERTAINTIES } from './certainty.js';
import type { Hop } from './lineage.reader.js';

/**
 * How much detail an answer shows. COLUMN: everything. TABLE: columns as their table, stored features as their feature
 * table. MODEL: also versions, their features, steps and files as their model. SERVICE: also all that belongs to a
 * service as that service; tables and pipelines belong to none, and stay.
 */
export const LEVELS = ['COLUMN', 'TABLE', 'MODEL', 'SERVICE'] as const;
export type Level = (typeof LEVELS)[number];

/** An edge, or what stands for several. */
export interface FoldedHop extends Hop {
  readonly standsFor?: readonly Hop[];
  /** How many edges it stands for; of one that stands for itself, absent. */
  readonly stands?: number;
}

/** Edges that a folded one names; it counts all of them. */
const NAMED = 20;

const TABLE_PARTS: Partial<Record<EntityKind, EntityKind>> = {
  Column: 'Table',
  StoredFeature: 'MLFeatureTable',
};
const MODEL_PARTS: readonly EntityKind[] = ['MLModelVersion', 'MLFeature', 'ModelStep', 'Artifact'];

/** The id of what shows a thing at a level. */
export function shownAs(id: string, level: Level): string {
  if (level === 'COLUMN') return id;
  const { kind, key } = parseId(id);
  if (level === 'SERVICE' && entityDefinition(kind).key[0] === 'service' && kind !== 'MLModelService')
    return entityId('MLModelService', key[0] ?? '');
  const whole = TABLE_PARTS[kind];
  if (whole) return entityId(whole, ...key.slice(0, 2));
  if (level === 'MODEL' && MODEL_PARTS.includes(kind)) return entityId('MLModel', ...key.slice(0, 2));
  return id;
}

/**
 * The edges between what is shown: one for all of a type between the same two, as sure as the surest of them. Within
 * one shown thing there is none.
 */
export async function foldHops(hops: Iterable<Hop>, shown: (id: string) => string): Promise<FoldedHop[]> {
  const themselves: FoldedHop[] = [];
  const groups = new Map<string, Hop[]>();
  await eachInTurns(hops, (hop) => {
    const [downstream, upstream] = [shown(hop.downstream), shown(hop.upstream)];
    if (downstream === hop.downstream && upstream === hop.upstream) themselves.push(hop);
    else if (downstream !== upstream) {
      const key = JSON.stringify([downstream, hop.type, upstream]);
      const same = groups.get(key);
      if (same) same.push(hop);
      else groups.set(key, [hop]);
    }
  });
  return [...themselves, ...[...groups].map(([key, same]) => foldedHop(key, same))];
}

function foldedHop(key: string, hops: readonly Hop[]): FoldedHop {
  const [downstream = '', type, upstream = ''] = JSON.parse(key) as [string, Hop['type'], string];
  const stated = CERTAINTIES.find((certainty) => hops.some((hop) => hop.stated === certainty));
  return {
    ...{ downstream, type, upstream, stated: stated === 'POSSIBLE' ? undefined : stated },
    downstreamKind: kindOf(downstream),
    upstreamKind: kindOf(upstream),
    stands: hops.length,
    standsFor: hops.slice(0, NAMED),
  } as FoldedHop;
}
