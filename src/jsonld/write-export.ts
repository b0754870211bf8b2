import { NQuads } from 'rdf-canonize';
import type { EntityExport } from '../catalog/browse/export-entities.js';
import type { ExportPart } from '../catalog/export/answer-parts.js';
import { withOutsideBriefs } from '../catalog/export/outside-briefs.js';
import { ENTITY_KINDS } from '../model/entities.js';
import { answerNode } from './answer-nodes.js';
import { contextFor, type JsonObject } from './context.js';
import { expandNode, type ExpandedNode } from './expand-node.js';
import { checkTreeSize, framedTree } from './model-frame.js';
import { statementsIn } from './node-statements.js';
import type { JsonLdNode } from './property-values.js';
import { entityDocument, entityLine, entityNode, type SerializeOptions } from './serialize-entity.js';
import { toTurtle, turtlePrefixes } from './to-turtle.js';

export const EXPORT_FORMATS = ['jsonld', 'ndjson', 'nquads', 'turtle'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** How JSON-LD is written: with our context, without any, or as the tree of one thing. */
export const EXPORT_FORMS = ['compacted', 'expanded', 'framed'] as const;
export type ExportForm = (typeof EXPORT_FORMS)[number];

/** What an answer in that format calls itself. */
export const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  jsonld: 'application/ld+json',
  ndjson: 'application/x-ndjson',
  nquads: 'application/n-quads',
  turtle: 'text/turtle',
};

export interface WriteOptions extends SerializeOptions {
  /** Of JSON-LD; left out: compacted. */
  readonly form?: ExportForm;
  /** Of many things: some refer to what is none of them. */
  readonly isPartial?: boolean;
}

export const isExportFormat = (text: string): text is ExportFormat =>
  (EXPORT_FORMATS as readonly string[]).includes(text);

/** The document of one entity, with what it refers to in brief. */
export const writeEntity = (
  entity: EntityExport,
  format: ExportFormat,
  { form, ...options }: WriteOptions,
): string => writeDocument(entityDocument(entity, options), format, form);

/** A document of ours that is one node with its context. */
export function writeDocument(
  document: JsonObject,
  format: ExportFormat,
  form: ExportForm = 'compacted',
): string {
  const shown = form === 'expanded' ? [expandedDocument(document)] : document;
  switch (format) {
    case 'jsonld':
      return `${JSON.stringify(shown, null, 2)}\n`;
    case 'ndjson':
      return `${JSON.stringify(shown)}\n`;
    case 'nquads':
      return nQuadsOf(expandedDocument(document));
    case 'turtle':
      return turtlePrefixes() + toTurtle(statementsIn(expandedDocument(document)));
  }
}

/**
 * Many things as one text, piece by piece. A piece is made when it is asked for: who reads slowly holds the catalog's
 * own reading back.
 *
 * In `ndjson` each line is the document of one thing, complete in itself. In the other formats the whole is one
 * document, in which each thing stands once; what is referred to from a part of the catalog follows in brief.
 */
export function writeEntities(
  parts: AsyncIterable<ExportPart>,
  format: ExportFormat,
  { form = 'compacted', isPartial = false, ...options }: WriteOptions,
): AsyncGenerator<string, void, undefined> {
  if (format === 'ndjson') return inPieces(parts, (part) => `${lineOf(part, form, options)}\n`);
  if (format === 'jsonld' && form === 'framed') return framed(parts, options);
  const graph = isPartial ? withOutsideBriefs(parts) : parts;
  switch (format) {
    case 'jsonld':
      return form === 'expanded' ? expandedGraph(graph, options) : graphDocument(graph, options);
    case 'nquads':
      return inPieces(graph, (part) => nQuadsOf(expandNode(nodeOf(part, options))));
    case 'turtle':
      return inPieces(graph, (part) => toTurtle(statementsIn(expandNode(nodeOf(part, options)))), {
        head: turtlePrefixes(),
      });
  }
}

/** One part without a context: a part of a document that has the others as its own parts. */
const nodeOf = (part: ExportPart, options: SerializeOptions): JsonLdNode =>
  'answer' in part ? answerNode(options.base, part.answer) : entityNode(part, options);

const kindsIn = (part: ExportPart): Parameters<typeof contextFor>[0] =>
  'answer' in part ? [] : [part.root.record.kind];

const aloneWithContext = (part: ExportPart, options: SerializeOptions): JsonObject => ({
  '@context': contextFor(kindsIn(part)),
  ...nodeOf(part, options),
});

function lineOf(part: ExportPart, form: ExportForm, options: SerializeOptions): string {
  if (form === 'expanded')
    return JSON.stringify([
      'answer' in part ? expandNode(nodeOf(part, options)) : expandedDocument(entityDocument(part, options)),
    ]);
  return 'answer' in part ? JSON.stringify(aloneWithContext(part, options)) : entityLine(part, options);
}

function expandedDocument({ '@context': _, ...node }: JsonObject): ExpandedNode {
  return expandNode(node as unknown as JsonLdNode);
}

const graphDocument = (
  parts: AsyncIterable<ExportPart>,
  options: SerializeOptions,
): AsyncGenerator<string, void, undefined> =>
  inPieces(parts, (part) => JSON.stringify(nodeOf(part, options)), {
    head: `{"@context":${JSON.stringify(contextFor(ENTITY_KINDS))},\n"@graph":[\n`,
    between: ',\n',
    tail: '\n]}\n',
  });

const expandedGraph = (
  parts: AsyncIterable<ExportPart>,
  options: SerializeOptions,
): AsyncGenerator<string, void, undefined> =>
  inPieces(parts, (part) => JSON.stringify(expandNode(nodeOf(part, options))), {
    head: '[\n',
    between: ',\n',
    tail: '\n]\n',
  });

/** The first part is the root. */
async function* framed(
  parts: AsyncIterable<ExportPart>,
  options: SerializeOptions,
): AsyncGenerator<string, void, undefined> {
  const nodes: JsonLdNode[] = [];
  let kind = '';
  for await (const part of parts) {
    if (nodes.length === 0) [kind = ''] = kindsIn(part);
    nodes.push(expandNode(nodeOf(part, options)));
    checkTreeSize(nodes.length);
  }
  yield `${JSON.stringify(await framedTree(nodes, kind), null, 2)}\n`;
}

/** For streams of such pieces: a piece that waits for its reader is enough. */
export const PIECE_BY_PIECE = { highWaterMark: 1 } as const;

/** What a socket and a reader take at once without much ado; a thing alone is a tenth of it. In characters. */
const PIECE = 65_536;

/** The first thing goes out at once, the others some at a time. */
async function* inPieces(
  parts: AsyncIterable<ExportPart>,
  write: (part: ExportPart) => string,
  { head = '', between = '', tail = '' } = {},
): AsyncGenerator<string, void, undefined> {
  let piece = head;
  let enough = 1;
  let separator = '';
  for await (const part of parts) {
    piece += separator + write(part);
    separator = between;
    if (piece.length < enough) continue;
    yield piece;
    piece = '';
    enough = PIECE;
  }
  if (piece + tail !== '') yield piece + tail;
}

/** The statements, one a line, in the order in which RDFC-1.0 has them. */
const nQuadsOf = (node: ExpandedNode): string =>
  statementsIn(node)
    .map((quad) => NQuads.serializeQuad(quad))
    .sort()
    .join('');
