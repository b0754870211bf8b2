import { badInput, HeadwaterError, notFound } from '../../errors.js';
import { stateOf, TOKEN_NAME, type AccessToken } from './access-token.js';
import { LOCAL_OWNER, requireRight, type Principal, type Role } from './principal.js';
import { hashOf, idOfToken, isTokenOf, newToken } from './token-text.js';
import type { TokenPosition, TokenStore } from './token.store.js';

export interface TokenRequest {
  readonly name: string;
  readonly role: Role;
  readonly expiresAt?: Date;
}

export interface AccessSettings {
  /** A token of the configuration, for an admin: what another address is opened with before a token was made. */
  readonly adminToken?: string | undefined;
  readonly now?: () => Date;
}

/** OPEN: there never was a token. BY_TOKEN: there are live ones. CLOSED: all have ended. */
export type AccessStanding = 'OPEN' | 'BY_TOKEN' | 'CLOSED';

/** Which tokens are taken, by id; and whether there never was one. */
interface Known {
  readonly tokens: ReadonlyMap<string, TakenToken>;
  readonly hasNone: boolean;
}

interface TakenToken extends Principal {
  readonly hash: string;
  readonly expiresAt?: string;
}

/** A token that was revoked elsewhere is taken no longer than this. */
const KNOWN_FOR_MS = 2000;

/** Who may do what with this catalog, and the tokens that say so. */
export class AccessControl {
  private known: { readonly at: number; readonly answer: Promise<Known> } | undefined;
  /** The day on which a use was last noted, by token: one write a day. */
  private readonly noted = new Map<string, string>();
  private readonly now: () => Date;

  constructor(
    private readonly store: TokenStore,
    private readonly settings: AccessSettings = {},
  ) {
    this.now = settings.now ?? (() => new Date());
  }

  /**
   * Who sends this token. Nobody (undefined) where no token was ever made: then it depends on who can reach the
   * catalog. One that has ended does not open it again.
   * @throws UNAUTHENTICATED, UNAVAILABLE when the tokens cannot be looked up.
   */
  async identify(text: string | undefined): Promise<Principal | undefined> {
    const { tokens, hasNone } = await this.whatIsKnown();
    if (hasNone) return undefined;
    if (text === undefined) throw unauthenticated('This catalog asks for a token.', 'missing');
    const id = idOfToken(text);
    const token = id === undefined ? undefined : tokens.get(id);
    if (id === undefined || !token || !isTokenOf(text, token.hash) || this.hasExpired(token)) {
      throw unauthenticated('This token is not taken: it is unknown, expired or revoked.', 'invalid');
    }
    this.noteUse(id);
    return { actor: token.actor, role: token.role };
  }

  async standing(): Promise<AccessStanding> {
    const { tokens, hasNone } = await this.whatIsKnown();
    if (tokens.size > 0) return 'BY_TOKEN';
    return hasNone ? 'OPEN' : 'CLOSED';
  }

  /**
   * Makes a token; its text is answered this once and kept nowhere.
   * @throws FORBIDDEN, CONFLICT when a live token has the name, BAD_INPUT for one that has expired already or a first
   * one after which nobody could make a second.
   */
  async create(
    principal: Principal,
    { role, expiresAt, ...request }: TokenRequest,
  ): Promise<{ token: AccessToken; text: string }> {
    requireRight(principal, 'administer');
    const name = request.name.normalize('NFC');
    if (!TOKEN_NAME.test(name)) {
      throw badInput(
        `"${name.slice(0, 120)}" cannot be the name of a token: it must begin with a letter or digit and may hold letters, digits, spaces and . _ @ : + / -, 100 characters at most.`,
      );
    }
    const now = this.now();
    if (expiresAt && !(expiresAt > now)) throw badInput('The token would have expired already.');
    // Whoever is here without a token is locked out by the first one that is made.
    if (principal === LOCAL_OWNER && role !== 'admin' && !(await this.store.hasAny())) {
      throw badInput(
        'The first token must be of the role admin: from then on this server asks for one, and only an admin makes more.',
      );
    }
    const { id, text, hash } = newToken();
    const token: AccessToken = {
      ...{ id, name, role, createdAt: now.toISOString(), createdBy: principal.actor },
      ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
    };
    if (!(await this.store.create({ ...token, hash }, now.toISOString()))) {
      throw new HeadwaterError(
        'CONFLICT',
        `There is a live token "${name}". Revoke it first, or choose another name: what a token does is recorded under its name.`,
        { name },
      );
    }
    this.known = undefined;
    return { token, text };
  }

  /** @throws FORBIDDEN */
  async page(principal: Principal, position: TokenPosition | undefined, n: number): Promise<AccessToken[]> {
    requireRight(principal, 'administer');
    return this.store.page(position, n);
  }

  count(): Promise<number> {
    return this.store.count();
  }

  /** Ends a token at once. By name, the live one of that name. @throws FORBIDDEN, NOT_FOUND */
  async revoke(principal: Principal, idOrName: string): Promise<AccessToken> {
    requireRight(principal, 'administer');
    const now = this.now().toISOString();
    const found = await this.store.called(idOrName.normalize('NFC'));
    const token =
      found.find(({ id }) => id === idOrName) ??
      found.find((candidate) => stateOf(candidate, now) === 'LIVE') ??
      found[0];
    if (!token) throw notFound(idOrName);
    if (token.revokedAt !== undefined) return token;
    await this.store.revoke(token.id, now, principal.actor);
    this.known = undefined;
    return { ...token, revokedAt: now, revokedBy: principal.actor };
  }

  private whatIsKnown(): Promise<Known> {
    const at = performance.now();
    if (this.known && at - this.known.at < KNOWN_FOR_MS) return this.known.answer;
    const known = { at, answer: this.lookUp() };
    this.known = known;
    // Whoever awaits it gets the failure; the next request asks again.
    known.answer.catch(() => {
      if (this.known === known) this.known = undefined;
    });
    return known.answer;
  }

  private async lookUp(): Promise<Known> {
    const stored = await this.store.live(this.now().toISOString());
    const tokens = new Map(
      stored.map(({ id, name, role, hash, expiresAt }): [string, TakenToken] => [
        id,
        { actor: name, role, hash, ...(expiresAt === undefined ? {} : { expiresAt }) },
      ]),
    );
    const { adminToken } = this.settings;
    const id = adminToken === undefined ? undefined : idOfToken(adminToken);
    if (adminToken !== undefined && id !== undefined)
      tokens.set(id, { actor: id, role: 'admin', hash: hashOf(adminToken) });
    return { tokens, hasNone: tokens.size === 0 && !(await this.store.hasAny()) };
  }

  private hasExpired({ expiresAt }: TakenToken): boolean {
    return expiresAt !== undefined && expiresAt <= this.now().toISOString();
  }

  private noteUse(id: string): void {
    const day = this.now().toISOString().slice(0, 10);
    if (this.noted.get(id) === day) return;
    this.noted.set(id, day);
    // Nobody waits for it, and a request that is allowed does not fail for it; the next one tries again.
    this.store.markUsed(id, day).catch(() => this.noted.delete(id));
  }
}

const unauthenticated = (problem: string, token: 'missing' | 'invalid'): HeadwaterError =>
  new HeadwaterError(
    'UNAUTHENTICATED',
    `${problem} Send one as "Authorization: Bearer hw_…"; the headwater command takes it from HEADWATER_TOKEN or --token-file. An admin makes one with: headwater token create --name NAME --role reader`,
    { token },
  );
