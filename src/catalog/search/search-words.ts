import { badInput } from '../../errors.js';
import { segmentsOf, wholeOf, wordsOf } from './text-parts.js';

/** What a text asks for, in the form in which things are kept (`entity-text.ts`). */
export interface SearchWords {
  /** Each must occur, or be what a word that occurs begins with; the longest first. */
  readonly words: readonly string[];
  /** The whole text as the whole of a name. */
  readonly name: string;
}

const LONGEST_QUESTION = 1_000;
const MOST_WORDS = 32;

/**
 * The words of a text; nothing where it holds none (`"?!"`), and then nothing can be found by it.
 * @throws BAD_INPUT for a text that is longer than a question can be meant to be.
 */
export function searchWords(text: string): SearchWords | undefined {
  if (text.length > LONGEST_QUESTION)
    throw badInput(
      `The text has ${text.length} characters; search takes up to ${LONGEST_QUESTION}. Look for the words that matter.`,
      { limit: LONGEST_QUESTION },
    );
  const segments = segmentsOf(text);
  const words = [...new Set(segments.flatMap((segment) => [...wordsOf(segment)]))];
  if (words.length > MOST_WORDS)
    throw badInput(
      `The text has ${words.length} words; search takes up to ${MOST_WORDS}, and finds what holds all of them.`,
      { limit: MOST_WORDS },
    );
  if (words.length === 0) return undefined;
  return { words: words.sort((a, b) => b.length - a.length), name: wholeOf(segments) };
}
