import { parseRdf } from '../parse/parse-rdf.js';
import { readLines, readText, type Chunks } from '../parse/read-text.js';
import type { RdfQuad } from '../rdf-terms.js';
import { compactThing } from './compact-statements.js';
import { foundOr, type Found } from './found.js';
import { OtherOrder, StatementGatherer } from './gather-statements.js';

/** Lines that are parsed at once. */
const BATCH = 2000;
/** Turtle is read whole: its abbreviations reach over any number of lines. */
const LARGEST_TURTLE = 64_000_000;

interface PlacedQuad {
  readonly quad: RdfQuad;
  readonly line?: number;
}

/**
 * The whole things of N-Quads or Turtle. An export is read thing by thing, in memory that does not grow with it;
 * statements in any other order are held until their end.
 * @param open opens the text from its beginning, as often as it is asked to.
 * @throws BAD_INPUT with the line where the text is none; TOO_LARGE where too much would have to be held.
 */
export async function* readRdf(
  form: 'nquads' | 'turtle',
  open: () => Chunks,
): AsyncGenerator<Found, void, undefined> {
  const inOrder = await isInOwnOrder(form, open);
  yield* thingsOf(new StatementGatherer(inOrder), quadsOf(form, open()));
}

/** Whether each thing's statements stand together. They are read twice, so that nothing is given away half. */
async function isInOwnOrder(form: 'nquads' | 'turtle', open: () => Chunks): Promise<boolean> {
  const gatherer = new StatementGatherer(true);
  try {
    for await (const { quad } of quadsOf(form, open())) gatherer.add(quad);
    return true;
  } catch (error) {
    if (error instanceof OtherOrder) return false;
    throw error;
  }
}

async function* thingsOf(
  gatherer: StatementGatherer,
  quads: AsyncIterable<PlacedQuad>,
): AsyncGenerator<Found, void, undefined> {
  for await (const { quad, line } of quads)
    for (const whole of gatherer.add(quad, line))
      yield* foundOr(whole.line, () => compactThing(whole, gatherer.names));
  yield* restOf(gatherer);
}

/** The whole things among the statements of one document. */
export function thingsOfQuads(quads: Iterable<RdfQuad>, line?: number): Found[] {
  const gatherer = new StatementGatherer(false);
  for (const quad of quads) gatherer.add(quad, line);
  return restOf(gatherer);
}

export const restOf = (gatherer: StatementGatherer): Found[] =>
  gatherer.rest().flatMap((whole) => foundOr(whole.line, () => compactThing(whole, gatherer.names)));

async function* quadsOf(
  form: 'nquads' | 'turtle',
  chunks: Chunks,
): AsyncGenerator<PlacedQuad, void, undefined> {
  if (form === 'turtle') {
    for (const quad of parseRdf(await readText(chunks, { bytes: LARGEST_TURTLE }), { form })) yield { quad };
    return;
  }
  let lines: { line: number; text: string }[] = [];
  for await (const line of readLines(chunks)) {
    if (line.text.trimStart().startsWith('#')) continue;
    lines.push(line);
    if (lines.length < BATCH) continue;
    yield* statements(lines);
    lines = [];
  }
  yield* statements(lines);
}

/** One statement a line, each with the number of its line. */
function* statements(
  lines: readonly { line: number; text: string }[],
): Generator<PlacedQuad, void, undefined> {
  const [first] = lines;
  if (!first) return;
  let at = first.line;
  let text = '';
  for (const { line, text: statement } of lines) {
    text += `${'\n'.repeat(line - at)}${statement}`;
    at = line;
  }
  const quads = parseRdf(`${text}\n`, { form: 'nquads', startsAt: first.line });
  for (const [index, quad] of quads.entries()) {
    const line = quads.length === lines.length ? lines[index]?.line : undefined;
    yield { quad, ...(line === undefined ? {} : { line }) };
  }
}
