import type { Draft } from './draft.js';
import type { ForeignNode } from './graph.js';
import { localName } from './terms.js';

/**
 * Tells of everything in the document that nothing asked for: of things that were taken, by property; of others, once,
 * and not of what hangs below what is told.
 */
export function keepTheRest(draft: Draft): void {
  const { graph } = draft;
  const whole = new Set(draft.aside.filter(({ property }) => property === undefined).map(({ node }) => node));
  const implied = new Set<ForeignNode>();
  const imply = (from: ForeignNode): void => {
    const waiting = graph.below(from);
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (implied.has(next) || next.visited) continue;
      implied.add(next);
      waiting.push(...graph.below(next));
    }
  };
  const nodes = graph.inOrder(() => true);
  for (const node of nodes) {
    if (whole.has(node.id) || node.visited) imply(node);
    if (whole.has(node.id) || !node.visited) continue;
    for (const property of node.unread().sort())
      draft.keep(node, property, 'the catalog has no place for it');
  }
  const left = nodes.filter((node) => !node.visited && !whole.has(node.id));
  // Those that nothing leads to come first: what hangs below them goes with them.
  for (const node of [...left.filter((each) => !graph.isLedTo(each)), ...left]) {
    if (implied.has(node) || (node.unread().length === 0 && node.types.size === 0)) continue;
    implied.add(node);
    imply(node);
    const what = [...node.types].map(localName).sort().join(', ');
    draft.keep(
      node,
      undefined,
      what ? `nothing that was taken says anything with this ${what}` : 'nothing that was taken refers to it',
    );
  }
}
