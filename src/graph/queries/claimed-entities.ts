import { defineQuery } from '../query.js';

/**
 * The current things of a kind that a source speaks of, a page by id: what a complete listing is compared with. The
 * index on ids gives the kind in order, so that a page costs what it holds; the embedded engine, whose index has no
 * order, looks at all there is, and is better asked for many at once.
 */
export const claimedEntities = defineQuery<
  { source: string; afterId: string; beforeId: string; n: number },
  { id: string }
>(
  'claimed-entities',
  'read',
  `
   MATCH (n:Entity)
   WHERE n.id > $afterId AND n.id < $beforeId AND n.until IS NULL AND $source IN coalesce(n.claimSources, [])
   WITH n ORDER BY n.id LIMIT $n
   RETURN n.id AS id`,
);
