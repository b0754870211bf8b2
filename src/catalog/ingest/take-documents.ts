import type { EntityDocument } from '../../model/document.js';
import { applyDocuments, type Applied, type Source } from './apply-documents.js';
import { validateDocument, type Rejection } from './document-validator.js';
import type { IngestStore } from './ingest.store.js';

/** A document and where it comes from, in words that its author knows. */
export interface PlacedDocument {
  readonly document: EntityDocument;
  readonly node: string;
}

export interface PlacedRejection extends Rejection {
  readonly node: string;
}

export interface Taken {
  readonly created: number;
  readonly updated: number;
  readonly restored: number;
  readonly unchanged: number;
  /** Edges towards versions that nothing answers to yet. */
  readonly pending: number;
  /** Documents that the schema of their kind does not accept; the others are taken. */
  readonly rejected: readonly PlacedRejection[];
}

/**
 * Takes documents that somebody hands over once: all that are acceptable in one transaction, so that none is written
 * where one cannot be. What an earlier hand-over held and this one does not stays as it is.
 * @param store one that only rehearses gives the same counts and writes nothing.
 */
export async function takeDocuments(
  store: IngestStore,
  source: Source,
  documents: readonly PlacedDocument[],
  now: string,
): Promise<Taken> {
  const rejected: PlacedRejection[] = [];
  const accepted = new Map<string, EntityDocument>();
  for (const { document, node } of documents) {
    const validated = validateDocument(document);
    if (!validated.ok) rejected.push({ ...validated.rejection, node });
    else accepted.set(validated.id, validated.document);
  }
  const identified = [...accepted].map(([id, document]) => ({ id, document }));
  const applied = await applyDocuments(store, source, identified, now);
  return { ...counts(applied), rejected };
}

const counts = ({ created, updated, restored, unchanged, pending }: Applied): Omit<Taken, 'rejected'> => ({
  ...{ created, updated, restored },
  unchanged: unchanged.length,
  pending: pending.length,
});
