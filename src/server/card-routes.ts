import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Express, NextFunction, Request, Response } from 'express';
import type { EntityReader } from '../catalog/browse/entity.reader.js';
import { resolveName } from '../catalog/browse/resolve-name.js';
import {
  CARD_FORMATS,
  CARD_TYPES,
  isCardFormat,
  OPENLINEAGE,
  OPENLINEAGE_TYPE,
  type CardFormat,
} from '../catalog/cards/card-links.js';
import { scopeOf, type LineageScope } from '../catalog/cards/lineage-scope.js';
import { readLineage } from '../catalog/cards/read-lineage.js';
import { readVersion, type CardReaders } from '../catalog/cards/read-version.js';
import { writeLineage } from '../cards/openlineage/write-lineage.js';
import { writeCard } from '../cards/write-card.js';
import { badInput } from '../errors.js';
import { ENTITY_KINDS } from '../model/entities.js';
import { idOfPath, rawPath } from './request-path.js';

export interface CardSources extends CardReaders {
  readonly entities: EntityReader;
  /** What entities' IRIs begin with, without a slash at the end. */
  readonly baseIri: string;
}

/**
 * Cards and lineage events at the addresses of the things they are of, for who asks for them by `?format=` or by
 * `Accept`; all other requests go on to the export. Mounted before it.
 */
export function mountCardRoutes(app: Express, sources: CardSources): void {
  app.get('/export', (request, response, next) => {
    if (request.query['format'] !== OPENLINEAGE) return next();
    return sendLineage(sources, {}, response);
  });
  const at = (path: string, prefix: string): void => {
    app.get(path, (request, response, next) =>
      sendCard(sources, rawPath(request).slice(prefix.length), { request, response, next }),
    );
  };
  at('/entities/*path', '/entities/');
  for (const kind of ENTITY_KINDS) at(`/${kind}/*path`, '/');
}

interface Exchange {
  readonly request: Request;
  readonly response: Response;
  readonly next: NextFunction;
}

async function sendCard(
  sources: CardSources,
  path: string,
  { request, response, next }: Exchange,
): Promise<void> {
  const format = formatOf(request);
  if (format === undefined) return next();
  const id = await resolveName(sources.entities, idOfPath(path));
  if (format === OPENLINEAGE) return sendLineage(sources, scopeOf(id), response);
  const file = await readVersion(sources, id, momentOf(request));
  response.vary('Accept').type(CARD_TYPES[format]);
  response.send(writeCard(file, format, { base: sources.baseIri }));
}

async function sendLineage(sources: CardSources, scope: LineageScope, response: Response): Promise<void> {
  const stopped = new AbortController();
  response.on('close', () => stopped.abort());
  response.type(OPENLINEAGE_TYPE);
  const files = readLineage(sources, scope, stopped.signal);
  await pipeline(Readable.from(writeLineage(files, { base: sources.baseIri })), response);
}

/** What the export answers with goes before, where a client takes either. */
const EXPORTS = [
  'application/ld+json',
  'text/html',
  'text/turtle',
  'application/n-quads',
  'application/json',
];

function formatOf(request: Request): CardFormat | typeof OPENLINEAGE | undefined {
  const named = request.query['format'];
  if (typeof named === 'string') return isCardFormat(named) || named === OPENLINEAGE ? named : undefined;
  const accepted = request.accepts([...EXPORTS, ...CARD_FORMATS.map((format) => CARD_TYPES[format])]);
  return CARD_FORMATS.find((format) => CARD_TYPES[format] === accepted);
}

function momentOf(request: Request): string | undefined {
  const { asOf } = request.query;
  if (asOf === undefined) return undefined;
  const time = typeof asOf === 'string' ? Date.parse(asOf) : NaN;
  if (Number.isNaN(time))
    throw badInput('`asOf` is no moment: write it as 2026-03-01T08:00:00Z.', { field: 'asOf' });
  return new Date(time).toISOString();
}
