import { printParseErrorCode, visit, type ParseErrorCode } from 'jsonc-parser';
import { badInput, HeadwaterError } from '../../errors.js';
import { DEFAULT_LIMITS, type ParseLimits } from './limits.js';
import { placeOf, shownPlace } from './place.js';

/**
 * JSON of a bounded size and depth.
 * @param startsAt the line that the text begins at, where it is part of a longer one.
 * @throws BAD_INPUT with line and column where it is no JSON or lies too deep; TOO_LARGE.
 */
export function parseJson(
  text: string,
  limits: Pick<ParseLimits, 'depth' | 'values' | 'bytes'> = DEFAULT_LIMITS,
  startsAt = 1,
): unknown {
  if (text.length > limits.bytes) {
    throw new HeadwaterError(
      'TOO_LARGE',
      `The document has ${text.length} characters; the limit is ${limits.bytes}.`,
      { limit: limits.bytes },
    );
  }
  refuseBeyond(text, limits, startsAt);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw syntaxFailure(text, error as SyntaxError, startsAt);
  }
}

/** Counts brackets outside of texts, before anything is built of them. */
function refuseBeyond(text: string, limits: Pick<ParseLimits, 'depth' | 'values'>, startsAt: number): void {
  const structural = /["[\]{}]/g;
  let depth = 0;
  let values = 0;
  for (let found = structural.exec(text); found; found = structural.exec(text)) {
    switch (found[0]) {
      case '"':
        structural.lastIndex = endOfString(text, found.index);
        break;
      case '{':
      case '[':
        depth += 1;
        values += 1;
        if (depth > limits.depth) {
          const place = placeOf(text, found.index, startsAt);
          throw badInput(
            `The document is nested deeper than ${limits.depth} levels, at ${shownPlace(place)}.`,
            { ...place, limit: limits.depth },
          );
        }
        if (values > limits.values) {
          throw new HeadwaterError(
            'TOO_LARGE',
            `The document has more than ${limits.values} objects and lists, which is the limit.`,
            { limit: limits.values },
          );
        }
        break;
      default:
        depth -= 1;
    }
  }
}

/** Where the text that starts here has ended; the document's end when it does not. */
function endOfString(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (at > 0 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at < 0 ? text.length : at + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

function syntaxFailure(text: string, error: SyntaxError, startsAt: number): HeadwaterError {
  if (text.trim() === '') return badInput('The document is empty.');
  const first = firstProblem(text);
  const place = first ? placeOf(text, first.offset, startsAt) : undefined;
  const reason = first ? REASONS[printParseErrorCode(first.error)] : undefined;
  return new HeadwaterError(
    'BAD_INPUT',
    `The document is not JSON: ${reason ?? error.message.slice(0, 200)}${place ? `, at ${shownPlace(place)}` : ''}.`,
    { ...place },
    { cause: error },
  );
}

/** The first thing that is wrong, by a parser that knows where it is, which the built-in one does not always say. */
function firstProblem(text: string): Problem | undefined {
  let first: Problem | undefined;
  const onError = (error: ParseErrorCode, offset: number): never => {
    first = { error, offset };
    throw FOUND;
  };
  try {
    visit(text, { onError }, { disallowComments: true, allowTrailingComma: false });
  } catch (stopped) {
    if (stopped !== FOUND) throw stopped;
  }
  return first;
}

interface Problem {
  readonly error: ParseErrorCode;
  readonly offset: number;
}

/** Ends a reading: nobody wants to know of the errors that follow from the first. */
const FOUND = new Error('found');

const REASONS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a word that JSON does not have',
  InvalidNumberFormat: 'a number that is none',
  PropertyNameExpected: 'a key is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing after a key',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'it ends before an object does',
  CloseBracketExpected: 'it ends before a list does',
  EndOfFileExpected: 'something follows after its end',
  InvalidCommentToken: 'a comment, which JSON does not have',
  UnexpectedEndOfComment: 'a comment, which JSON does not have',
  UnexpectedEndOfString: 'a text does not end in its line',
  UnexpectedEndOfNumber: 'a number breaks off',
  InvalidUnicode: 'an escaped character is none',
  InvalidEscapeCharacter: 'an escape that JSON does not have',
  InvalidCharacter: 'a character that must be escaped',
};
