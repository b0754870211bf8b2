import pc from 'picocolors';
import { kindOf } from '../model/entity-id.js';
import { label } from './text.js';

/** An edge as commands ask for it. */
export interface EdgeData {
  readonly downstream: string;
  readonly upstream: string;
  readonly type: string;
  readonly stated: string;
  readonly by: string | null;
  readonly rule: string | null;
  readonly declaredBy: string | null;
  readonly reason: string | null;
  readonly via: string | null;
  readonly transformations: readonly string[] | null;
  readonly digest: string | null;
}

export const EDGE_FIELDS = `downstream upstream type stated by rule declaredBy reason via transformations digest`;

/** What an edge is and who says so, in a few words; `far` is the end that it leads to. */
export function edgeNote({ type, stated, by, rule, declaredBy, via }: EdgeData, far: string): string {
  if (type === 'HAS_COLUMN') return pc.dim(kindOf(far) === 'Table' ? 'its table' : 'its column');
  const parts = [
    type,
    via ? `via ${label(via)}` : '',
    stated === 'RECORDED' ? '' : (rule ?? stated.toLowerCase()),
    declaredBy ?? by ?? '',
  ];
  return pc.dim(parts.filter(Boolean).join(', '));
}

/** The things along a way, from its start to its end. */
export function stopsOf(way: readonly EdgeData[], start: string): string[] {
  const stops = [start];
  for (const { downstream, upstream } of way) stops.push(stops.at(-1) === upstream ? downstream : upstream);
  return stops;
}
