import type { EntityExport, ExportedNode } from '../browse/export-entities.js';
import type { ExportPart } from './answer-parts.js';

/**
 * These parts, and behind them in brief what they refer to and is none of them: as one graph, a part of the catalog
 * then says of each thing that it names what that thing is. What waits is held in memory, so that an export of
 * everything, which names nothing else, goes without.
 */
export async function* withOutsideBriefs(
  parts: AsyncIterable<ExportPart>,
): AsyncGenerator<ExportPart, void, undefined> {
  const told = new Set<string>();
  const outside = new Map<string, ExportedNode>();
  for await (const part of parts) {
    yield part;
    if ('answer' in part) continue;
    told.add(part.root.record.id);
    outside.delete(part.root.record.id);
    for (const [id, node] of part.others) if (!told.has(id)) outside.set(id, richer(outside.get(id), node));
  }
  for (const root of outside.values()) yield briefPart(root, outside);
}

/** Where a version is served, it stands with what it rests on, and elsewhere without. */
const richer = (known: ExportedNode | undefined, node: ExportedNode): ExportedNode =>
  known && known.edges.length + known.children.length > 0 ? known : node;

const briefPart = (root: ExportedNode, others: ReadonlyMap<string, ExportedNode>): EntityExport => ({
  root,
  others,
  part: 'BRIEF',
});
