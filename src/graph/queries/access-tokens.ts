import { defineQuery } from '../query.js';

/** Properties of a token that anybody who administers may see: all but its hash. */
export interface TokenRow {
  id: string;
  name: string;
  role: string;
  createdAt: string;
  createdBy: string;
  expiresAt: string | null;
  lastUsedOn: string | null;
  revokedAt: string | null;
  revokedBy: string | null;
}

const SEEN =
  't{.id, .name, .role, .createdAt, .createdBy, .expiresAt, .lastUsedOn, .revokedAt, .revokedBy} AS token';

/**
 * Makes a token, unless a live one has its name: then there is no row. Writing to the one register first makes two
 * writers wait for each other, so that the second sees what the first made.
 */
export const createAccessToken = defineQuery<
  { id: string; name: string; props: Record<string, unknown>; now: string },
  { id: string }
>(
  'create-access-token',
  'write',
  `MERGE (r:TokenRegister {id: "tokens"})
   SET r.id = "tokens"
   WITH r
   OPTIONAL MATCH (taken:AccessToken {name: $name})
   WHERE taken.revokedAt IS NULL AND (taken.expiresAt IS NULL OR taken.expiresAt > $now)
   WITH count(taken) AS others
   WHERE others = 0
   CREATE (t:AccessToken {id: $id})
   SET t += $props
   SET t.name = $name
   RETURN t.id AS id`,
);

/** Tokens that are taken at that time, with what to compare them by. */
export const liveAccessTokens = defineQuery<{ now: string }, { token: TokenRow & { hash: string } }>(
  'live-access-tokens',
  'read',
  `MATCH (t:AccessToken)
   WHERE t.revokedAt IS NULL AND (t.expiresAt IS NULL OR t.expiresAt > $now)
   RETURN t{.id, .name, .role, .createdAt, .createdBy, .expiresAt, .hash} AS token`,
);

/** How many there are, live or not. */
export const countAccessTokens = defineQuery<object, { total: number }>(
  'count-access-tokens',
  'read',
  'MATCH (t:AccessToken) RETURN count(t) AS total',
);

/** A page of all, the newest first. Of times that are equal the id decides. */
export const accessTokensPage = defineQuery<
  { after: string | null; afterId: string | null; n: number },
  { token: TokenRow }
>(
  'access-tokens-page',
  'read',
  `MATCH (t:AccessToken)
   WHERE $after IS NULL OR t.createdAt < $after OR (t.createdAt = $after AND t.id > $afterId)
   WITH t ORDER BY t.createdAt DESC, t.id LIMIT $n
   RETURN ${SEEN}`,
);

/** Those of that id or name, the newest first: a name may be given again when its token has ended. */
export const accessTokensCalled = defineQuery<{ called: string }, { token: TokenRow }>(
  'access-tokens-called',
  'read',
  `MATCH (t:AccessToken)
   WHERE t.id = $called OR t.name = $called
   WITH t ORDER BY t.createdAt DESC, t.id
   RETURN ${SEEN}`,
);

/** No row where it was revoked before: who did it first stays. */
export const revokeAccessToken = defineQuery<{ id: string; at: string; by: string }, { id: string }>(
  'revoke-access-token',
  'write',
  `MATCH (t:AccessToken {id: $id})
   SET t.id = $id
   WITH t
   WHERE t.revokedAt IS NULL
   SET t.revokedAt = $at
   SET t.revokedBy = $by
   RETURN t.id AS id`,
);

/** The day of the last use only grows; a day that is known writes nothing. */
export const markAccessTokenUsed = defineQuery<{ id: string; day: string }, { id: string }>(
  'mark-access-token-used',
  'write',
  `MATCH (t:AccessToken {id: $id})
   WHERE coalesce(t.lastUsedOn, "") < $day
   SET t.lastUsedOn = $day
   RETURN t.id AS id`,
);
