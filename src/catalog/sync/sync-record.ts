import type { EntityDocument } from '../../model/document.js';
import { applyDocuments } from '../ingest/apply-documents.js';
import { validateDocument } from '../ingest/document-validator.js';
import type { IngestStore } from '../ingest/ingest.store.js';
import type { SyncReport } from './sync-report.js';

/** The source of what the catalog says of its own doing. */
const CATALOG = { name: 'headwater', masters: ['SyncRun'] } as const;
/** Ids that a record keeps; the count tells of the rest. */
const KEPT_IDS = 10_000;

export interface Remembered {
  readonly scope?: string;
  readonly identity?: string;
  readonly watermark?: string;
}

/** Keeps what a run did, so that answers can say how fresh their sources are, and the next run where to go on. */
export async function recordSync(
  store: IngestStore,
  report: SyncReport,
  { scope, identity, watermark }: Remembered,
): Promise<void> {
  const { service, run, state, mode, startedAt, endedAt, read, created, updated, unchanged } = report;
  const { retired, restored, rejected, requests, bytes, unread, refused, reason } = report;
  const rejections = report.rejections.map(
    ({ document, pointer, reason: why }) => `${document} ${pointer}: ${why}`,
  );
  const failures = unread.map(({ id, reason: why }) => `${id} could not be read: ${why}`);
  const document: EntityDocument = {
    kind: 'SyncRun',
    ...{
      service,
      run,
      state,
      mode,
      startedAt,
      endedAt,
      read,
      created,
      updated,
      unchanged,
      retired,
      restored,
    },
    ...{ rejected, requests, bytesRead: bytes },
    name: `${service} ${startedAt}`,
    complete: state === 'COMPLETE',
    kinds: Object.fromEntries(report.kinds.map(({ kind, ...counts }) => [kind, counts])),
    warnings: [...failures, ...rejections, ...report.warnings].map((text) => storable(text, 10_000)),
    unread: unread.slice(0, KEPT_IDS).map(({ id }) => id),
    refused: refused.slice(0, KEPT_IDS),
    ...(scope === undefined ? {} : { scope }),
    ...(identity === undefined ? {} : { identity: storable(identity, 1000) }),
    ...(watermark === undefined ? {} : { watermark }),
    ...(reason === undefined ? {} : { error: storable(reason, 100_000) }),
  };
  const validated = validateDocument(document);
  if (!validated.ok)
    throw new Error(`The record of the sync is not valid: ${JSON.stringify(validated.rejection)}`);
  await applyDocuments(store, CATALOG, [validated], endedAt);
}

/** The beginning of a text, also where the text quotes what is not valid Unicode or is cut within a character. */
const storable = (text: string, length: number): string =>
  text.slice(0, length).replace(/\p{Surrogate}/gu, '\ufffd');
