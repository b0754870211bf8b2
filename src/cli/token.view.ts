import { tableText } from './table.js';
import { coloured, printable } from './text.js';

const FIELDS = 'id name role state createdAt createdBy expiresAt lastUsedOn revokedAt revokedBy';

export const CREATE_TOKEN = `mutation CreateToken($input: CreateTokenInput!) {
  createToken(input: $input) { text token { ${FIELDS} } }
}`;

export const REVOKE_TOKEN = `mutation RevokeToken($token: String!) { revokeToken(token: $token) { ${FIELDS} } }`;

export const TOKENS_QUERY = `query Tokens($first: Int, $after: String) {
  tokens(first: $first, after: $after) { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } }
}`;

interface Token {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly state: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string | null;
  readonly lastUsedOn: string | null;
  readonly revokedAt: string | null;
  readonly revokedBy: string | null;
}

export interface CreatedData {
  readonly createToken: { readonly token: Token; readonly text: string };
}

export interface TokensData {
  readonly tokens: {
    readonly nodes: readonly Token[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

export interface RevokedData {
  readonly revokeToken: Token;
}

export const createdLines = ({ token }: CreatedData['createToken']): string[] => [
  `Made the token ${titleOf(token)}, ${token.expiresAt === null ? 'which never expires' : `good until ${minuteOf(token.expiresAt)}`}.`,
  'It is shown this once; give it to commands as HEADWATER_TOKEN or in a --token-file.',
];

export const revokedLines = ({ revokeToken: token }: RevokedData): string[] => [
  `The token ${titleOf(token)} is revoked, since ${minuteOf(token.revokedAt ?? '')} by ${printable(token.revokedBy ?? '')}.`,
];

export function tokenLines({ tokens: { nodes, pageInfo } }: TokensData): string[] {
  if (nodes.length === 0) {
    return [
      'There are no tokens: whoever is on this machine may do everything.',
      'The first one is made by: headwater token create --name NAME --role admin',
    ];
  }
  const head = ['id', 'name', 'role', 'state', 'created', 'expires', 'last used'];
  const table = tableText(head, nodes.map(row), { compact: true });
  return pageInfo.hasNextPage ? [table, `… and more: --after ${pageInfo.endCursor ?? ''}`] : [table];
}

const row = ({ id, name, role, state, createdAt, createdBy, expiresAt, lastUsedOn }: Token): string[] => [
  ...[id, printable(name, 60), role.toLowerCase(), coloured(state)],
  `${dayOf(createdAt)} by ${printable(createdBy, 40)}`,
  ...[expiresAt === null ? 'never' : dayOf(expiresAt), lastUsedOn ?? 'never'],
];

const titleOf = ({ id, name, role }: Token): string =>
  `"${printable(name)}" (${role.toLowerCase()}, id ${id})`;
const dayOf = (time: string): string => time.slice(0, 10);
const minuteOf = (time: string): string => `${time.slice(0, 16).replace('T', ' ')} UTC`;
