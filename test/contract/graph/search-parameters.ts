import fc from 'fast-check';
import { sortKey } from '../../../src/catalog/browse/sort-key.js';
import { SEARCH_ORDERS, VALUE_FACETS } from '../../../src/catalog/search/search-index.js';
import { searchWords } from '../../../src/catalog/search/search-words.js';
import { ENTITY_KINDS } from '../../../src/model/entities.js';
import { oddString, source, time, type TestGraph, type Values } from '../../support/graphs.js';

const text = (): fc.Arbitrary<string> =>
  fc.constantFrom('orders', 'ord', 'shop.orders', 'count_30d', 'customerChurn x', '漢', '😀', 'o');

/** What the words of a text become as parameters. */
const wordsOf = (asked: string | null): Values => {
  const { words: [seek, ...more] = [], name = '' } = (asked === null ? undefined : searchWords(asked)) ?? {};
  return {
    seek: seek === undefined ? null : ` ${seek}`,
    more: more.map((word) => ` ${word}`),
    wholeName: `|=${name}|`,
    wholeSeek: ` ${seek ?? ''} `,
    wholeMore: more.map((word) => ` ${word} `),
  };
};

const some = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> =>
  fc.array(values, { maxLength: 2 });

const idsIn = ({ nodes }: TestGraph): fc.Arbitrary<string[]> =>
  fc.array(fc.constantFrom('Table:a/nothing', ...nodes.map(({ id }) => id)), { maxLength: 8 });

const conditions = (graph: TestGraph): fc.Arbitrary<Values> =>
  fc.record({
    kinds: fc.oneof(fc.constant([...ENTITY_KINDS]), some(fc.constantFrom(...ENTITY_KINDS))),
    services: fc.option(some(source()), { freq: 2 }),
    isOneOf: some(
      fc.record({
        property: fc.constantFrom('stage', 'state', 'domain'),
        values: some(fc.constantFrom('archived', 'none', 'in_service', 'i̇ssσ')),
      }),
    ).map((list) => list.slice(1)),
    hasOneOf: some(
      fc.record({
        property: fc.constantFrom('tags', 'owners', 'terms'),
        values: some(oddString()),
        beginnings: some(fc.constantFrom('a', 'x/', '')),
      }),
    ).map((list) => list.slice(1)),
    liesBetween: some(
      fc.record({
        property: fc.constantFrom('createdAt', 'registeredAt'),
        low: fc.oneof(time(), fc.constant('')),
        high: fc.oneof(time(), fc.constant('~')),
      }),
    ).map((list) => list.slice(1)),
    ended: fc.boolean(),
    ids: idsIn(graph),
  });

type Parameters = (graph: TestGraph, member: string) => fc.Arbitrary<Values>;

/** Of a text, or, where the way is another, of one or none. */
const asked =
  (always: boolean): Parameters =>
  (graph) =>
    fc
      .tuple(conditions(graph), always ? text() : fc.option(text()))
      .map(([values, words]) => ({ ...values, ...wordsOf(words) }));

const place = (graph: TestGraph): fc.Arbitrary<Values> =>
  fc.record({
    up: fc.oneof(fc.constantFrom('', '0', '1', '3', '~', 'Table'), time(), oddString().map(sortKey)),
    down: fc.oneof(fc.constantFrom('', '1', 'Table'), time(), oddString().map(sortKey)),
    name: oddString().map(sortKey),
    afterId: fc.option(fc.constantFrom(...graph.nodes.map(({ id }) => id)), { freq: 2 }),
  });

const page =
  (always: boolean): Parameters =>
  (graph, member) =>
    fc
      .tuple(
        asked(always)(graph, member),
        place(graph),
        fc.record({
          by: fc.constantFrom(...SEARCH_ORDERS),
          descending: fc.boolean(),
          n: fc.constantFrom(0, 1, 3, 100),
        }),
      )
      .map(([criteria, after, order]) => ({ ...criteria, ...after, ...order }));

const withMore =
  (more: fc.Arbitrary<Values>): Parameters =>
  (graph, member) =>
    fc.tuple(asked(member === 'text')(graph, member), more).map(([values, rest]) => ({ ...values, ...rest }));

/** The parameters of the texts of search. */
export const SEARCH_PARAMETERS: Readonly<Record<string, Parameters>> = {
  'count-by-ids': asked(false),
  'count-by-kind': asked(false),
  'count-by-text': asked(true),
  'count-members': withMore(fc.record({ property: fc.constantFrom('tags', 'owners', 'terms') })),
  'count-values': withMore(fc.record({ facets: some(fc.constantFrom(...VALUE_FACETS)) })),
  'index-entities': (graph) =>
    fc.record({
      rows: fc.uniqueArray(
        fc.record({
          id: fc.constantFrom(...graph.nodes.map(({ id }) => id)),
          searchName: text(),
          searchText: text(),
        }),
        { selector: ({ id }) => id, maxLength: 4 },
      ),
    }),
  'platforms-of-services': () => fc.constant({}),
  'search-by-ids': page(false),
  'search-by-kind': page(false),
  'search-by-text': page(true),
  'unindexed-entities': () => fc.constant({}),
  'versions-with-metric': () =>
    fc.record({
      name: oddString(),
      low: fc.option(fc.constantFrom(0, 0.5, -2)),
      high: fc.option(fc.constantFrom(1, 0.5, 1e300)),
      lowIncluded: fc.boolean(),
      highIncluded: fc.boolean(),
      dataset: fc.option(oddString(), { freq: 2 }),
      slice: fc.constantFrom('', 'a'),
    }),
};
