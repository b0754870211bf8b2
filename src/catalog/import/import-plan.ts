import { createHash } from 'node:crypto';
import type { EntityKind } from '../../model/entities.js';
import { kindOf } from '../../model/entity-id.js';
import { changedFields } from '../history/change.js';
import { documentOf, type Claim } from '../ingest/claims.js';
import { edgesChanged } from './apply-batch.js';
import { PEOPLE } from '../curate/people.js';
import { checkEntity, type Wrong } from './check-entity.js';
import { withSetsInOrder } from './comparable.js';
import { claimsAfter, decide, type Decision } from './decide.js';
import {
  MOST_LISTED,
  type ImportAction,
  type ImportReport,
  type KindCount,
  type PlannedThing,
} from './import-report.js';
import type { ImportedEntity, Place, ReadEntity, Refusal } from './imported-entity.js';
import type { StoredThing } from './import.store.js';

/** What is remembered of each thing that was read: enough to know a second one of the same id. */
interface Seen {
  readonly digest: string;
  readonly line: number | undefined;
  action?: ImportAction | 'REFUSED';
}

type Counts = Record<Lowercase<ImportAction>, number>;
const NONE: Readonly<Counts> = { new: 0, completed: 0, changed: 0, unchanged: 0, kept: 0 };

/** What an import would do, counted while it is read. */
export class ImportPlan {
  read = 0;
  refused = 0;
  private readonly seen = new Map<string, Seen>();
  private readonly counts = new Map<EntityKind, Counts>();
  private readonly refusals: Refusal[] = [];
  private readonly listed: PlannedThing[] = [];

  constructor(private readonly options: { readonly isDryRun: boolean; readonly mayEdit: boolean }) {}

  /** How many things there are to write. */
  get toWrite(): number {
    const { new: made, completed, changed } = this.totals();
    return made + completed + changed;
  }

  /** Takes note of what was read. @returns it where it is right, and not there twice. */
  take(read: ReadEntity): ImportedEntity | undefined {
    this.read += 1;
    if (read.refusal) return this.refuse(read.refusal);
    const { entity, place } = read;
    const digest = createHash('sha256').update(JSON.stringify(entity)).digest('base64').slice(0, 22);
    const first = this.seen.get(entity.id);
    if (first) return this.takeAgain(entity.id, place, digest, first);
    const own: Seen = { digest, line: place.line };
    this.seen.set(entity.id, own);
    const wrong = checkEntity(entity) ?? (this.options.mayEdit ? undefined : wordOfOthers(entity));
    if (!wrong) return entity;
    own.action = 'REFUSED';
    return this.refuse({
      ...place,
      node: entity.id,
      reason: wrong.reason,
      pointer: `${place.pointer ?? ''}${wrong.pointer}`,
    });
  }

  /** What is to be done with a thing, beside what is there of it. @returns whether there is something to write. */
  decide(entity: ImportedEntity, stored: StoredThing | undefined): boolean {
    const seen = this.seen.get(entity.id);
    // It came a second time, with other values, before it was its turn.
    if (!seen || seen.action === 'REFUSED') return false;
    const decision = decide(entity, stored);
    seen.action = actionOf(decision, stored);
    this.countsOf(entity.kind)[lower(seen.action)] += 1;
    this.list(entity, stored, decision, seen.action);
    return decision.action === 'RESTORE' || decision.action === 'SAY';
  }

  isRefused(id: string): boolean {
    return this.seen.get(id)?.action === 'REFUSED';
  }

  report(end: Pick<ImportReport, 'state' | 'written' | 'seconds'>): ImportReport {
    const kinds = [...this.counts].map(([kind, counts]): KindCount => ({ kind, ...counts }));
    return {
      ...end,
      read: this.read,
      ...this.totals(),
      refused: this.refused,
      kinds: kinds.sort((a, b) => (a.kind < b.kind ? -1 : 1)),
      refusals: this.refusals,
      plan: this.listed,
    };
  }

  /** The same again says nothing; other values under the same id leave open which of them are meant. */
  private takeAgain(id: string, place: Place, digest: string, first: Seen): undefined {
    if (digest === first.digest) {
      this.read -= 1;
      return;
    }
    if (first.action !== undefined && first.action !== 'REFUSED')
      this.countsOf(kindOf(id))[lower(first.action)] -= 1;
    first.action = 'REFUSED';
    const where = first.line === undefined ? 'before' : `in line ${first.line}`;
    return this.refuse({
      ...place,
      node: id,
      reason: `stands there a second time, with other values than ${where}`,
    });
  }

  private refuse(refusal: Refusal): undefined {
    this.refused += 1;
    if (this.refusals.length < MOST_LISTED) this.refusals.push(refusal);
  }

  private list(
    { id, kind }: ImportedEntity,
    stored: StoredThing | undefined,
    decision: Decision,
    action: ImportAction,
  ): void {
    const isListed = this.options.isDryRun
      ? action !== 'UNCHANGED'
      : action === 'CHANGED' || action === 'KEPT';
    if (!isListed || this.listed.length >= MOST_LISTED) return;
    const changes = decision.action === 'SAY' && stored ? changesOf(id, kind, stored, decision) : {};
    this.listed.push({
      entity: id,
      action,
      ...changes,
      ...(decision.action === 'KEEP' ? { reason: decision.reason } : {}),
    });
  }

  private totals(): Counts {
    const totals: Counts = { ...NONE };
    for (const counts of this.counts.values())
      for (const name of Object.keys(totals) as (keyof Counts)[]) totals[name] += counts[name];
    return totals;
  }

  private countsOf(kind: EntityKind): Counts {
    const counts = this.counts.get(kind) ?? { ...NONE };
    this.counts.set(kind, counts);
    return counts;
  }
}

/** Who brings in what sources say may not put words into people's mouths, nor write their history. */
function wordOfOthers({ claims, edges, past, changes }: ImportedEntity): Wrong | undefined {
  const isOfPeople =
    claims.some(({ source }) => source === PEOPLE) ||
    [...edges, ...past].some(({ by }) => by === PEOPLE) ||
    changes.length > 0;
  return isOfPeople
    ? { pointer: '', reason: 'holds words of people, or a history: that takes a token of the role admin' }
    : undefined;
}

const lower = (action: ImportAction): Lowercase<ImportAction> =>
  action.toLowerCase() as Lowercase<ImportAction>;

function actionOf(decision: Decision, stored: StoredThing | undefined): ImportAction {
  switch (decision.action) {
    case 'RESTORE':
      return decision.node || stored === undefined ? 'NEW' : 'COMPLETED';
    case 'SAY':
      return 'CHANGED';
    case 'NOTHING':
      return 'UNCHANGED';
    case 'KEEP':
      return 'KEPT';
  }
}

function changesOf(
  id: string,
  kind: EntityKind,
  stored: StoredThing,
  { said }: Extract<Decision, { action: 'SAY' }>,
): Pick<PlannedThing, 'fields' | 'edges'> {
  const after = said.reduce<readonly Claim[]>((claims, one) => claimsAfter(claims, one), stored.claims);
  const seen = (claims: readonly Claim[]) => withSetsInOrder(kind, documentOf({ id, claims }));
  return {
    fields: changedFields(kind, seen(stored.claims), seen(after)).map(({ name }) => name),
    edges: edgesChanged(said),
  };
}
