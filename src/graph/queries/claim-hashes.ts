import { defineQuery } from '../query.js';

/**
 * What each source last said of these things, as hashes: enough to skip what has not changed without
 * reading it. Unknown ids give no row.
 */
export const claimHashes = defineQuery<
  { ids: string[] },
  {
    id: string;
    sources: string[] | null;
    hashes: string[] | null;
    until: string | null;
    endedBy: string | null;
  }
>(
  'claim-hashes',
  'read',
  `UNWIND $ids AS id
   MATCH (n:Entity {id: id})
   RETURN n.id AS id, n.claimSources AS sources, n.claimHashes AS hashes,
          n.until AS until, n.endedBy AS endedBy`,
);
