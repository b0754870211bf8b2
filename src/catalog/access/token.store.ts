import type { AccessToken, StoredToken } from './access-token.js';

/** Behind which token a page begins. */
export interface TokenPosition {
  readonly createdAt: string;
  readonly id: string;
}

export interface TokenStore {
  /** Keeps a new token, unless a live one has its name: then it answers false, also to one of two at once. */
  create(token: StoredToken, now: string): Promise<boolean>;
  live(now: string): Promise<StoredToken[]>;
  /** Whether there ever was a token, live or not. */
  hasAny(): Promise<boolean>;
  /** The newest first. */
  page(position: TokenPosition | undefined, n: number): Promise<AccessToken[]>;
  count(): Promise<number>;
  /** Those of that id or name, the newest first. */
  called(idOrName: string): Promise<AccessToken[]>;
  /** Ends a token; one that was revoked before stays as it is. */
  revoke(id: string, at: string, by: string): Promise<void>;
  /** Notes the day of the last use. */
  markUsed(id: string, day: string): Promise<void>;
}
