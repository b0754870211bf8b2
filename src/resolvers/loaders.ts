import DataLoader from 'dataloader';
import type { EntityRecord } from '../catalog/browse/entity-record.js';
import type { EntityReader, RelatedRecord } from '../catalog/browse/entity.reader.js';
import type { RelationType } from '../model/relations.js';

export interface Loaders {
  readonly entity: DataLoader<string, EntityRecord | null>;
  /** What hangs on a thing by one relation, by id. One question for all things of a level. */
  related(relation: RelationType, direction: 'out' | 'in'): DataLoader<string, readonly RelatedRecord[]>;
}

export function createLoaders(reader: EntityReader): Loaders {
  const related = new Map<string, DataLoader<string, readonly RelatedRecord[]>>();
  return {
    entity: new DataLoader(async (ids) => {
      const records = new Map((await reader.byIds(ids)).map((record) => [record.id, record] as const));
      return ids.map((id) => records.get(id) ?? null);
    }),
    related(relation, direction) {
      const key = `${relation} ${direction}`;
      const loader =
        related.get(key) ?? new DataLoader((ids) => loadRelated(reader, ids, relation, direction));
      related.set(key, loader);
      return loader;
    },
  };
}

async function loadRelated(
  reader: EntityReader,
  ids: readonly string[],
  relation: RelationType,
  direction: 'out' | 'in',
): Promise<RelatedRecord[][]> {
  const groups = new Map<string, RelatedRecord[]>(ids.map((id) => [id, []]));
  for (const row of await reader.related(ids, relation, direction)) groups.get(row.from)?.push(row);
  return ids.map((id) => (groups.get(id) ?? []).sort(byPosition));
}

/** Columns and features in their own order, all else by name. */
function byPosition({ record: a }: RelatedRecord, { record: b }: RelatedRecord): number {
  const order = Number(a['position'] ?? 0) - Number(b['position'] ?? 0);
  if (order !== 0) return order;
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
