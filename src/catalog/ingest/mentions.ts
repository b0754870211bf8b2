import type { EntityDocument } from '../../model/document.js';
import { entityId, parseId } from '../../model/entity-id.js';
import { entityDefinition } from '../../model/registry.js';
import type { Attachment, Mention } from './ingest.store.js';

/** What an id alone tells of a thing: enough to keep a place for it until its source describes it. */
export function mentionOf(id: string): Mention {
  const { kind, key } = parseId(id);
  const definition = entityDefinition(kind);
  const keyProperties = Object.fromEntries(definition.key.map((name, index) => [name, key[index] ?? '']));
  return { id, kind, keyProperties, name: keyProperties[definition.nameFrom] ?? '' };
}

/** What is known of a thing by its id alone, as a document. */
export function keyDocument(id: string): EntityDocument {
  const { kind, keyProperties } = mentionOf(id);
  return { kind, ...keyProperties };
}

/** Where a thing hangs, as far as its properties tell. */
export function attachmentOf(id: string, { kind, ...properties }: EntityDocument): Attachment | undefined {
  const { parent } = entityDefinition(kind);
  if (!parent) return undefined;
  const key = parent.key.map((name) => properties[name]);
  if (!key.every((part) => typeof part === 'string')) return undefined;
  return { relation: parent.relation, child: id, parent: entityId(parent.kind, ...key) };
}

/** What a thing hangs on, by its id alone; nothing where it hangs on nothing. */
export const parentOf = (id: string): string | undefined => attachmentOf(id, keyDocument(id))?.parent;

/** The things above it, up to the root, each with its own place: what a mention must bring along. */
export function ancestry(id: string): { mentions: Mention[]; attachments: Attachment[] } {
  const mention = mentionOf(id);
  const attachment = attachmentOf(id, keyDocument(id));
  if (!attachment) return { mentions: [mention], attachments: [] };
  const above = ancestry(attachment.parent);
  return { mentions: [mention, ...above.mentions], attachments: [attachment, ...above.attachments] };
}
