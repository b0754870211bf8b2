import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Express, Request, Response } from 'express';
import { openExport, type ExportSources, type OpenedExport } from '../catalog/export/open-export.js';
import { parseExportRequest, type ExportRequest } from '../catalog/export/export-request.js';
import { shortDigest } from '../short-digest.js';
import { badInput, HeadwaterError } from '../errors.js';
import { contextDocument } from '../jsonld/context.js';
import { modelFrame } from '../jsonld/model-frame.js';
import { entityDocument } from '../jsonld/serialize-entity.js';
import { MEDIA_TYPES, PIECE_BY_PIECE, writeEntities, writeEntity } from '../jsonld/write-export.js';
import { ENTITY_KINDS } from '../model/entities.js';
import { describe, negotiated, type Representation } from './export-negotiation.js';
import { isHeld } from './is-held.js';
import { mountNameRoutes } from './name-routes.js';
import { idOfPath, parametersOf, rawPath } from './request-path.js';
import { sendMissingPage, sendThingPage } from './thing-page.js';

export interface ExportRouteSources extends ExportSources {
  /** What entities' IRIs begin with, without a slash at the end. */
  readonly baseIri: string;
}

type Written = Exclude<Representation, 'html'>;

/** What every document refers to, and the frame of a model's tree. */
export function mountContextRoute(app: Express): void {
  const published = { '/schema/context.jsonld': contextDocument, '/schema/model-frame.jsonld': modelFrame };
  for (const [path, document] of Object.entries(published))
    app.get(path, (_request, response) => {
      response.type(MEDIA_TYPES.jsonld).send(JSON.stringify(document(), null, 2));
    });
}

/**
 * The catalog as documents: one entity at `/entities/<id>` and at the path of its own IRI, everything, a part of it or
 * the answer to a question at `/export`, and what is known by its name alone at its own IRI.
 */
export function mountExportRoutes(app: Express, sources: ExportRouteSources): void {
  app.get('/export', (request, response) => sendExport(sources, request, response));
  app.get('/entities/*path', (request, response) =>
    sendThing(sources, request, response, rawPath(request).slice('/entities/'.length)),
  );
  for (const kind of ENTITY_KINDS)
    app.get(`/${kind}/*path`, (request, response) =>
      sendThing(sources, request, response, rawPath(request).slice(1)),
    );
  mountNameRoutes(app, sources);
}

async function sendExport(sources: ExportRouteSources, request: Request, response: Response): Promise<void> {
  const asked = parseExportRequest(parametersOf(request));
  const preferred = asked.subject.what === 'THING' ? FOR_ONE : FOR_MANY;
  const representation = negotiated(request, preferred, { html: false }) as Written;
  await send(sources, request, response, { asked, representation });
}

const FOR_ONE = ['jsonld', 'turtle', 'nquads', 'ndjson'] as const;
const FOR_MANY = ['ndjson', 'jsonld', 'turtle', 'nquads'] as const;

async function sendThing(
  sources: ExportRouteSources,
  request: Request,
  response: Response,
  path: string,
): Promise<void> {
  const parameters = parametersOf(request);
  parameters.set('thing', idOfPath(path));
  const representation = negotiated(request, FOR_ONE, { html: true });
  const asked = parseExportRequest(withoutHtml(parameters));
  if (representation !== 'html') return send(sources, request, response, { asked, representation });
  try {
    const opened = await openExport(sources, { ...asked, history: false });
    if (!('single' in opened)) throw badInput('A page is of one thing: leave out `tree`.');
    const document = entityDocument(opened.single, { base: sources.baseIri });
    sendThingPage(response, document, { base: sources.baseIri, path: rawPath(request) });
  } catch (error) {
    if (!(error instanceof HeadwaterError) || error.code !== 'NOT_FOUND') throw error;
    sendMissingPage(response, error.message);
  }
}

function withoutHtml(parameters: URLSearchParams): URLSearchParams {
  if (parameters.get('format') === 'html') parameters.delete('format');
  return parameters;
}

interface Asked {
  readonly asked: ExportRequest;
  readonly representation: Written;
}

async function send(
  { baseIri, ...sources }: ExportRouteSources,
  request: Request,
  response: Response,
  { asked, representation }: Asked,
): Promise<void> {
  const stopped = new AbortController();
  response.on('close', () => stopped.abort());
  const { format, form } = representation;
  const opened = await openExport(sources, asTree(asked, representation), stopped.signal);
  describe(response, representation);
  const options = { base: baseIri, form };
  if ('single' in opened)
    return sendTagged(request, response, opened, writeEntity(opened.single, format, options));
  if (request.method === 'HEAD') return void response.end();
  try {
    const written = writeEntities(opened.parts, format, { ...options, isPartial: opened.isPartial });
    await pipeline(Readable.from(written, PIECE_BY_PIECE), response);
  } catch (error) {
    // A reader may go at any time.
    if (!response.destroyed || response.writableFinished) throw error;
  }
}

/** What is framed is a tree. @throws BAD_INPUT where there is none. */
function asTree(asked: ExportRequest, { form }: Written): ExportRequest {
  const { subject } = asked;
  if (form !== 'framed' || subject.what === 'TREE') return asked;
  if (subject.what !== 'THING')
    throw badInput('`framed` is the tree of one thing: name it.', { field: 'form' });
  return { ...asked, subject: { what: 'TREE', thing: subject.thing } };
}

/**
 * One document, told by its revision and by its content: what it says of others may change while its own revision
 * stays. A stream has no tag: what would tell it is known when it has been sent.
 */
function sendTagged(
  request: Request,
  response: Response,
  { single }: Extract<OpenedExport, { single: unknown }>,
  text: string,
): void {
  const digest = shortDigest(text);
  const tag = `"${single.root.record.revision}-${digest}"`;
  response.set('ETag', tag);
  if (isHeld(request, tag)) return void response.status(304).end();
  // As bytes: a text would have its charset added to types that are UTF-8 by definition.
  response.send(Buffer.from(text));
}
