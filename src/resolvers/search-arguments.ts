import type { SearchFilter } from '../catalog/search/search-filter.js';
import type { SearchOrder } from '../catalog/search/search-index.js';
import type { EntityFilter, SearchOrderInput } from './search.types.js';

/** GraphQL passes what a client left out as absent and what it set to null as null; both mean "any". */
export function filterOf(filter: EntityFilter | null | undefined): SearchFilter {
  return withoutNulls(filter ?? {}) as SearchFilter;
}

export const orderOf = (order: SearchOrderInput | null | undefined): SearchOrder | undefined =>
  order ? { by: order.by, descending: order.direction === 'DESCENDING' } : undefined;

/** Times become text, as they are kept. */
function withoutNulls(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return Object.fromEntries(present.map(([name, item]) => [name, withoutNulls(item)]));
}
