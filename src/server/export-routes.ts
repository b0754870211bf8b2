import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Express, Request, Response } from 'express';
import { exportAll, exportEntity } from '../catalog/browse/export-entities.js';
import type { ExportReader } from '../catalog/browse/export.reader.js';
import type { EntityReader } from '../catalog/browse/entity.reader.js';
import { resolveName } from '../catalog/browse/resolve-name.js';
import { badInput } from '../errors.js';
import { contextDocument } from '../jsonld/context.js';
import {
  EXPORT_FORMATS,
  isExportFormat,
  MEDIA_TYPES,
  writeEntities,
  writeEntity,
  type ExportFormat,
} from '../jsonld/write-export.js';
import { ENTITY_KINDS } from '../model/entities.js';
import { entityId, parseId, pathToId } from '../model/entity-id.js';

export interface ExportSources {
  readonly exports: ExportReader;
  readonly entities: EntityReader;
  /** What entities' IRIs begin with, without a slash at the end. */
  readonly baseIri: string;
}

/** What every document refers to, at `/schema/context.jsonld`. */
export function mountContextRoute(app: Express): void {
  app.get('/schema/context.jsonld', (_request, response) => {
    response.type(MEDIA_TYPES.jsonld).send(JSON.stringify(contextDocument(), null, 2));
  });
}

/** The catalog as documents: one entity at `/entities/<id>` and at the path of its own IRI, everything at `/export`. */
export function mountExportRoutes(app: Express, sources: ExportSources): void {
  app.get('/export', (request, response) => sendAll(sources, request, response));
  app.get('/entities/*path', (request, response) =>
    sendEntity(sources, request, response, rawPath(request).slice('/entities/'.length)),
  );
  for (const kind of ENTITY_KINDS) {
    app.get(`/${kind}/*path`, (request, response) =>
      sendEntity(sources, request, response, rawPath(request).slice(1)),
    );
  }
}

async function sendEntity(
  { exports, entities, baseIri }: ExportSources,
  request: Request,
  response: Response,
  path: string,
): Promise<void> {
  const format = formatOf(request, ['jsonld', 'turtle', 'nquads', 'ndjson']);
  const id = await resolveName(entities, idOfPath(path));
  const document = await writeEntity(await exportEntity(exports, id), format, { base: baseIri });
  response.vary('Accept').type(MEDIA_TYPES[format]).send(document);
}

async function sendAll(
  { exports, baseIri }: ExportSources,
  request: Request,
  response: Response,
): Promise<void> {
  const format = formatOf(request, ['ndjson', 'jsonld', 'turtle', 'nquads']);
  const stopped = new AbortController();
  response.on('close', () => stopped.abort());
  response.vary('Accept').type(MEDIA_TYPES[format]);
  const documents = writeEntities(exportAll(exports, { signal: stopped.signal }), format, { base: baseIri });
  await pipeline(Readable.from(documents), response);
}

/** As `?format=` says, else as `Accept` does, else the first. */
function formatOf(request: Request, preferred: readonly ExportFormat[]): ExportFormat {
  const named = request.query['format'];
  if (typeof named === 'string') {
    if (!isExportFormat(named))
      throw badInput(`There is no format "${named}". Formats: ${EXPORT_FORMATS.join(', ')}.`);
    return named;
  }
  const accepted = request.accepts(preferred.map((format) => MEDIA_TYPES[format]));
  return preferred.find((format) => MEDIA_TYPES[format] === accepted) ?? (preferred[0] as ExportFormat);
}

/** As it was sent: Express would decode the segments, and their slashes with them. */
export const rawPath = ({ originalUrl }: Request): string => originalUrl.replace(/[?#].*$/s, '');

/** An id or a name out of a path. Clients may encode more than they must; a key has one spelling. */
export function idOfPath(path: string): string {
  const text = path.includes(':') ? path : pathToId(path);
  try {
    const { kind, key } = parseId(text);
    if ((ENTITY_KINDS as readonly string[]).includes(kind)) return entityId(kind, ...key);
  } catch {
    // No id: then it is a name.
  }
  return decodedName(path);
}

function decodedName(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw badInput('The path is not percent-encoded UTF-8.');
  }
}
