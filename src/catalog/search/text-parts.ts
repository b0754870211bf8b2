/**
 * How text is taken apart for search, the same for what is indexed and what is asked: engines' own text indexes each
 * split words in their own way.
 */

/** What holds names together: a part ends at everything else, such as dots, dashes, slashes and white space. */
const RUNS = /[\p{L}\p{N}\p{M}\p{Extended_Pictographic}]+/gu;

/** Scripts that write no spaces: each character (with its marks) is a part, so that words inside are found. */
const UNSPACED =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Extended_Pictographic}]';

/**
 * The parts of a run: `HTTPServer2` is HTTP, Server and 2. A letter's marks stay with it. What has no case (Hebrew, say)
 * is a part as long as it lasts.
 */
const PARTS = new RegExp(
  [
    '\\p{N}+',
    `${UNSPACED}\\p{M}*`,
    '(?:\\p{Lu}\\p{M}*)+(?!\\p{Ll})',
    `(?:\\p{Lu}\\p{M}*)?(?:(?!${UNSPACED}|\\p{Lu})[\\p{L}\\p{M}])+`,
    '\\p{Lu}\\p{M}*',
  ].join('|'),
  'gu',
);

const VARIATIONS = /\p{Variation_Selector}/gu;
/** Accents of Latin, Greek and Cyrillic: people leave them out when they type. */
const ACCENTS = /[\u0300-\u036f]/g;

/** Longer than any word: what is longer is cut, here as in the question. */
const LONGEST_PART = 200;
const LONGEST_WHOLE = 1_000;

/** A piece of text between white space, dots and slashes, such as `count_30d`: its parts in order. */
export type Segment = readonly string[];

/** The same in plain ASCII, where most names are, and where nothing is to be folded but case. */
const ASCII_PARTS = /[0-9]+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g;
// eslint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\u0000-\u007f]*$/;

/** The segments of a text: `shop.customerChurn` has two, the second of them of two parts. */
export function segmentsOf(text: string): Segment[] {
  const isAscii = ASCII.test(text);
  const plain = isAscii ? text : text.normalize('NFKC').replace(VARIATIONS, '');
  const segments: Segment[] = [];
  for (const segment of plain.split(/[\s./\\:@]+/u)) {
    const parts = isAscii ? asciiPartsOf(segment) : partsOf(segment);
    if (parts.length > 0) segments.push(parts);
  }
  return segments;
}

const asciiPartsOf = (segment: string): string[] =>
  (segment.match(ASCII_PARTS) ?? []).map((part) => part.toLowerCase().slice(0, LONGEST_PART));

function partsOf(segment: string): string[] {
  return (segment.match(RUNS) ?? [])
    .flatMap((run) => run.match(PARTS) ?? [])
    .map(folded)
    .filter(Boolean);
}

/** Without case and accents; `ẞ` and `ß` are `ss`, and a sigma is a sigma wherever it stands. */
const folded = (part: string): string =>
  part
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .replace(/ς/g, 'σ')
    .slice(0, LONGEST_PART);

/** Parts of one segment that are found together: enough for names, and for the sentences of scripts without spaces. */
const TOGETHER = 8;

/**
 * What a segment is found by: its parts, and from each of them on what follows, written together, so that
 * `customer_churn_predictor` is found by `churn`, `customerchurn`, `churnPredictor` and `churn_pred` alike: each is the
 * beginning of one of these.
 */
export function* tokensOf(parts: Segment): Generator<string> {
  yield* parts;
  for (let at = 0; at < parts.length - 1; at += 1) yield parts.slice(at, at + TOGETHER).join('');
}

/** The same in a question: a segment written together, in pieces where it is long. */
export function* wordsOf(parts: Segment): Generator<string> {
  for (let at = 0; at < parts.length; at += TOGETHER) yield parts.slice(at, at + TOGETHER).join('');
}

/** A whole name without its joints: names that differ only by them are the same to who looks for one. */
export const wholeOf = (segments: readonly Segment[]): string =>
  segments.flat().join('').slice(0, LONGEST_WHOLE);
