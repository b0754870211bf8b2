import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportAll, exportEntity } from '../catalog/browse/export-entities.js';
import { resolveName } from '../catalog/browse/resolve-name.js';
import { HeadwaterError, type ErrorCode } from '../errors.js';
import { MEDIA_TYPES, writeEntities, writeEntity, type ExportFormat } from '../jsonld/write-export.js';
import type { HttpClient } from './catalog-client.js';
import { untilInterrupted } from './interrupt.js';
import { withSession, type CatalogOptions, type Session } from './session.js';

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
      else await writeWhole(text, options.out, signal);
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
    const { code, message } = (await response.json().catch(() => ({}))) as {
      code?: ErrorCode;
      message?: string;
    };
    throw new HeadwaterError(code ?? 'UNAVAILABLE', message ?? `The server answered ${response.status}.`);
  }
  return Readable.fromWeb(response.body as never);
}

/** Under another name until it is whole: an interrupted export leaves no half of one behind. */
async function writeWhole(text: Readable, file: string, signal: AbortSignal): Promise<void> {
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await pipeline(text, createWriteStream(unfinished), { signal });
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** The standard output, which a pipeline must not close. */
const standardOutput = (): Writable =>
  new Writable({
    write: (chunk: Buffer, _encoding, done) => void process.stdout.write(chunk, (error) => done(error)),
  });
