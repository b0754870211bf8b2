import type { EntityKind } from '../../model/entities.js';

/** An entity as readers get it: a plain map with the properties of its kind; what is not known is absent. */
export interface EntityRecord {
  readonly id: string;
  readonly kind: EntityKind;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly until?: string;
  readonly revision: number;
  readonly [property: string]: unknown;
}
