import { defineQuery } from '../query.js';

/** What happened to one thing, the newest first. Seeks the index of the changed things. */
export const changesOf = defineQuery<
  { entity: string; before: number; n: number },
  { c: Record<string, unknown> }
>(
  'changes-of',
  'read',
  `MATCH (c:Change {entity: $entity})
   WHERE c.revision < $before
   WITH c ORDER BY c.revision DESC LIMIT $n
   RETURN c{.*} AS c`,
);

/** All that happened to a page of things, in the order of things and revisions: for an export, some at a time. */
export const changesOfAll = defineQuery<
  { ids: string[]; entity: string; revision: number; n: number },
  { c: Record<string, unknown> }
>(
  'changes-of-all',
  'read',
  `UNWIND $ids AS id
   MATCH (c:Change {entity: id})
   WHERE c.entity > $entity OR (c.entity = $entity AND c.revision > $revision)
   WITH c ORDER BY c.entity, c.revision LIMIT $n
   RETURN c{.*} AS c`,
);

/** What happened to these things after a moment: what has to be undone to see them as they were then. */
export const changesAfter = defineQuery<{ ids: string[]; at: string }, { c: Record<string, unknown> }>(
  'changes-after',
  'read',
  `UNWIND $ids AS id
   MATCH (c:Change {entity: id})
   WHERE c.at > $at
   RETURN c{.*} AS c`,
);

export interface FeedParams {
  /** Behind this key; the beginning is the time itself, before which no key sorts. */
  after: string;
  kind: string | null;
  service: string | null;
  actor: string | null;
  n: number;
}

/** The changes of the whole catalog in the order in which they were made: a keyset on time, thing and revision. */
export const changesSince = defineQuery<FeedParams, { c: Record<string, unknown>; key: string }>(
  'changes-since',
  'read',
  `MATCH (c:Change)
   WHERE c.key > $after
     AND ($kind IS NULL OR c.kind = $kind)
     AND ($service IS NULL OR c.service = $service)
     AND ($actor IS NULL OR c.actor = $actor)
   WITH c ORDER BY c.key LIMIT $n
   RETURN c{.*} AS c, c.key AS key`,
);
