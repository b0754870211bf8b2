import { RequestFailure } from './request-failure.js';

const BARE_WORD = /-?(?:NaN|Infinity)\b/y;

/** Parses a body; says of what is no JSON why it is none, and whether asking again may help. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw describe(text, error as SyntaxError);
  }
}

function describe(text: string, error: SyntaxError): RequestFailure {
  const word = bareWord(text);
  if (word) {
    return new RequestFailure(
      `The answer is not JSON: it holds a bare ${word.word} at position ${word.position}, which JSON does not have`,
      { kind: 'malformed-json' },
      { cause: error },
    );
  }
  if (text.trim() === '')
    return new RequestFailure('The answer is empty', { kind: 'truncated' }, { cause: error });
  if (breaksOff(text.trim(), error.message)) {
    return new RequestFailure(
      `The answer breaks off after ${text.length} characters, in the middle of its JSON`,
      { kind: 'truncated' },
      { cause: error },
    );
  }
  return new RequestFailure(
    `The answer is not JSON: ${error.message}`,
    { kind: 'malformed-json' },
    { cause: error },
  );
}

/** Whether the text ends before its JSON does: the parser met the end, or the last bracket is not the one to close. */
function breaksOff(text: string, message: string): boolean {
  if (/end of JSON input|Unterminated/i.test(message)) return true;
  if (message.endsWith(`at position ${text.length}`)) return true;
  return (text.startsWith('{') && !text.endsWith('}')) || (text.startsWith('[') && !text.endsWith(']'));
}

/** The first NaN or Infinity outside of a string: what JSON writers of other languages let through. */
function bareWord(text: string): { word: string; position: number } | undefined {
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') {
      at = endOfString(text, at);
      continue;
    }
    BARE_WORD.lastIndex = at;
    const word = BARE_WORD.exec(text)?.[0];
    if (word) return { word, position: at };
  }
  return undefined;
}

/** Where the string that starts here ends; the end of the text when it does not. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
