import type { EntityKind } from '../../model/entities.js';
import type { Certainty } from './certainty.js';
import type { Direction, Hop, NodeSummary } from './lineage.reader.js';

/**
 * A place of the walk. A table can be reached as a whole, or in part: some of its columns are reached, and
 * they carry the walk on by themselves. All else is reached as a whole.
 */
export interface Place {
  readonly id: string;
  readonly kind: EntityKind;
  readonly part: boolean;
  /** Steps of the shortest way to it. */
  readonly depth: number;
}

/** A step from one place to the next, with the edge that carries it. */
export interface Arc {
  readonly from: string;
  readonly to: string;
  readonly hop: Hop;
  readonly certainty: Certainty;
}

/** DEPTH, NODES, TIME: it came to that limit. PATHS: the search for ways gave up on a tangle of cycles. */
export const CUT_REASONS = ['DEPTH', 'NODES', 'TIME', 'PATHS'] as const;
export type CutReason = (typeof CUT_REASONS)[number];

/** Where the answer was cut. */
export interface Cut {
  readonly reason: CutReason;
  /** How many further things were in sight at the cut; what lies behind them is not counted. */
  readonly beyond: number;
  /** Some of the things at the edge: asking from them goes on. */
  readonly at: readonly string[];
}

export interface Exploration {
  readonly start: string;
  readonly direction: Direction;
  /** By key, in breadth-first order. */
  readonly places: ReadonlyMap<string, Place>;
  readonly arcs: readonly Arc[];
  /** Every edge that leaves what was reached, traversed or not. */
  readonly hops: readonly Hop[];
  readonly cuts: readonly Cut[];
  /** What came along of the things on the way; the others are asked for where they matter. */
  readonly things: ReadonlyMap<string, NodeSummary>;
}

export const keyOf = (id: string, part: boolean): string => (part ? `~${id}` : id);
export const idOf = (placeKey: string): string => (placeKey.startsWith('~') ? placeKey.slice(1) : placeKey);

/** Whether asking again goes on from where it was cut. */
export const canGoOn = ({ cuts }: Exploration): boolean =>
  cuts.some(({ reason }) => reason === 'TIME' || reason === 'NODES');

/** By thing, the edges on the shortest way to it. A table that is reached twice counts as far as it is nearest. */
export function depthsIn({ places }: Exploration): Map<string, number> {
  const depths = new Map<string, number>();
  // The walk lists the nearest first.
  for (const { id, depth } of places.values()) if (!depths.has(id)) depths.set(id, depth);
  return depths;
}
