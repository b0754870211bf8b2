import { HeadwaterError } from '../../errors.js';
import { parseJson } from '../parse/parse-json.js';
import { JsonPlaces } from '../parse/place.js';
import { statementsOf } from '../parse/processor.js';
import { readLines, readText, type Chunks } from '../parse/read-text.js';
import { type Found } from './found.js';
import { StatementGatherer } from './gather-statements.js';
import { ContextSkipper, isOwnContext } from './own-context.js';
import { isObject, plainNodes, type FoundNode } from './plain-nodes.js';
import { restOf, thingsOfQuads } from './read-rdf.js';

/** What a processor is given in one piece: it needs some fifty times the room of the text. */
const LARGEST_PIECE = 20_000_000;

/** The whole things of NDJSON-LD: each line is a document of its own. */
export async function* readNdjson(chunks: Chunks): AsyncGenerator<Found, void, undefined> {
  const contexts = new ContextSkipper();
  for await (const { line, text } of readLines(chunks)) yield* await thingsOfLine(contexts, line, text);
}

async function thingsOfLine(contexts: ContextSkipper, line: number, text: string): Promise<Found[]> {
  const bare = contexts.withoutContext(text);
  const known = bare === undefined ? undefined : plainNodes(parseJson(bare, undefined, line), '');
  if (known) return placed(known, line);
  const document = parseJson(text, undefined, line);
  if (isObject(document) && isOwnContext(document['@context'])) {
    contexts.remember(text, document['@context']);
    const plain = plainDocument(document);
    if (plain) return placed(plain, line);
  }
  refuseLarge(text.length);
  return thingsOfQuads(await statementsOf(document, { text, startsAt: line }), line);
}

const placed = (nodes: readonly FoundNode[], line: number): Found[] => nodes.map((node) => ({ node, line }));

/** The things of a document under our own context, of one thing or of a graph; nothing where it takes a processor. */
function plainDocument({
  '@context': _,
  ...document
}: Readonly<Record<string, unknown>>): FoundNode[] | undefined {
  const { '@graph': graph, ...more } = document;
  if (graph === undefined) return plainNodes(document, '');
  if (!Array.isArray(graph) || Object.keys(more).length > 0) return undefined;
  const found: FoundNode[] = [];
  for (const [index, node] of graph.entries()) {
    const plain = plainNodes(node, `/@graph/${index}`);
    if (!plain) return undefined;
    found.push(...plain);
  }
  return found;
}

/**
 * The whole things of one JSON-LD document. One that is written as ours are, a thing a line, is read line by line and
 * may be of any size; any other is held whole.
 * @param open opens the text from its beginning, as often as it is asked to.
 */
export async function* readJsonLd(open: () => Chunks): AsyncGenerator<Found, void, undefined> {
  const context = await contextOfOwnLayout(open());
  if (context !== undefined && (await isPlainThroughout(open()))) yield* plainLines(open());
  else yield* wholeDocument(await readText(open()));
}

const GRAPH = '"@graph":[';

/** The context of a document in our own layout: the context in the first line, the graph from the second. */
async function contextOfOwnLayout(chunks: Chunks): Promise<unknown> {
  let context: unknown;
  for await (const { line, text } of readLines(chunks)) {
    if (line === 2) return text === GRAPH && isOwnContext(context) ? context : undefined;
    if (!text.startsWith('{"@context":') || !text.endsWith(',')) return undefined;
    context = jsonOf(`${text.slice(0, -1)}}`)?.['@context'];
  }
  return undefined;
}

function jsonOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether all of it is in that layout: nothing is given away of a document that turns out to be none. */
async function isPlainThroughout(chunks: Chunks): Promise<boolean> {
  let last = '';
  for await (const { line, text } of readLines(chunks)) {
    if (line > 2) {
      if (last === ']}' || (last !== GRAPH && text !== ']}' && !last.endsWith(','))) return false;
      if (text === ']}') {
        if (last.endsWith(',')) return false;
      } else if (plainLine(text) === undefined) return false;
    }
    last = text;
  }
  return last === ']}';
}

function plainLine(text: string): FoundNode[] | undefined {
  const node = jsonOf(text.endsWith(',') ? text.slice(0, -1) : text);
  return node && plainNodes(node, '');
}

async function* plainLines(chunks: Chunks): AsyncGenerator<Found, void, undefined> {
  for await (const { line, text } of readLines(chunks))
    if (line > 2 && text !== ']}') yield* placed(plainLine(text) ?? [], line);
}

async function* wholeDocument(text: string): AsyncGenerator<Found, void, undefined> {
  const document = parseJson(text);
  const places = new JsonPlaces(text);
  const plain =
    isObject(document) && isOwnContext(document['@context']) ? plainDocument(document) : undefined;
  if (plain) {
    for (const node of plain) yield { node, ...lineOf(places, node.pointer) };
    return;
  }
  const gatherer = new StatementGatherer(false);
  for (const { part, pointer } of piecesOf(document, text.length)) {
    const { line } = lineOf(places, pointer);
    for (const quad of await statementsOf(part, { text })) gatherer.add(quad, line);
  }
  yield* restOf(gatherer);
}

const lineOf = (places: JsonPlaces, pointer: string | undefined): { line?: number } => {
  const place = pointer === undefined ? undefined : places.placeOf(pointer);
  return place ? { line: place.line } : {};
};

/** A list, or the graph of a document, node by node, so that a processor never holds it all. */
function* piecesOf(
  document: unknown,
  length: number,
): Generator<{ part: unknown; pointer: string }, void, undefined> {
  if (Array.isArray(document)) {
    for (const [index, part] of document.entries()) yield { part, pointer: `/${index}` };
    return;
  }
  if (isObject(document)) {
    const { '@context': context, '@graph': graph, ...more } = document;
    if (Array.isArray(graph) && Object.keys(more).length === 0) {
      for (const [index, part] of graph.entries())
        yield {
          part: context === undefined ? part : { '@context': context, '@graph': [part as unknown] },
          pointer: `/@graph/${index}`,
        };
      return;
    }
  }
  refuseLarge(length);
  yield { part: document, pointer: '' };
}

function refuseLarge(length: number): void {
  if (length <= LARGEST_PIECE) return;
  throw new HeadwaterError(
    'TOO_LARGE',
    `The document has ${length} characters in one piece, under a context that is not this catalog's own; the limit is ${LARGEST_PIECE}. Import it as NDJSON-LD, a thing a line.`,
    { limit: LARGEST_PIECE },
  );
}
