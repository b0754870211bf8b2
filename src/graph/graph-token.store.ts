import type { AccessToken, StoredToken } from '../catalog/access/access-token.js';
import type { TokenPosition, TokenStore } from '../catalog/access/token.store.js';
import type { GraphExecutor } from './executor.js';
import {
  accessTokensCalled,
  accessTokensPage,
  countAccessTokens,
  createAccessToken,
  liveAccessTokens,
  markAccessTokenUsed,
  revokeAccessToken,
  type TokenRow,
} from './queries/access-tokens.js';

/** Tokens as nodes of a label of their own: they are nothing that the catalog is about. */
export class GraphTokenStore implements TokenStore {
  constructor(private readonly executor: GraphExecutor) {}

  async create({ id, name, ...props }: StoredToken, now: string): Promise<boolean> {
    const { result } = await this.executor.write((tx) => tx.run(createAccessToken, { id, name, props, now }));
    return result.length > 0;
  }

  async live(now: string): Promise<StoredToken[]> {
    const rows = await this.executor.read(liveAccessTokens, { now });
    return rows.map(({ token }) => withoutNulls<StoredToken>(token));
  }

  async hasAny(): Promise<boolean> {
    return (await this.count()) > 0;
  }

  async page(position: TokenPosition | undefined, n: number): Promise<AccessToken[]> {
    const { createdAt = null, id = null } = position ?? {};
    const rows = await this.executor.read(accessTokensPage, { after: createdAt, afterId: id, n });
    return rows.map(({ token }) => withoutNulls<AccessToken>(token));
  }

  async count(): Promise<number> {
    const [row] = await this.executor.read(countAccessTokens, {});
    return row?.total ?? 0;
  }

  async called(idOrName: string): Promise<AccessToken[]> {
    const rows = await this.executor.read(accessTokensCalled, { called: idOrName });
    return rows.map(({ token }) => withoutNulls<AccessToken>(token));
  }

  async revoke(id: string, at: string, by: string): Promise<void> {
    await this.executor.write((tx) => tx.run(revokeAccessToken, { id, at, by }));
  }

  async markUsed(id: string, day: string): Promise<void> {
    await this.executor.write((tx) => tx.run(markAccessTokenUsed, { id, day }));
  }
}

const withoutNulls = <Token extends AccessToken>(row: TokenRow): Token =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Token;
