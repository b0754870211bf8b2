import { decodeCursor, encodeCursor } from '../lineage/page.js';
import type { Change } from './change.js';
import type { ChangeFilter, HistoryReader } from './history.reader.js';

export interface ChangePage {
  readonly items: readonly { readonly cursor: string; readonly change: Change }[];
  readonly hasNextPage: boolean;
}

interface Page {
  readonly first: number;
  readonly after?: string;
}

/** What happened to one thing, the newest first. */
export async function findHistory(
  reader: HistoryReader,
  entity: string,
  { first, after }: Page,
): Promise<ChangePage> {
  const before = after === undefined ? Number.MAX_SAFE_INTEGER : Number(decodeCursor(after)[0]);
  const changes = await reader.changesOf(entity, before, first + 1);
  const items = changes.map((change) => ({ change, cursor: encodeCursor([change.revision]) }));
  return { items: items.slice(0, first), hasNextPage: items.length > first };
}

/**
 * What happened in the whole catalog from a moment on, in order. Whoever follows it goes on behind the last cursor;
 * changes of several writers may become visible a little later than their time says, so a follower that must miss
 * nothing asks again for the last minute.
 */
export async function findChanges(
  reader: HistoryReader,
  { since, ...filter }: ChangeFilter & { readonly since?: string },
  { first, after }: Page,
): Promise<ChangePage> {
  const from = after === undefined ? (since ?? '') : String(decodeCursor(after)[0]);
  const found = await reader.changesSince(from, filter, first + 1);
  const items = found.map(({ change, key }) => ({ change, cursor: encodeCursor([key]) }));
  return { items: items.slice(0, first), hasNextPage: items.length > first };
}
