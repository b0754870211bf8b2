import { ENTITY_KINDS, type EntityKind } from '../../model/entities.js';
import { compareKeys, decodeCursor, encodeCursor, type PageInfo } from '../lineage/page.js';
import type { EntityRecord } from './entity-record.js';
import type { EntityReader } from './entity.reader.js';
import { sortKey } from './sort-key.js';

export interface SearchRequest {
  readonly text?: string;
  readonly kinds?: readonly EntityKind[];
  readonly tag?: string;
  readonly owner?: string;
}

export interface Found {
  readonly cursor: string;
  readonly node: EntityRecord;
}

/** Parameters, metrics and sync runs are found through what they belong to, unless they are asked for. */
const SEARCHED = ENTITY_KINDS.filter(
  (kind) => !['HyperParameter', 'Metric', 'SyncRun', 'Artifact'].includes(kind),
);

/** Things in whose name, description or tags every word occurs, by (name, id). */
export async function searchCatalog(
  reader: EntityReader,
  { text = '', kinds = SEARCHED, tag, owner }: SearchRequest,
  { first, after }: { first: number; after?: string },
): Promise<{ items: readonly Found[]; pageInfo: PageInfo }> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const [name, id] = after === undefined ? [] : decodeCursor(after).map(String);
  const position = name === undefined || id === undefined ? undefined : { name, id };
  const criteria = {
    words,
    ...(tag === undefined ? {} : { tag }),
    ...(owner === undefined ? {} : { owner }),
  };
  const perKind = await Promise.all(kinds.map((kind) => reader.search(kind, criteria, position, first + 1)));
  const found = perKind.flat().sort((a, b) => compareKeys([sortKey(a.name), a.id], [sortKey(b.name), b.id]));
  const items = found.slice(0, first).map((node) => ({ node, cursor: encodeCursor([node.name, node.id]) }));
  const last = items.at(-1);
  return {
    items,
    pageInfo: { hasNextPage: found.length > first, ...(last ? { endCursor: last.cursor } : {}) },
  };
}
