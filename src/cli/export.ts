import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportAll, exportEntity } from '../catalog/browse/export-entities.js';
import { resolveName } from '../catalog/browse/resolve-name.js';
import { MEDIA_TYPES, writeEntities, writeEntity, type ExportFormat } from '../jsonld/write-export.js';
import type { HttpClient } from './catalog-client.js';
import { untilInterrupted } from './interrupt.js';
import { serverFailure } from './server-failure.js';
import { withSession, type CatalogOptions, type Session } from './session.js';
import { writeWhole } from './whole-file.js';

export interface ExportOptions extends CatalogOptions {
  readonly format: ExportFormat;
  readonly out?: string;
}

/** Exports one thing, or everything where none is named. */
export async function runExport(thing: string | undefined, options: ExportOptions): Promise<void> {
  await withSession(options, (session) =>
    untilInterrupted(async (signal) => {
      const text = await textOf(session, thing, options.format, signal);
      if (options.out === undefined) await pipeline(text, standardOutput(), { signal });
      else await writeWhole(text, options.out, { signal });
    }),
  );
}

async function textOf(
  session: Session,
  thing: string | undefined,
  format: ExportFormat,
  signal: AbortSignal,
): Promise<Readable> {
  if (session.kind === 'server') return fromServer(session.client, thing, format, signal);
  const { exports, ports } = session.catalog;
  const options = { base: session.config.baseIri };
  if (thing === undefined)
    return Readable.from(writeEntities(exportAll(exports, { signal }), format, options));
  const id = await resolveName(ports.entities, thing);
  return Readable.from([await writeEntity(await exportEntity(exports, id), format, options)]);
}

async function fromServer(
  client: HttpClient,
  thing: string | undefined,
  format: ExportFormat,
  signal: AbortSignal,
): Promise<Readable> {
  const path = thing === undefined ? '/export' : `/entities/${encodeURIComponent(thing)}`;
  const response = await client.request(path, { headers: { accept: MEDIA_TYPES[format] }, signal });
  if (!response.ok || !response.body) {
    throw await serverFailure(response);
  }
  return Readable.fromWeb(response.body as never);
}

/** The standard output, which a pipeline must not close. */
const standardOutput = (): Writable =>
  new Writable({
    write: (chunk: Buffer, _encoding, done) => void process.stdout.write(chunk, (error) => done(error)),
  });
