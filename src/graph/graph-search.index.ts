import {
  VALUE_FACETS,
  type FoundRecord,
  type MetricBounds,
  type SearchCriteria,
  type SearchIndex,
  type SearchOrder,
  type SearchPlace,
  type ValueCount,
  type ValueFacet,
} from '../catalog/search/search-index.js';
import type { SearchWords } from '../catalog/search/search-words.js';
import type { GraphExecutor } from './executor.js';
import { entityRecord } from './property-codec.js';
import {
  countByIds,
  countByKind,
  countByText,
  searchByIds,
  searchByKind,
  searchByText,
  type SearchLabel,
  type SearchParams,
} from './queries/search-entities.js';
import { countMembers, countValues } from './queries/search-facets.js';
import { platformsOfServices, versionsWithMetric } from './queries/search-lookups.js';

/** Search over the text that is kept on each thing, in the transaction that writes the thing. */
export class GraphSearchIndex implements SearchIndex {
  constructor(private readonly executor: GraphExecutor) {}

  async page(
    criteria: SearchCriteria,
    { by, descending }: SearchOrder,
    after: SearchPlace | undefined,
    n: number,
  ): Promise<FoundRecord[]> {
    const { words } = criteria;
    const pages = { text: searchByText, kind: searchByKind, ids: searchByIds };
    const rows = await this.executor.read(textFor(pages, criteria), {
      ...paramsOf(criteria),
      ...wholesOf(words),
      ...{ by, descending },
      ...{ up: after?.up ?? '', down: after?.down ?? '', name: after?.name ?? '' },
      afterId: after?.id ?? null,
      n,
    });
    return rows.map(({ n: node, up, down, name }) => {
      const record = entityRecord(node);
      return { record, place: { up, down, name, id: record.id } };
    });
  }

  async count(criteria: SearchCriteria): Promise<number> {
    const counts = { text: countByText, kind: countByKind, ids: countByIds };
    const [row] = await this.executor.read(textFor(counts, criteria), paramsOf(criteria));
    return row?.total ?? 0;
  }

  async countValues(criteria: SearchCriteria, facets: readonly ValueFacet[]): Promise<ValueCount[]> {
    const params = { ...paramsOf(criteria), facets: [...facets] };
    const rows = await this.executor.read(countValues[wayOf(criteria)], params);
    return rows.map((row) => ({
      total: row.total,
      values: Object.fromEntries(VALUE_FACETS.map((facet) => [facet, row[facet]])),
    }));
  }

  countMembers(criteria: SearchCriteria, property: string): Promise<{ value: string; total: number }[]> {
    return this.executor.read(countMembers[wayOf(criteria)], { ...paramsOf(criteria), property });
  }

  versionsWith({ low, high, dataset, ...bounds }: MetricBounds): ReturnType<SearchIndex['versionsWith']> {
    return this.executor.read(versionsWithMetric, {
      ...bounds,
      ...{ low: low ?? null, high: high ?? null, dataset: dataset ?? null },
    });
  }

  platforms(): ReturnType<SearchIndex['platforms']> {
    return this.executor.read(platformsOfServices, {});
  }
}

type Way = 'text' | 'kind' | 'ids';

const wayOf = ({ ids, words }: SearchCriteria): Way => (ids ? 'ids' : words ? 'text' : 'kind');

/** One kind has a label of its own to be looked at; several are told apart among all. */
const labelOf = ({ kinds }: SearchCriteria): SearchLabel =>
  kinds.length === 1 && kinds[0] ? kinds[0] : 'Entity';

const textFor = <Text>(
  texts: Record<'text' | 'kind', Readonly<Record<SearchLabel, Text>>> & { ids: { readonly Entity: Text } },
  criteria: SearchCriteria,
): Text => {
  const way = wayOf(criteria);
  return way === 'ids' ? texts.ids.Entity : texts[way][labelOf(criteria)];
};

/** Words as they are kept stand between spaces: with the one before, it is a beginning; with both, it is whole. */
const wholesOf = ({ words: [seek = '', ...more], name }: SearchWords = { words: [], name: '' }) => ({
  wholeName: `|=${name}|`,
  wholeSeek: ` ${seek} `,
  wholeMore: more.map((word) => ` ${word} `),
});

function paramsOf({ kinds, words, ids, services, ended, ...conditions }: SearchCriteria): SearchParams {
  const [seek, ...more] = words?.words ?? [];
  return {
    kinds: [...kinds],
    seek: seek === undefined ? null : ` ${seek}`,
    more: more.map((word) => ` ${word}`),
    services: services ? [...services] : null,
    isOneOf: conditions.isOneOf.map(({ property, values }) => ({ property, values: [...values] })),
    hasOneOf: conditions.hasOneOf.map(({ property, values, beginnings }) => ({
      property,
      values: [...values],
      beginnings: [...beginnings],
    })),
    liesBetween: conditions.liesBetween.map((range) => ({ ...range })),
    ended,
    ids: [...(ids ?? [])],
  };
}
