import { ENTITY_KINDS } from '../../model/entities.js';
import { defineQueries } from '../query.js';

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

/** A page of one kind by id alone, for sweeps. */
export const entitiesById = defineQueries<
  (typeof ENTITY_KINDS)[number],
  { afterId: string; n: number },
  { n: Record<string, unknown> }
>(
  'entities-by-id',
  'read',
  ENTITY_KINDS,
  (kind) => `
   MATCH (n:${kind})
   WHERE n.id > $afterId
   WITH n ORDER BY n.id LIMIT $n
   RETURN n{.*} AS n`,
);

/** The ids of one kind in their order, many at a time: the label is read once for each lot. For exports. */
export const entityIds = defineQueries<
  (typeof ENTITY_KINDS)[number],
  { afterId: string; n: number },
  { id: string }
>(
  'entity-ids',
  'read',
  ENTITY_KINDS,
  (kind) => `
   MATCH (n:${kind})
   WHERE n.id > $afterId
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
