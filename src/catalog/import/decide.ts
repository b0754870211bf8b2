import { canonicalize } from 'json-canonicalize';
import { PEOPLE } from '../curate/people.js';
import type { Change } from '../history/change.js';
import { edgeDifference } from '../ingest/apply-documents.js';
import { withClaim, type Claim } from '../ingest/claims.js';
import type { PendingEdge } from '../ingest/ingest.store.js';
import { isEmpty, type EdgeDifference } from '../ingest/write-statements.js';
import { edgeKey } from '../lineage/edge-key.js';
import { sameClaim, sameDocument, withTransformationsInOrder } from './comparable.js';
import type { StoredThing } from './import.store.js';
import type { ImportedEdge, ImportedEntity, ImportedPastEdge } from './imported-entity.js';

/** What one source says anew. */
export interface SaidAnew {
  readonly source: string;
  /** All claims on the thing as they are to be; absent where only its edges differ. */
  readonly claim?: Claim;
  readonly edges: EdgeDifference;
  readonly pending?: readonly PendingEdge[];
}

/** Parts of a thing that the catalog does not have yet. */
export interface MissingParts {
  readonly edges: readonly ImportedEdge[];
  readonly past: readonly ImportedPastEdge[];
  readonly pending: readonly PendingEdge[];
  readonly changes: readonly Change[];
}

/** What an import does with one thing. */
export type Decision =
  /** It is not there: it is written as it was. `node` is false where only the rest of it is missing. */
  | { readonly action: 'RESTORE'; readonly node: boolean; readonly missing: MissingParts }
  /** It is there and says something else: what the document says is said anew. */
  | { readonly action: 'SAY'; readonly said: readonly SaidAnew[]; readonly revives: boolean }
  | { readonly action: 'NOTHING' }
  /** It differs in what an import does not change. */
  | { readonly action: 'KEEP'; readonly reason: string };

const NOTHING: Decision = { action: 'NOTHING' };

/** Compares a thing of a document with what is there of it. */
export function decide(entity: ImportedEntity, stored: StoredThing | undefined): Decision {
  const wanted = { ...entity, edges: entity.edges.map(withTransformationsInOrder) };
  if (stored === undefined || isPlaceholder(stored)) {
    const isNews =
      stored === undefined || entity.claims.length > 0 || entity.revision > 0 || entity.since < stored.since;
    const missing = missingParts(wanted, stored);
    return isNews || !nothingIn(missing) ? { action: 'RESTORE', node: isNews, missing } : NOTHING;
  }
  if (isSameState(wanted, stored)) {
    const missing = missingParts(wanted, stored);
    return nothingIn(missing) ? NOTHING : { action: 'RESTORE', node: false, missing };
  }
  return sayAnew(wanted, stored);
}

/** What an edge made, so that its other end has a place: nobody has said anything of it. */
const isPlaceholder = ({ claims, revision, until }: StoredThing): boolean =>
  claims.length === 0 && revision === 0 && until === undefined;

/** Nothing has happened to it since it was exported: what is missing was never written. */
function isSameState(entity: ImportedEntity, stored: StoredThing): boolean {
  const known = new Map(entity.edges.map((edge) => [edgeKey(edge), edge]));
  return (
    entity.revision === stored.revision &&
    entity.since === stored.since &&
    entity.until === stored.until &&
    entity.claims.length === stored.claims.length &&
    entity.claims.every((claim) => sameClaim(entity.kind, claim, claimOf(stored, claim.source))) &&
    stored.edges.every((edge) => sameEdge(edge, known.get(edgeKey(edge))))
  );
}

const claimOf = ({ claims }: StoredThing, source: string): Claim | undefined =>
  claims.find((claim) => claim.source === source);

const sameEdge = (a: ImportedEdge, b: ImportedEdge | undefined): boolean =>
  b !== undefined && a.since === b.since && canonicalize(a.properties) === canonicalize(b.properties);

function missingParts(entity: ImportedEntity, stored: StoredThing | undefined): MissingParts {
  const edges = new Set(stored?.edges.map(edgeKey));
  const past = new Set(stored?.past.map(pastKey));
  const pending = new Set(stored?.pending.map(pendingKey));
  return {
    edges: entity.edges.filter((edge) => !edges.has(edgeKey(edge))),
    past: entity.past.filter((edge) => !past.has(pastKey(edge))),
    pending: entity.pending.filter((edge) => !pending.has(pendingKey(edge))),
    changes: entity.changes.filter(({ revision }) => !stored?.changes.has(revision)),
  };
}

const pastKey = (edge: ImportedPastEdge): string => JSON.stringify([edgeKey(edge), edge.since, edge.until]);
const pendingKey = ({ by, statement }: PendingEdge): string => canonicalize([by, statement]);
const nothingIn = ({ edges, past, pending, changes }: MissingParts): boolean =>
  edges.length + past.length + pending.length + changes.length === 0;

/** What the sources of the document say that is not what they say here. Other sources' words are left alone. */
function sayAnew(entity: ImportedEntity, stored: StoredThing): Decision {
  if (entity.until !== undefined) {
    return stored.until === undefined
      ? { action: 'KEEP', reason: 'has ended in the document and is current here; an import ends nothing' }
      : NOTHING;
  }
  if (stored.until !== undefined && stored.endedBy === PEOPLE)
    return {
      action: 'KEEP',
      reason: 'is current in the document and was deleted here by people; theirs is the last word',
    };
  const revives = stored.until !== undefined && entity.claims.length > 0;
  if (stored.until !== undefined && !revives) return NOTHING;
  const sources = new Set([
    ...entity.claims.map(({ source }) => source),
    ...entity.edges.map(({ by }) => by),
    ...entity.pending.map(({ by }) => by),
  ]);
  const said = [...sources].flatMap((source) => saidBy(entity, stored, source, revives));
  return said.length > 0 || revives ? { action: 'SAY', said, revives } : NOTHING;
}

function saidBy(entity: ImportedEntity, stored: StoredThing, source: string, revives: boolean): SaidAnew[] {
  const own = ({ by }: { by: string }): boolean => by === source;
  const claim = entity.claims.find((other) => other.source === source);
  const before = claimOf(stored, source);
  const isNew =
    claim !== undefined &&
    (before === undefined ||
      claim.rank !== before.rank ||
      !sameDocument(entity.kind, claim.body, before.body));
  // What ended with the thing comes back with it, and is compared by the next import.
  const edges = edgeDifference(revives ? [] : stored.edges.filter(own), entity.edges.filter(own));
  const pending = entity.pending.filter(own);
  const waits =
    canonicalize(pending.map(pendingKey).sort()) !==
    canonicalize(stored.pending.filter(own).map(pendingKey).sort());
  if (!isNew && isEmpty(edges) && !waits) return [];
  return [{ source, edges, ...(isNew ? { claim } : {}), ...(waits ? { pending } : {}) }];
}

/** The claims on a thing once that is said. */
export const claimsAfter = (claims: readonly Claim[], { claim }: SaidAnew): readonly Claim[] =>
  claim === undefined ? claims : withClaim(claims, claim);
