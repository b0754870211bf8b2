import type { LineageFile } from '../../catalog/cards/read-lineage.js';
import { eventsOf } from './events.js';

/** The current lineage as OpenLineage events, one a line. `base`: the address of the catalog, which produces them. */
export async function* writeLineage(
  files: AsyncIterable<LineageFile>,
  { base }: { readonly base: string },
): AsyncGenerator<string, void, undefined> {
  for await (const file of files) {
    for (const event of eventsOf(file, base)) yield `${JSON.stringify(event)}\n`;
  }
}
