import { VALUE_FACETS, type ValueFacet } from '../../catalog/search/search-index.js';
import { defineQueries } from '../query.js';
import { FOUND, SERVICES, type SearchParams } from './search-entities.js';

const WAYS = Object.keys(FOUND) as (keyof typeof FOUND)[];

const PROPERTIES: Record<Exclude<ValueFacet, 'SERVICE'>, string> = {
  KIND: 'kind',
  DOMAIN: 'domain',
  STAGE: 'stage',
  STATUS: 'status',
  STATE: 'state',
  TASK: 'task',
  FRAMEWORK: 'framework',
};

const valueOf = (facet: ValueFacet): string =>
  facet === 'SERVICE'
    ? SERVICES
    : `CASE WHEN n.${PROPERTIES[facet]} IS NULL THEN [] ELSE [n.${PROPERTIES[facet]}] END`;

export interface ValueCountRow extends Record<ValueFacet, string[]> {
  total: number;
}

/**
 * How many things have each combination of the values asked for: far fewer rows than things. What is not asked for
 * is the same for all and so does not part them.
 */
export const countValues = defineQueries<
  keyof typeof FOUND,
  SearchParams & { facets: string[] },
  ValueCountRow
>(
  'count-values',
  'read',
  WAYS,
  (way) => `${FOUND[way]('Entity')}
   WITH ${VALUE_FACETS.map((facet) => `CASE WHEN "${facet}" IN $facets THEN ${valueOf(facet)} ELSE [] END AS ${facet}`).join(',\n        ')}
   RETURN ${VALUE_FACETS.join(', ')}, count(*) AS total`,
);

/** How many things hold each member of a list; one that is in a list twice counts once. */
export const countMembers = defineQueries<
  keyof typeof FOUND,
  SearchParams & { property: string },
  { value: string; total: number }
>(
  'count-members',
  'read',
  WAYS,
  (way) => `${FOUND[way]('Entity')}
   UNWIND coalesce(n[$property], []) AS value
   WITH DISTINCT n, value
   RETURN value, count(*) AS total`,
);
