import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { EntityDocument } from '../../../../src/model/document.js';
import { validateDocument } from '../../../../src/catalog/ingest/document-validator.js';
import { readForeign, type ForeignOptions } from '../../../../src/jsonld/foreign/read-foreign.js';
import type { Aside, ForeignReport } from '../../../../src/jsonld/foreign/report.js';

export const DOCUMENTS = join(import.meta.dirname, 'documents');

/** What became of a document, by id. */
export interface Read {
  readonly documents: ReadonlyMap<string, EntityDocument>;
  readonly report: ForeignReport;
  readonly aside: readonly Aside[];
}

/** Reads a document as the service `partner` would; everything that comes of it is acceptable to the catalog. */
export async function read(text: string, options: ForeignOptions = {}): Promise<Read> {
  return asRead(await readForeign([text], { service: 'partner', ...options }));
}

export async function readFixture(name: string, options: ForeignOptions = {}): Promise<Read> {
  const bytes = createReadStream(join(DOCUMENTS, name));
  return asRead(await readForeign(bytes, { service: 'partner', ...options }));
}

function asRead({ things, report }: Awaited<ReturnType<typeof readForeign>>): Read {
  const documents = new Map(
    things.map(({ document }) => {
      const validated = validateDocument(document);
      if (!validated.ok) throw new Error(JSON.stringify(validated.rejection));
      return [validated.id, document] as const;
    }),
  );
  return { documents, report, aside: report.aside };
}

/** Edges of a thing as `TYPE upstream`. */
export const edgesOf = (document: EntityDocument | undefined): string[] =>
  (document?.edges ?? []).map(({ type, upstream }) => `${type} ${upstream}`);
