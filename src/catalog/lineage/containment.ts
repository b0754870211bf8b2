import type { EntityKind } from '../../model/entities.js';
import type { Direction, Hop } from './lineage.reader.js';

interface End {
  readonly id: string;
  readonly kind: EntityKind;
}

/** The edge between a table and a column of it, in the direction of a walk from the near one to the far one. */
export function containment(direction: Direction, near: End, far: End): Hop {
  const [upstream, downstream] = direction === 'DOWNSTREAM' ? [near, far] : [far, near];
  return {
    downstream: downstream.id,
    downstreamKind: downstream.kind,
    type: 'HAS_COLUMN',
    upstream: upstream.id,
    upstreamKind: upstream.kind,
    stated: 'RECORDED',
  };
}
