import { searchProperties } from '../catalog/search/entity-text.js';
import { entityRecord } from './property-codec.js';
import { isEntityKind } from '../model/registry.js';
import type { GraphExecutor } from './executor.js';
import { entitiesByIds } from './queries/entities-by-ids.js';
import { indexEntities, unindexedEntities } from './queries/search-reindex.js';

const BATCH = 1000;

/**
 * Gives what a catalog of an older version holds the text that search looks at. Broken off, it goes on where it was;
 * several servers at once do the same work and come to the same.
 */
export async function indexExisting(executor: GraphExecutor): Promise<void> {
  const ids = (await executor.read(unindexedEntities, {})).map(({ id }) => id);
  for (let begin = 0; begin < ids.length; begin += BATCH) {
    const batch = ids.slice(begin, begin + BATCH);
    const nodes = await executor.read(entitiesByIds, { ids: batch });
    const rows = nodes.flatMap(({ n }) => {
      const kind = String(n['kind']);
      return isEntityKind(kind) ? [{ id: String(n['id']), ...searchProperties(kind, entityRecord(n)) }] : [];
    });
    await executor.write((tx) => tx.run(indexEntities, { rows }));
  }
}
