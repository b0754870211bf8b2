import type { EntityExport } from '../catalog/browse/export-entities.js';
import { ENTITY_KINDS } from '../model/entities.js';
import { contextFor, type JsonObject } from './context.js';
import { entityDocument, entityNode, type SerializeOptions } from './serialize-entity.js';
import { toNQuads, toQuads } from './to-rdf.js';
import { toTurtle, turtlePrefixes } from './to-turtle.js';

export const EXPORT_FORMATS = ['jsonld', 'ndjson', 'nquads', 'turtle'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What an answer in that format calls itself. */
export const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  jsonld: 'application/ld+json',
  ndjson: 'application/x-ndjson',
  nquads: 'application/n-quads',
  turtle: 'text/turtle',
};

export const isExportFormat = (text: string): text is ExportFormat =>
  (EXPORT_FORMATS as readonly string[]).includes(text);

/** The document of one entity, with what it refers to in brief. */
export async function writeEntity(
  entity: EntityExport,
  format: ExportFormat,
  options: SerializeOptions,
): Promise<string> {
  const document = entityDocument(entity, options);
  switch (format) {
    case 'jsonld':
      return `${JSON.stringify(document, null, 2)}\n`;
    case 'ndjson':
      return `${JSON.stringify(document)}\n`;
    case 'nquads':
      return toNQuads(document);
    case 'turtle':
      return turtlePrefixes() + toTurtle(await toQuads(document));
  }
}

/**
 * Many entities as one text, piece by piece. A piece is made when it is asked for: who reads slowly holds the
 * catalog's own reading back.
 *
 * In `ndjson` each line is the document of one entity, complete in itself. In the other formats the whole is
 * one document, in which each entity stands once and nothing is repeated in brief.
 */
export function writeEntities(
  entities: AsyncIterable<EntityExport>,
  format: ExportFormat,
  options: SerializeOptions,
): AsyncGenerator<string, void, undefined> {
  switch (format) {
    case 'jsonld':
      return graphDocument(entities, options);
    case 'ndjson':
      return eachOf(entities, (entity) => writeEntity(entity, 'ndjson', options));
    case 'nquads':
      return eachOf(entities, (entity) => toNQuads(aloneWithContext(entity, options)));
    case 'turtle':
      return turtleDocument(entities, options);
  }
}

async function* graphDocument(
  entities: AsyncIterable<EntityExport>,
  options: SerializeOptions,
): AsyncGenerator<string, void, undefined> {
  yield `{"@context":${JSON.stringify(contextFor(ENTITY_KINDS))},\n"@graph":[`;
  let separator = '\n';
  for await (const entity of entities) {
    yield separator + JSON.stringify(entityNode(entity, options));
    separator = ',\n';
  }
  yield '\n]}\n';
}

async function* turtleDocument(
  entities: AsyncIterable<EntityExport>,
  options: SerializeOptions,
): AsyncGenerator<string, void, undefined> {
  yield turtlePrefixes();
  yield* eachOf(entities, async (entity) => toTurtle(await toQuads(aloneWithContext(entity, options))));
}

async function* eachOf(
  entities: AsyncIterable<EntityExport>,
  write: (entity: EntityExport) => Promise<string>,
): AsyncGenerator<string, void, undefined> {
  for await (const entity of entities) yield await write(entity);
}

const aloneWithContext = (entity: EntityExport, options: SerializeOptions): JsonObject => ({
  '@context': contextFor([entity.root.record.kind]),
  ...entityNode(entity, options),
});
