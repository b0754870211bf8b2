import { ENTITY_KINDS } from '../../model/entities.js';
import { defineQueries } from '../query.js';

/**
 * Things of one kind in whose name, description or tags every word occurs. Both engines compare lower-cased
 * text the same way; their own text indexes split words differently.
 */
export const searchEntities = defineQueries<
  (typeof ENTITY_KINDS)[number],
  {
    words: string[];
    tag: string | null;
    owner: string | null;
    after: string | null;
    afterId: string | null;
    n: number;
  },
  { n: Record<string, unknown> }
>(
  'search-entities',
  'read',
  ENTITY_KINDS,
  (kind) => `
   MATCH (n:${kind})
   WITH n, coalesce(n.nameKey, n.name) AS key
   WHERE ($afterId IS NULL OR key > $after OR (key = $after AND n.id > $afterId))
     AND ($tag IS NULL OR $tag IN coalesce(n.tags, []))
     AND ($owner IS NULL OR $owner IN coalesce(n.owners, []))
     AND all(w IN $words WHERE toLower(n.name) CONTAINS w
             OR toLower(coalesce(n.displayName, "")) CONTAINS w
             OR toLower(coalesce(n.description, "")) CONTAINS w
             OR any(t IN coalesce(n.tags, []) WHERE toLower(t) CONTAINS w))
   WITH n, key ORDER BY key, n.id LIMIT $n
   RETURN n{.*} AS n`,
);
