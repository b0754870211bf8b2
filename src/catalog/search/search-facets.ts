import { groupBy } from '../../group-by.js';
import { VALUE_FACETS, type SearchCriteria, type SearchIndex, type ValueFacet } from './search-index.js';

const MEMBER_FACETS = { OWNER: 'owners', TAG: 'tags', TERM: 'terms' } as const;
type MemberFacet = keyof typeof MEMBER_FACETS;

/** What the things found can be told apart by. */
export const FACETS = [...VALUE_FACETS, 'PLATFORM', 'OWNER', 'TAG', 'TERM'] as const;
export type FacetField = (typeof FACETS)[number];

export interface FacetValue {
  readonly value: string;
  /** How many of the things found have it. */
  readonly count: number;
}

export interface Facet {
  readonly by: FacetField;
  /** The most frequent first, then by value. */
  readonly values: readonly FacetValue[];
  /** How many different values there are in all. */
  readonly distinct: number;
}

/** Exact counts over all that is found, not over a page: one question for all single values, one for each list. */
export async function findFacets(
  index: SearchIndex,
  criteria: SearchCriteria,
  fields: readonly FacetField[],
  first: number,
): Promise<Facet[]> {
  const asked = [...new Set(fields)];
  const values = valueFacetsIn(asked);
  const [counts, platforms, members] = await Promise.all([
    values.length > 0 ? index.countValues(criteria, values) : [],
    asked.includes('PLATFORM') ? index.platforms() : [],
    Promise.all(
      asked
        .filter(isMember)
        .map(async (by) => [by, await index.countMembers(criteria, MEMBER_FACETS[by])] as const),
    ),
  ]);
  const platformOf = new Map(platforms.map(({ service, platform }) => [service, platform]));
  const listed = new Map(members);
  return asked.map((by) => {
    if (isMember(by)) return facetOf(by, listed.get(by) ?? [], first);
    const rows = counts.flatMap((row) =>
      valuesOf(by, row.values, platformOf).map((value) => ({ value, total: row.total })),
    );
    return facetOf(by, by === 'SERVICE' || by === 'KIND' ? rows : withoutCase(rows), first);
  });
}

const isMember = (by: FacetField): by is MemberFacet => by in MEMBER_FACETS;

const valueFacetsIn = (asked: readonly FacetField[]): ValueFacet[] => {
  const needed = new Set(asked.map((by) => (by === 'PLATFORM' ? 'SERVICE' : by)));
  return VALUE_FACETS.filter((by) => needed.has(by));
};

/** Several services of one platform may speak of one thing, which is counted once. */
function valuesOf(
  by: Exclude<FacetField, MemberFacet>,
  values: Partial<Record<ValueFacet, readonly string[]>>,
  platformOf: ReadonlyMap<string, string>,
): string[] {
  if (by !== 'PLATFORM') return [...new Set(values[by] ?? [])];
  return [...new Set((values.SERVICE ?? []).flatMap((service) => platformOf.get(service) ?? []))];
}

type Row = { readonly value: string; readonly total: number };

/** Filters do not regard case, so neither do counts: a value goes by its most frequent spelling. */
function withoutCase(rows: readonly Row[]): Row[] {
  const spellings = groupBy(summed(rows), ({ value }) => value.toLowerCase());
  return [...spellings.values()].map((group) => ({
    value: group.sort(byCount)[0]?.value ?? '',
    total: group.reduce((sum, { count }) => sum + count, 0),
  }));
}

function summed(rows: readonly Row[]): FacetValue[] {
  const totals = new Map<string, number>();
  for (const { value, total } of rows) totals.set(value, (totals.get(value) ?? 0) + total);
  return [...totals].map(([value, count]) => ({ value, count }));
}

const byCount = (a: FacetValue, b: FacetValue): number => b.count - a.count || (a.value < b.value ? -1 : 1);

function facetOf(by: FacetField, rows: readonly Row[], first: number): Facet {
  const values = summed(rows).sort(byCount);
  return { by, values: values.slice(0, first), distinct: values.length };
}
