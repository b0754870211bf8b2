import type { FoundNode } from './plain-nodes.js';
import { RefusedNode } from './refused.js';

/** A whole thing that was found in a document, or one that is wrong, and the line in which it stands. */
export type Found =
  | { readonly node: FoundNode; readonly line?: number; readonly refused?: never }
  | { readonly refused: RefusedNode; readonly line?: number; readonly node?: never };

/** What the work finds; a thing that it refuses is one that was found wrong. */
export function foundOr(line: number | undefined, work: () => FoundNode | undefined): Found[] {
  const place = line === undefined ? {} : { line };
  try {
    const node = work();
    return node ? [{ node, ...place }] : [];
  } catch (error) {
    if (error instanceof RefusedNode) return [{ refused: error, ...place }];
    throw error;
  }
}
