import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import type { EntityDocument } from '../../model/document.js';
import { entityDefinition } from '../../model/registry.js';
import { keyDocument } from './mentions.js';

/** What one source says of one entity. */
export interface Claim {
  readonly source: string;
  /** 0 where the source is the system of record for this kind of thing, 1 where it knows of it second hand. */
  readonly rank: number;
  /** Of the whole document, edges included. */
  readonly hash: string;
  /** The properties it states; edges are kept as edges. */
  readonly body: EntityDocument;
}

/** SHA-256 of the document's canonical JSON (RFC 8785): equal statements have equal hashes, whatever the order of keys. */
export const documentHash = (document: EntityDocument): string =>
  createHash('sha256').update(canonicalize(document)).digest('base64url');

/**
 * The body of a claim: the document without its edges. A name that is the key over again says nothing, and so does
 * not stand against the name that another source gives.
 */
export function bodyOf(document: EntityDocument): EntityDocument {
  const { edges: _, name, ...body } = document;
  const isDefault = name === undefined || name === body[entityDefinition(document.kind).nameFrom];
  return isDefault ? body : { ...body, name };
}

/** Systems of record first, then by name: the outcome does not depend on which source was read first. */
const byPrecedence = (a: Claim, b: Claim): number => a.rank - b.rank || (a.source < b.source ? -1 : 1);

/** These claims with one of them said anew, in the order of precedence. */
export function withClaim(claims: readonly Claim[], claim: Claim): Claim[] {
  return [...claims.filter(({ source }) => source !== claim.source), claim].sort(byPrecedence);
}

/** What several claims come to: of each property, and of each key of a map, the value of the first that states it. */
export function effectiveDocument(claims: readonly Claim[]): EntityDocument {
  const bodies = claims.map(({ body }) => body).reverse();
  const effective = Object.assign({}, ...bodies) as EntityDocument & Record<string, unknown>;
  if (bodies.length < 2) return effective;
  for (const [name, { map }] of entityDefinition(effective.kind).properties) {
    if (!map || effective[name] === undefined) continue;
    const maps = bodies.map((body) => body[name] as Record<string, unknown> | undefined);
    effective[name] = Object.fromEntries(maps.flatMap((entries) => Object.entries(entries ?? {})));
  }
  return effective;
}

/** What is known of a thing by its claims, or by its id alone where nobody says anything of it. */
export const documentOf = ({
  id,
  claims,
}: {
  readonly id: string;
  readonly claims: readonly Claim[];
}): EntityDocument => (claims.length > 0 ? effectiveDocument(claims) : keyDocument(id));
