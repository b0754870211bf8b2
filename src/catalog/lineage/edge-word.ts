import type { Stated } from '../../model/relations.js';

/** What an edge says of itself: who states it, how, since when, and what happens to the values on the way. */
export interface EdgeWord {
  readonly stated: Stated;
  /** The service that states it, or `people`. */
  readonly by: string;
  /** The person who declared it. */
  readonly declaredBy?: string;
  /** Why they did, in their words. */
  readonly reason?: string;
  /** The rule that inferred it. */
  readonly rule?: string;
  /** The pipeline that carries the values, by id. */
  readonly via?: string;
  readonly transformations?: readonly string[];
  readonly masked?: boolean;
  readonly digest?: string;
  readonly since?: string;
}
