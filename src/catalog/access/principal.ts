import { HeadwaterError } from '../../errors.js';

/** What a token may be for. Each may read. */
export const ROLES = ['reader', 'editor', 'ingestor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking: every change carries the actor. */
export interface Principal {
  readonly actor: string;
  readonly role: Role;
}

const RIGHTS = {
  /** Say things of the catalog's content, and take them back. */
  edit: ['editor', 'admin'],
  /** Bring in what sources say. */
  ingest: ['ingestor', 'admin'],
  /** Remove for good. */
  purge: ['admin'],
  /** Make, see and revoke tokens. */
  administer: ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof RIGHTS;

export const mayDo = ({ role }: Principal, right: Right): boolean =>
  (RIGHTS[right] as readonly Role[]).includes(role);

/** @throws FORBIDDEN that says which roles may. */
export function requireRight(principal: Principal, right: Right): void {
  if (mayDo(principal, right)) return;
  const { actor, role } = principal;
  const roles = RIGHTS[right].join(' or ');
  throw new HeadwaterError(
    'FORBIDDEN',
    `"${actor}" has the role ${role}, which may not ${right}: that takes a token of the role ${roles}.`,
    { right, role, roles: RIGHTS[right] },
  );
}

/** Whoever can reach a catalog that has no tokens: it listens on the loopback address alone. */
export const LOCAL_OWNER: Principal = { actor: 'local', role: 'admin' };
