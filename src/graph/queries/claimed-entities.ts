import { ENTITY_KINDS } from '../../model/entities.js';
import { defineQueries } from '../query.js';

/**
 * The current things of a kind that a source speaks of, a page by id: what a complete listing is compared with. Reads
 * the whole label, for no index knows who speaks of what.
 */
export const claimedEntities = defineQueries<
  (typeof ENTITY_KINDS)[number],
  { source: string; afterId: string; n: number },
  { id: string }
>(
  'claimed-entities',
  'read',
  ENTITY_KINDS,
  (kind) => `
   MATCH (n:${kind})
   WHERE n.id > $afterId AND n.until IS NULL AND $source IN coalesce(n.claimSources, [])
   WITH n ORDER BY n.id LIMIT $n
   RETURN n.id AS id`,
);
