import type { IngestStore } from './catalog/ingest/ingest.store.js';
import { takeDocuments, type Taken } from './catalog/ingest/take-documents.js';
import { PEOPLE } from './catalog/curate/people.js';
import type { SyncStore } from './catalog/sync/sync.store.js';
import { badInput } from './errors.js';
import { readForeign, type ForeignOptions } from './jsonld/foreign/read-foreign.js';
import type { ForeignReport } from './jsonld/foreign/report.js';
import type { Chunks } from './jsonld/parse/read-text.js';

/** What an import of a foreign document needs of the catalog. */
export interface ForeignTarget {
  readonly store: Pick<SyncStore, 'ingest' | 'rehearsal'>;
  /** Services that are synced: what they hold is theirs to say. */
  readonly synced: readonly string[];
}

export interface ForeignImportOptions extends ForeignOptions {
  /** Who has it imported. */
  readonly actor: string;
  readonly dryRun: boolean;
}

/** What became of a foreign document: what was found in it, and what of that was news. */
export interface ForeignImportReport extends ForeignReport, Taken {
  readonly state: 'COMPLETE' | 'PLANNED';
}

/** Names that say who speaks inside the catalog itself. */
const OWN_NAMES = new Set([PEOPLE, 'headwater']);

/**
 * Takes what a document of another vocabulary tells as the word of its source, in one transaction. The same document
 * again writes nothing; what an earlier one held and this one does not stays.
 * @throws BAD_INPUT where it cannot be read, or would speak for a service that is synced; TOO_LARGE.
 */
export async function importForeign(
  chunks: Chunks,
  { store, synced }: ForeignTarget,
  { actor, dryRun, ...options }: ForeignImportOptions,
): Promise<ForeignImportReport> {
  refuseTaken(options.service, synced);
  const { things, report } = await readForeign(chunks, options);
  refuseTaken(report.source, synced);
  const to: IngestStore = dryRun ? store.rehearsal() : store.ingest;
  // It is nobody's system of record: what the systems themselves say goes before it.
  const source = { name: report.source, masters: [], actor };
  const taken = await takeDocuments(to, source, things, new Date().toISOString());
  return { state: dryRun ? 'PLANNED' : 'COMPLETE', ...report, ...taken };
}

function refuseTaken(name: string | undefined, synced: readonly string[]): void {
  if (name === undefined) return;
  if (OWN_NAMES.has(name))
    throw badInput(`"${name}" is a name of the catalog's own. Say another --service NAME.`);
  if (!synced.includes(name)) return;
  throw badInput(
    `The service ${name} is synced: its next sync would end what it does not hold itself. Say another --service NAME.`,
  );
}
