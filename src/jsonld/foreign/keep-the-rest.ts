import type { Draft } from './draft.js';
import { localName } from './terms.js';

/** Tells of everything in the document that nothing asked for: of things that were taken, by property; of others, once. */
export function keepTheRest(draft: Draft): void {
  const told = new Set(draft.aside.filter(({ property }) => property === undefined).map(({ node }) => node));
  for (const node of draft.graph.inOrder(() => true)) {
    const unread = node.unread().sort();
    if (told.has(node.id)) continue;
    if (node.visited) {
      for (const property of unread) draft.keep(node, property, 'the catalog has no place for it');
    } else if (unread.length > 0 || node.types.size > 0) {
      const what = [...node.types].map(localName).sort().join(', ');
      draft.keep(
        node,
        undefined,
        what
          ? `nothing that was taken says anything with this ${what}`
          : 'nothing that was taken refers to it',
      );
    }
  }
}
