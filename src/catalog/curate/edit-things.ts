import { notFound } from '../../errors.js';
import type { EntityDocument } from '../../model/document.js';
import type { EntityKind } from '../../model/entities.js';
import { kindOf } from '../../model/entity-id.js';
import { entityDefinition } from '../../model/registry.js';
import { changedFields, type Change, type Origin } from '../history/change.js';
import { effectiveDocument } from '../ingest/claims.js';
import { validateDocument } from '../ingest/document-validator.js';
import type { IngestTransaction, StoredEntity } from '../ingest/ingest.store.js';
import { keyDocument } from '../ingest/mentions.js';
import {
  isEmpty,
  NO_DIFFERENCE,
  writeStatements,
  type EdgeDifference,
  type Statement,
} from '../ingest/write-statements.js';
import { checkCurrent } from '../rules/ended.rule.js';
import { breachesOf } from '../rules/statement-rules.js';
import { alreadyThere, fieldAt, invalid, ruleBroken, stale } from './failures.js';
import { isWitnessed, PEOPLE, withWordOfPeople, wordOfPeople } from './people.js';

/** Who edits, and why. */
export interface Editor {
  readonly actor: string;
  readonly reason?: string;
}

/** What people do to one thing. */
export interface Edit {
  readonly id: string;
  /** A new thing must not be there yet; any other must. */
  readonly isNew?: boolean;
  /** The revision that the editor has seen; left out: whatever it is. */
  readonly expectedRevision?: number | undefined;
  /** What people say of it afterwards, key and kind included, given what they said until now. */
  readonly say?: (said: EntityDocument, present: EntityDocument) => EntityDocument;
  /** Fields beyond the curated ones that the use case answers for. */
  readonly mayAlsoSay?: readonly string[];
  readonly edges?: Partial<EdgeDifference>;
}

/** How a thing stands after an edit. */
export interface Edited {
  readonly id: string;
  readonly revision: number;
  /** What was recorded; absent where everything already was as asked. */
  readonly change?: Change;
}

/**
 * Carries out what people do, in one transaction and by the rules. The things are locked first, so that two who edit
 * one thing follow each other. What changes nothing writes nothing.
 *
 * @throws NOT_FOUND, CONFLICT for a stale revision or a thing that is there already, BAD_INPUT with the field,
 * RULE_BROKEN with the rule.
 */
export async function editThings(
  tx: IngestTransaction,
  editor: Editor,
  edits: readonly Edit[],
  now: string,
): Promise<Edited[]> {
  const stored = await tx.lock(edits.map(({ id }) => id));
  const planned = edits.map((edit) => ({ edit, statement: statementOf(edit, stored.get(edit.id)) }));
  const statements = planned.flatMap(({ statement }) => statement ?? []);
  const origin: Origin = { source: PEOPLE, ...editor };
  const changes = statements.length > 0 ? await writeStatements(tx, origin, statements, now) : [];
  const changed = new Map(changes.map((change) => [change.entity, change]));
  return edits.map(({ id }): Edited => {
    const change = changed.get(id);
    return change
      ? { id, revision: change.revision, change }
      : { id, revision: stored.get(id)?.revision ?? 0 };
  });
}

/** The same for one thing. */
export async function editThing(
  tx: IngestTransaction,
  editor: Editor,
  edit: Edit,
  now: string,
): Promise<Edited> {
  const [edited] = await editThings(tx, editor, [edit], now);
  return edited as Edited;
}

/** What is to be written for an edit; nothing where everything is as asked. */
function statementOf(edit: Edit, stored: StoredEntity | undefined): Statement | undefined {
  checkPresence(edit, stored);
  const { id, say, mayAlsoSay = [], edges = {} } = edit;
  const kind = kindOf(id);
  const claims = stored?.claims ?? [];
  const placeholder = keyDocument(id);
  const said = wordOfPeople(claims) ?? placeholder;
  const before = claims.length > 0 ? effectiveDocument(claims) : undefined;
  const body = say ? checked(id, say(said, before ?? placeholder)) : said;
  const after = say ? withWordOfPeople(claims, body) : claims;
  const difference = { ...NO_DIFFERENCE, ...edges };
  if (before && isEmpty(difference) && changedFields(kind, said, body).length === 0) return undefined;
  if (say) {
    if (isWitnessed(claims)) checkWitness(said, body, mayAlsoSay);
    checkValues(said, body);
    checkBreaches(kind, before, effectiveDocument(after));
  }
  return { id, kind, stored, claims: after, ...difference };
}

function checkPresence({ id, isNew, expectedRevision }: Edit, stored: StoredEntity | undefined): void {
  if (isNew && stored && stored.claims.length > 0) throw alreadyThere(id, stored.revision);
  if (!isNew && !stored) throw notFound(id);
  if (stored) checkCurrent(id, stored, 'you change it', []);
  if (expectedRevision !== undefined && expectedRevision !== (stored?.revision ?? 0))
    throw stale(id, expectedRevision, stored?.revision ?? 0);
}

function checked(id: string, body: EntityDocument): EntityDocument {
  const validated = validateDocument(body);
  if (!validated.ok) {
    const { pointer, reason } = validated.rejection;
    throw invalid(fieldAt(pointer), `${pointer.slice(1) || id}: ${reason}`);
  }
  return validated.document;
}

/** Of what a source speaks of, people say only what is for people to say. Taking back is always open. */
function checkWitness(said: EntityDocument, body: EntityDocument, mayAlsoSay: readonly string[]): void {
  const { properties } = entityDefinition(body.kind);
  for (const { name } of changedFields(body.kind, said, body)) {
    if (properties.get(name)?.curated || mayAlsoSay.includes(name) || body[name] === undefined) continue;
    throw ruleBroken(
      'source-is-witness',
      `${name} is for its source to say. What people may say of it: ${curatedOf(body).join(', ')}.`,
      { field: name },
    );
  }
}

/** A source may call a status what it likes; people use the words of the published table. */
function checkValues(said: EntityDocument, body: EntityDocument): void {
  for (const [name, { curated }] of entityDefinition(body.kind).properties) {
    const value = body[name];
    if (typeof curated !== 'object' || value === undefined || value === said[name]) continue;
    if (curated[String(value)] === undefined)
      throw invalid(
        name,
        `${name} must be one of ${Object.keys(curated).join(', ')}, not "${String(value)}".`,
      );
  }
}

function checkBreaches(kind: EntityKind, before: EntityDocument | undefined, after: EntityDocument): void {
  const [breach] = breachesOf(kind, before, after);
  if (breach) throw ruleBroken(breach.rule, breach.message, { field: breach.field });
}

const curatedOf = ({ kind }: EntityDocument): string[] =>
  [...entityDefinition(kind).properties].filter(([, { curated }]) => curated).map(([name]) => name);
