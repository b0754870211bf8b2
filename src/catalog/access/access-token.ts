import type { Role } from './principal.js';

/** What is known of a token; its secret is not. */
export interface AccessToken {
  /** Part of the token's text, and no secret. */
  readonly id: string;
  /** The actor of what is done with it. */
  readonly name: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly createdBy: string;
  /** From this time on it is no longer taken. Absent: never. */
  readonly expiresAt?: string;
  /** The last day it was used, in UTC. */
  readonly lastUsedOn?: string;
  readonly revokedAt?: string;
  readonly revokedBy?: string;
}

/** Names stand in logs, lists and every change: nothing in them can pass for something else. */
export const TOKEN_NAME = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._@:+/-]{0,98}[\p{L}\p{M}\p{N}._@:+/-])?$/u;

/** A token as it is kept. */
export interface StoredToken extends AccessToken {
  /** See `hashOf`. */
  readonly hash: string;
}

export const TOKEN_STATES = ['LIVE', 'EXPIRED', 'REVOKED'] as const;
export type TokenState = (typeof TOKEN_STATES)[number];

/** Times are ISO 8601 in UTC, so that their text is in their order. */
export const stateOf = ({ revokedAt, expiresAt }: AccessToken, now: string): TokenState => {
  if (revokedAt !== undefined) return 'REVOKED';
  return expiresAt !== undefined && expiresAt <= now ? 'EXPIRED' : 'LIVE';
};
