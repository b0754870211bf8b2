import { ENTITY_KINDS } from '../../model/entities.js';
import { defineQueries, defineQuery } from '../query.js';

export interface PageParams {
  /** The key that the name of the last one seen is sorted by, and its id; null at the beginning. */
  after: string | null;
  afterId: string | null;
  n: number;
}

/** A page of what is current of one kind, by (name, id): a keyset, so that writes in between neither skip nor repeat. */
export const entitiesPage = defineQueries<
  (typeof ENTITY_KINDS)[number],
  PageParams,
  { n: Record<string, unknown> }
>(
  'entities-page',
  'read',
  ENTITY_KINDS,
  (kind) => `
   MATCH (n:${kind})
   WHERE n.until IS NULL
   WITH n, coalesce(n.nameKey, n.name) AS key
   WHERE $afterId IS NULL OR key > $after OR (key = $after AND n.id > $afterId)
   WITH n, key ORDER BY key, n.id LIMIT $n
   RETURN n{.*} AS n`,
);

/** Behind one id and before another: `idBounds` of a kind, or the last one seen. */
export interface IdRangeParams {
  afterId: string;
  beforeId: string;
  n: number;
}

/**
 * A page by id alone, for sweeps. The index on ids gives it in order, so that it costs what it holds, however large
 * the kind; the embedded engine, whose index has no order, looks at all there is.
 */
export const entitiesById = defineQuery<IdRangeParams, { n: Record<string, unknown> }>(
  'entities-by-id',
  'read',
  `
   MATCH (n:Entity)
   WHERE n.id > $afterId AND n.id < $beforeId
   WITH n ORDER BY n.id LIMIT $n
   RETURN n{.*} AS n`,
);

/** Ids in their order, in the same way, many at a time. For exports. */
export const entityIds = defineQuery<IdRangeParams, { id: string }>(
  'entity-ids',
  'read',
  `
   MATCH (n:Entity)
   WHERE n.id > $afterId AND n.id < $beforeId
   WITH n ORDER BY n.id LIMIT $n
   RETURN n.id AS id`,
);

/** How many there are of one kind. */
export const countEntities = defineQueries<(typeof ENTITY_KINDS)[number], object, { total: number }>(
  'count-entities',
  'read',
  ENTITY_KINDS,
  (kind) => `MATCH (n:${kind}) WHERE n.until IS NULL RETURN count(n) AS total`,
);
