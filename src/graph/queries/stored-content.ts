import { defineQuery } from '../query.js';

export interface ContentNode {
  key: string | null;
  references: string[] | null;
  /** Each as JSON. */
  holds: string[] | null;
  removing: string[] | null;
}

/**
 * Locks all content of a shard until the transaction ends, whether anything is known of it or not. The lock is a node
 * that is never deleted: of one that another transaction deletes meanwhile, Neo4j would give a lock on nothing.
 */
export const lockContent = defineQuery<{ shard: string }, { id: string }>(
  'lock-content',
  'write',
  `MERGE (l:ContentLock {id: $shard})
   SET l.id = $shard
   RETURN l.id AS id`,
);

export const readContent = defineQuery<{ checksum: string }, ContentNode>(
  'read-content',
  'read',
  `MATCH (c:StoredContent {id: $checksum})
   RETURN c.key AS key, c.references AS references, c.holds AS holds, c.removing AS removing`,
);

/** The checksums that are recorded of these artifacts; what is not there gives no row. */
export const artifactChecksums = defineQuery<{ ids: string[] }, { id: string; checksum: string | null }>(
  'artifact-checksums',
  'read',
  `UNWIND $ids AS id
   MATCH (a:Entity {id: id})
   RETURN a.id AS id, a.checksum AS checksum`,
);

export const writeContent = defineQuery<
  { checksum: string; props: Record<keyof ContentNode, string | string[] | null> },
  { written: number }
>(
  'write-content',
  'write',
  `MERGE (c:StoredContent {id: $checksum})
   SET c += $props
   RETURN count(c) AS written`,
);

export const forgetContent = defineQuery<{ checksum: string }, { forgotten: number }>(
  'forget-content',
  'write',
  `MATCH (c:StoredContent {id: $checksum})
   DETACH DELETE c
   RETURN count(*) AS forgotten`,
);

/**
 * Content with something left to do about it. At a start only: it looks at each content, and seeks each of its
 * references by its id.
 */
export const unsettledContent = defineQuery<{ after: string; n: number }, { checksum: string }>(
  'unsettled-content',
  'read',
  `MATCH (c:StoredContent)
   WHERE c.id > $after
   UNWIND CASE WHEN size(coalesce(c.references, [])) = 0 THEN [""] ELSE c.references END AS reference
   OPTIONAL MATCH (a:Entity {id: reference})
   WITH c, count(a) AS present
   WHERE present < size(coalesce(c.references, []))
     OR size(coalesce(c.holds, [])) + size(coalesce(c.removing, [])) > 0 OR c.key IS NULL
   RETURN c.id AS checksum ORDER BY checksum LIMIT $n`,
);

/** Who has spoken of an artifact; nobody of what is a mere place. */
export const artifactSources = defineQuery<{ id: string }, { sources: string[] | null }>(
  'artifact-sources',
  'read',
  `MATCH (a:Entity:Artifact {id: $id})
   RETURN a.claimSources AS sources`,
);
