import { badInput } from '../../errors.js';

/** A part of an answer that is already in order, and how to ask for the next. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly pageInfo: PageInfo;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor?: string;
}

export interface PageRequest {
  readonly first?: number;
  readonly after?: string;
}

/**
 * Cuts one page out of an ordered whole. A cursor holds the sort key of the last item, not its place, so
 * that it still means the same when things come or go before it.
 */
export function pageOf<Item>(
  ordered: readonly Item[],
  keyOf: (item: Item) => readonly (string | number)[],
  { first, after }: PageRequest,
): Page<Item> {
  const begin = after === undefined ? 0 : indexAfter(ordered, keyOf, decodeCursor(after));
  const end = first === undefined ? ordered.length : Math.min(begin + first, ordered.length);
  const last = ordered[end - 1];
  const endCursor = last === undefined || end === begin ? undefined : encodeCursor(keyOf(last));
  return {
    items: ordered.slice(begin, end),
    pageInfo: { hasNextPage: end < ordered.length, ...(endCursor === undefined ? {} : { endCursor }) },
  };
}

export const encodeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

export function decodeCursor(cursor: string): (string | number)[] {
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    if (Array.isArray(key) && key.every((part) => typeof part === 'string' || typeof part === 'number'))
      return key;
  } catch {
    // Falls through to the error below.
  }
  throw badInput('`after` is not a cursor of this list: take it from the `endCursor` of the page before.');
}

function indexAfter<Item>(
  ordered: readonly Item[],
  keyOf: (item: Item) => readonly (string | number)[],
  after: readonly (string | number)[],
): number {
  // Halving: the last page of a hundred thousand things is as near as the first.
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = ordered[middle];
    if (item !== undefined && compareKeys(keyOf(item), after) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** In the order of their keys, each of which is made once. */
export function sortedBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => readonly (string | number)[],
): Item[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ item }) => item);
}

/** Orders keys part by part; numbers by value, texts by code unit. */
export function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const left = a[index] ?? '';
    const right = b[index] ?? '';
    if (left === right) continue;
    return left < right ? -1 : 1;
  }
  return 0;
}
