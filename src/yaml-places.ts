import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter } from 'yaml';
import type { Path } from './json-pointer.js';

export interface Position {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/** Tells where in a text a part of its value stands. */
export type Locate = (path: Path) => Position;

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
