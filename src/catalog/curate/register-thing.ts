import { badInput, notFound } from '../../errors.js';
import type { EntityDocument } from '../../model/document.js';
import { entityId } from '../../model/entity-id.js';
import { entityDefinition } from '../../model/registry.js';
import { bodyOf, effectiveDocument } from '../ingest/claims.js';
import { validateDocument } from '../ingest/document-validator.js';
import { attachmentOf } from '../ingest/mentions.js';
import { checkDistinctName } from '../rules/distinct-names.rule.js';
import { checkStoredContent } from '../rules/stored-content.rule.js';
import { checkCurrent } from '../rules/ended.rule.js';
import { checkTagsFree } from '../rules/unique-tag.rule.js';
import { checkVersionName, defaultVersion } from '../rules/version-name.rule.js';
import type { CurateStore, CurateTransaction } from './curate.store.js';
import { declaredEdges } from './declared-edges.js';
import { editThing, type Edited, type Editor } from './edit-things.js';
import { fieldAt, invalid } from './failures.js';

/**
 * Makes a thing that people answer for: its document is what a source would state of it. What it hangs on must be
 * there. A version that nobody names gets the next number, or 1.0.0.
 */
export async function registerThing(
  store: CurateStore,
  editor: Editor,
  document: EntityDocument,
  now: string,
): Promise<Edited> {
  return store.transact(async (tx) => {
    const numbered = document.kind === 'MLModelVersion' ? await withVersion(tx, document) : document;
    const { id, document: checked } = accepted(numbered);
    checkStoredContent({ kind: checked.kind }, Object.keys(checked));
    await checkPlace(tx, id, checked);
    const edges = await declaredEdges(tx, editor, id, checked.edges ?? []);
    const edit = { id, isNew: true, say: () => bodyOf(checked), edges: { added: edges } };
    return editThing(tx, editor, edit, now);
  });
}

function accepted(document: EntityDocument): { id: string; document: EntityDocument } {
  const validated = validateDocument(document);
  if (validated.ok) return validated;
  const { pointer, reason } = validated.rejection;
  const field = fieldAt(pointer);
  throw invalid(field, field === '' ? reason : `${field}: ${reason}`);
}

/** What it hangs on is there, current, and holds nothing of nearly the same name. */
async function checkPlace(tx: CurateTransaction, id: string, document: EntityDocument): Promise<void> {
  const place = attachmentOf(id, document);
  if (!place) return;
  const parent = (await tx.lock([place.parent])).get(place.parent);
  if (!parent) throw notFound(place.parent);
  checkCurrent(place.parent, parent, 'you add to it');
  checkDistinctName(id, await tx.namesIn(place.parent));
  const tags = [document['aliases'], document['uniqueTags']].flatMap((list) => (list ?? []) as string[]);
  if (tags.length > 0) checkTagsFree(id, tags, await tx.taggedVersions(place.parent));
}

/** The version as its service numbers them. */
async function withVersion(tx: CurateTransaction, document: EntityDocument): Promise<EntityDocument> {
  const { service, model, version } = document;
  if (typeof service !== 'string' || typeof model !== 'string') return document;
  const serviceId = entityId('MLModelService', service);
  const stored = (await tx.lock([serviceId])).get(serviceId);
  const versioning =
    stored && stored.claims.length > 0 ? effectiveDocument(stored.claims)['versioning'] : undefined;
  if (typeof version === 'string') {
    checkVersionName(versioning, version);
    return document;
  }
  const { nameFrom } = entityDefinition('MLModelVersion');
  const present = (await tx.namesIn(entityId('MLModel', service, model))).map(({ name }) => name);
  const number = defaultVersion(versioning, present);
  if (number === undefined)
    throw badInput(`Say which ${nameFrom} it is: ${service} does not say how it numbers them.`, {
      field: nameFrom,
    });
  return { ...document, version: number };
}
