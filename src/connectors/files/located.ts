import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';

export interface Position {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

export type Path = readonly (string | number)[];

/** Tells where in a text a part of its value stands. */
export type Locate = (path: Path) => Position;

/** One step of a JSON pointer (RFC 6901) after the other. */
export const pointer = (path: Path): string =>
  path.map((part) => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');

/** The steps of a JSON pointer. */
export const steps = (of: string): string[] =>
  of
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));

/** Where the parts of a parsed document stand; of what is not there, the nearest that is. */
export const locator =
  (document: Document, lines: LineCounter): Locate =>
  (path) => {
    let node: unknown = document.contents;
    let offset = rangeOf(node) ?? 0;
    for (const part of path) {
      if (isAlias(node)) node = node.resolve(document);
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
        offset = rangeOf(pair?.key) ?? offset;
        node = pair?.value;
      } else if (isSeq(node)) {
        node = node.items[Number(part)];
        offset = rangeOf(node) ?? offset;
      } else break;
    }
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };

const rangeOf = (node: unknown): number | undefined =>
  (node as { range?: readonly number[] } | null | undefined)?.range?.[0];

/** Where the parts of a line of JSON stand: the line is read again only when somebody asks. */
export const lineLocator =
  (text: string, line: number): Locate =>
  (path) => {
    const lines = new LineCounter();
    const { column } = locator(parseDocument(text, { lineCounter: lines }), lines)(path);
    return { line, column };
  };
