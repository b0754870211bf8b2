import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseExportRequest, type ExportRequest } from '../catalog/export/export-request.js';
import { openExport } from '../catalog/export/open-export.js';
import { badInput } from '../errors.js';
import {
  MEDIA_TYPES,
  PIECE_BY_PIECE,
  writeEntities,
  writeEntity,
  type ExportForm,
  type ExportFormat,
} from '../jsonld/write-export.js';
import type { HttpClient } from './catalog-client.js';
import { untilInterrupted } from './interrupt.js';
import { serverFailure } from './server-failure.js';
import { withSession, type CatalogOptions, type Session } from './session.js';
import { writeWhole } from './whole-file.js';

export interface ExportOptions extends CatalogOptions {
  readonly format: ExportFormat;
  readonly form?: ExportForm;
  readonly out?: string;
}

/** Exports what the parameters of `GET /export` ask for, whether a server is asked or the catalog itself. */
export async function runExport(parameters: URLSearchParams, options: ExportOptions): Promise<void> {
  const asked = framedAsTree(parseExportRequest(parameters), options);
  await writeOut(options, (session, signal) => textOf(session, { asked, parameters }, options, signal));
}

/** Writes a text to the file that is named, whole or not at all, or to the standard output. */
export async function writeOut(
  options: CatalogOptions & { readonly out?: string },
  textOf: (session: Session, signal: AbortSignal) => Promise<Readable>,
): Promise<void> {
  await withSession(options, (session) =>
    untilInterrupted(async (signal) => {
      const text = await textOf(session, signal);
      if (options.out === undefined) await pipeline(text, standardOutput(), { signal });
      else await writeWhole(text, options.out, { signal });
    }),
  );
}

/** What is framed is a tree. @throws BAD_INPUT where there is none. */
function framedAsTree(asked: ExportRequest, { format, form }: ExportOptions): ExportRequest {
  if (form === undefined || form === 'compacted') return asked;
  if (format !== 'jsonld' && !(format === 'ndjson' && form === 'expanded'))
    throw badInput(`There is no ${format} in the form "${form}".`);
  const { subject } = asked;
  if (form === 'expanded' || subject.what === 'TREE') return asked;
  if (subject.what !== 'THING') throw badInput('--form framed is the tree of one thing: name it.');
  return { ...asked, subject: { what: 'TREE', thing: subject.thing } };
}

interface Question {
  readonly asked: ExportRequest;
  readonly parameters: URLSearchParams;
}

async function textOf(
  session: Session,
  { asked, parameters }: Question,
  { format, form }: ExportOptions,
  signal: AbortSignal,
): Promise<Readable> {
  if (session.kind === 'server') {
    const written = new URLSearchParams([
      ...parameters,
      ['format', format],
      ...(form ? [['form', form]] : []),
    ]);
    return fromServer(session.client, `/export?${written}`, { accept: MEDIA_TYPES[format] }, signal);
  }
  const { exports, ports } = session.catalog;
  const options = { base: session.config.baseIri, ...(form ? { form } : {}) };
  const opened = await openExport({ ...ports, exports }, asked, signal);
  return Readable.from(
    'single' in opened
      ? [writeEntity(opened.single, format, options)]
      : writeEntities(opened.parts, format, { ...options, isPartial: opened.isPartial }),
    PIECE_BY_PIECE,
  );
}

/** What a server answers, as it comes. @throws what the server says is wrong */
export async function fromServer(
  client: HttpClient,
  path: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Readable> {
  const response = await client.request(path, { headers, signal });
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
