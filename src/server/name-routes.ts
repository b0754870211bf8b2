import type { Express, Request, Response } from 'express';
import { notFound } from '../errors.js';
import { namedThing } from '../jsonld/named-thing.js';
import { writeDocument } from '../jsonld/write-export.js';
import { entityId } from '../model/entity-id.js';
import type { EntityKind } from '../model/entities.js';
import { describe, negotiated } from './export-negotiation.js';
import type { ExportRouteSources } from './export-routes.js';
import { decodedSegment, rawPath } from './request-path.js';
import { sendMissingPage, sendThingPage } from './thing-page.js';

/** What may be registered beside what is known by its name alone. */
const REGISTERED: Readonly<Record<string, readonly EntityKind[]>> = {
  domain: ['Domain'],
  terms: ['GlossaryTerm'],
  Agent: ['User', 'Team'],
};

/** `/Concept/<property>/<name>` and `/Agent/<name>`: what other things refer to by its name. */
export function mountNameRoutes(app: Express, sources: ExportRouteSources): void {
  app.get('/Concept/:scheme/:name', (request, response) => {
    const [, , scheme = '', name = ''] = rawPath(request).split('/');
    return sendNamed(sources, request, response, { scheme: decodedSegment(scheme), segment: name });
  });
  app.get('/Agent/:name', (request, response) =>
    sendNamed(sources, request, response, { segment: rawPath(request).split('/')[2] ?? '' }),
  );
}

async function sendNamed(
  { baseIri: base, entities }: ExportRouteSources,
  request: Request,
  response: Response,
  { scheme, segment }: { readonly scheme?: string; readonly segment: string },
): Promise<void> {
  const representation = negotiated(request, ['jsonld', 'turtle', 'nquads', 'ndjson'], { html: true });
  decodedSegment(segment);
  const document = namedThing({ base, segment, ...(scheme === undefined ? {} : { scheme }) });
  if (!document) {
    const missing = notFound(rawPath(request).slice(1, 200));
    if (representation !== 'html') throw missing;
    return sendMissingPage(response, missing.message);
  }
  const kinds = REGISTERED[scheme ?? 'Agent'] ?? [];
  const name = segment.startsWith('~sha256-') ? undefined : decodedName(segment);
  const ids = name === undefined ? [] : kinds.map((kind) => entityId(kind, name));
  const registered = ids.length > 0 ? (await entities.byIds(ids)).map(({ id }) => id) : [];
  const whole = document.with(registered);
  if (representation === 'html') return sendThingPage(response, whole, { base, path: rawPath(request) });
  describe(response, representation);
  const { format, form } = representation;
  response.send(Buffer.from(writeDocument(whole, format, form)));
}

/** A name that begins as a special segment does is written with it: `~.` is `.`. */
const decodedName = (segment: string): string => {
  const text = segment.startsWith('~') ? segment.slice(1) : segment;
  return decodedSegment(text);
};
