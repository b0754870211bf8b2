import { badInput } from '../../errors.js';
import { decodeCursor, encodeCursor, type PageInfo } from '../lineage/page.js';
import type { EntityRecord } from '../browse/entity-record.js';
import { findFacets, type Facet, type FacetField } from './search-facets.js';
import { criteriaOf, type SearchFilter } from './search-filter.js';
import type { SearchCriteria, SearchIndex, SearchOrder, SearchPlace } from './search-index.js';
import { searchWords } from './search-words.js';

export interface SearchRequest {
  /** Words, all of which must occur; left out or blank: everything that the filter lets through. */
  readonly text?: string;
  readonly filter?: SearchFilter;
  /** Left out: by relevance where there is a text, else by name. */
  readonly order?: SearchOrder;
}

export interface Found {
  readonly cursor: string;
  readonly node: EntityRecord;
}

/** A page of what is found. What concerns all of it is asked of the graph only when it is asked for here. */
export interface SearchResult {
  readonly items: readonly Found[];
  readonly pageInfo: PageInfo;
  total(): Promise<number>;
  facets(fields: readonly FacetField[], first: number): Promise<Facet[]>;
}

/**
 * Things that hold every word in a name, a tag, their description or the name of what they belong to. A page goes on
 * behind the place of the last thing, so that what comes or goes meanwhile makes it neither skip nor repeat.
 * @throws BAD_INPUT for a text that is too long, a range that holds nothing, a cursor of another order.
 */
export async function searchCatalog(
  index: SearchIndex,
  { text = '', filter = {}, order }: SearchRequest,
  { first, after }: { first: number; after?: string },
): Promise<SearchResult> {
  const words = searchWords(text);
  const wanted = order ?? { by: words ? 'RELEVANCE' : 'NAME', descending: false };
  const place = after === undefined ? undefined : placeIn(after, wanted);
  // A text without a word in it, such as "?!", is in nothing.
  if (!words && text.trim() !== '') return NOTHING;
  const criteria = await criteriaOf(index, filter, words);
  const found = await index.page(criteria, wanted, place, first + 1);
  const items = found
    .slice(0, first)
    .map(({ record, place: at }) => ({ node: record, cursor: cursorAt(at, wanted) }));
  const last = items.at(-1);
  return {
    items,
    pageInfo: { hasNextPage: found.length > first, ...(last ? { endCursor: last.cursor } : {}) },
    ...overall(index, criteria),
  };
}

const overall = (index: SearchIndex, criteria: SearchCriteria): Pick<SearchResult, 'total' | 'facets'> => ({
  total: () => index.count(criteria),
  facets: (fields, first) => findFacets(index, criteria, fields, first),
});

const NOTHING: SearchResult = {
  items: [],
  pageInfo: { hasNextPage: false },
  total: () => Promise.resolve(0),
  facets: (fields) => Promise.resolve([...new Set(fields)].map((by) => ({ by, values: [], distinct: 0 }))),
};

const nameOf = ({ by, descending }: SearchOrder): string => `${by} ${descending ? 'down' : 'up'}`;

const cursorAt = ({ up, down, name, id }: SearchPlace, order: SearchOrder): string =>
  encodeCursor([nameOf(order), up, down, name, id]);

function placeIn(cursor: string, order: SearchOrder): SearchPlace {
  const [made, ...parts] = decodeCursor(cursor);
  const [up, down, name, id, ...more] = parts.map(String);
  if (up === undefined || down === undefined || name === undefined || id === undefined || more.length > 0)
    throw badInput('`after` is not a cursor of this list: take it from the `endCursor` of the page before.');
  if (made !== nameOf(order))
    throw badInput('`after` comes from a page in another order: ask for that order again, or begin anew.');
  return { up, down, name, id };
}
