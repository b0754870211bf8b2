import { findNodeAtLocation, parseTree, type JSONPath, type Node } from 'jsonc-parser';

/** Where in a text something is, both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export const shownPlace = ({ line, column }: Place): string => `line ${line}, column ${column}`;

export function placeOf(text: string, offset: number, startsAt = 1): Place {
  let line = startsAt;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}

/** Texts above this are not read a second time only to tell a line. */
const LARGEST = 20_000_000;

/** Finds the lines of many JSON pointers in one text, which is read a second time when the first is asked for. */
export class JsonPlaces {
  private tree: Node | undefined;

  constructor(
    private readonly text: string,
    private readonly startsAt = 1,
  ) {}

  /** Where the value of that pointer begins; nothing where there is none, or the text is too long to look. */
  placeOf(pointer: string): Place | undefined {
    if (this.text.length > LARGEST) return undefined;
    this.tree ??= parseTree(this.text);
    const node = this.tree && findNodeAtLocation(this.tree, this.pathOf(this.tree, pointer));
    return node && placeOf(this.text, node.offset, this.startsAt);
  }

  /** Pointers do not say whether a number is a key or a place in a list; the tree does. */
  private pathOf(root: Node, pointer: string): JSONPath {
    const path: JSONPath = [];
    for (const part of pointer.split('/').slice(1)) {
      const name = part.replace(/~1/g, '/').replace(/~0/g, '~');
      const inList = findNodeAtLocation(root, path)?.type === 'array';
      path.push(inList ? Number(name) : name);
    }
    return path;
  }
}
