import { badInput } from '../../errors.js';
import type { EntityDocument } from '../../model/document.js';
import type { EntityRecord } from '../browse/entity-record.js';
import { editThings, type Editor } from '../curate/edit-things.js';
import { validateDocument } from '../ingest/document-validator.js';
import type { ArtifactPorts } from './artifact-ports.js';

/** What an artifact is now; what else people say of it stays when it is replaced. */
const REPLACED = ['uri', 'mimeType', 'checksum', 'size', 'uploaded', 'createdAt'];

/**
 * Writes what a person says of an artifact, as that person, in the place of the one that was `seen`.
 * @throws BAD_INPUT naming the field, CONFLICT when it is not as it was seen any more, RULE_BROKEN when it has ended.
 */
export async function recordArtifact(
  { curation, clock }: Pick<ArtifactPorts, 'curation' | 'clock'>,
  document: EntityDocument,
  { editor, seen }: { editor: Editor; seen: EntityRecord | undefined },
): Promise<void> {
  const checked = checkedArtifact(document);
  const say = (said: EntityDocument): EntityDocument => {
    const kept = Object.entries(said).filter(([field]) => !REPLACED.includes(field));
    return { ...Object.fromEntries(kept), ...checked.document };
  };
  const place = seen ? { expectedRevision: seen.revision } : { isNew: true };
  const now = clock().toISOString();
  await curation.transact((tx) => editThings(tx, editor, [{ id: checked.id, say, ...place }], now));
}

/** @throws BAD_INPUT naming the field. */
export function checkedArtifact(document: EntityDocument): { id: string; document: EntityDocument } {
  const checked = validateDocument(document);
  if (checked.ok) return checked;
  const { pointer, reason } = checked.rejection;
  throw badInput(`The artifact's ${pointer.slice(1) || 'key'} ${reason}.`, { field: pointer.slice(1) });
}
