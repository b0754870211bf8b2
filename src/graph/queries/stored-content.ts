import { defineQuery } from '../query.js';

export interface ContentNode {
  key: string | null;
  references: string[] | null;
  /** Each as JSON. */
  holds: string[] | null;
  removing: string[] | null;
}

/**
 * What is known of some content, locked until the transaction ends, also where there is nothing yet. Writing the id
 * takes Neo4j's lock before the properties are read.
 */
export const lockContent = defineQuery<{ checksum: string }, ContentNode>(
  'lock-content',
  'write',
  `MERGE (c:StoredContent {id: $checksum})
   SET c.id = $checksum
   WITH c
   RETURN c.key AS key, c.references AS references, c.holds AS holds, c.removing AS removing`,
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
  `MATCH (c:StoredContent {id: $checksum})
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

/** Removes an artifact of which this source has spoken and no other. The id is written first: it takes Neo4j's lock. */
export const removeArtifact = defineQuery<{ id: string; by: string }, { removed: number }>(
  'remove-artifact',
  'write',
  `MATCH (a:Entity:Artifact {id: $id})
   SET a.id = $id
   WITH a WHERE size(coalesce(a.claimSources, [])) = 1 AND $by IN coalesce(a.claimSources, [])
   DETACH DELETE a
   RETURN count(*) AS removed`,
);
