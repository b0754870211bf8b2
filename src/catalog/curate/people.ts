import type { EntityDocument } from '../../model/document.js';
import { entityDefinition } from '../../model/registry.js';
import { documentHash, type Claim } from '../ingest/claims.js';

/** People's word is one more claim on a thing, and goes before those of all sources. */
export const PEOPLE = 'people';
const RANK = -1;

/** What people say of a thing so far; nothing where they say nothing. */
export const wordOfPeople = (claims: readonly Claim[]): EntityDocument | undefined =>
  claims.find(({ source }) => source === PEOPLE)?.body;

/** These claims with people's word said anew, or taken back where it comes to no more than the key. */
export function withWordOfPeople(claims: readonly Claim[], body: EntityDocument): Claim[] {
  const others = claims.filter(({ source }) => source !== PEOPLE);
  const { key } = entityDefinition(body.kind);
  const says = Object.keys(body).some((name) => name !== 'kind' && !key.includes(name));
  if (!says && others.length > 0) return others;
  return [{ source: PEOPLE, rank: RANK, hash: documentHash(body), body }, ...others];
}

/** Whether a source, and not only people, speaks of the thing. */
export const isWitnessed = (claims: readonly Claim[]): boolean =>
  claims.some(({ source }) => source !== PEOPLE);
