import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askOverHttp, startExampleServer, type ExampleServer } from '../../support/example-catalog.js';

let server: ExampleServer;
beforeAll(async () => {
  server = await startExampleServer();
});
afterAll(() => server.close());

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string; readonly kind: string; readonly name: string }[];
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly near: readonly string[];
  readonly facets: readonly {
    readonly by: string;
    readonly distinct: number;
    readonly values: readonly { readonly value: string; readonly count: number }[];
  }[];
}

const FIELDS = `totalCount nodes { id kind name } edges { cursor node { id } } pageInfo { hasNextPage endCursor } near
  facets(by: [KIND, SERVICE, PLATFORM]) { by distinct values { value count } }`;

const QUERY = `query ($text: String, $filter: EntityFilter, $orderBy: SearchOrder, $first: Int, $after: String) {
  search(text: $text, filter: $filter, orderBy: $orderBy, first: $first, after: $after) { ${FIELDS} } }`;

async function search(variables: object): Promise<Page> {
  const { data, errors } = await askOverHttp(server.url, QUERY, variables);
  expect(errors).toBeUndefined();
  return (data as unknown as { search: Page }).search;
}

describe('Search by GraphQL', () => {
  it('finds a column by its table and its name, before all else', async () => {
    const { nodes } = await search({ text: 'orders.count_30d' });
    expect(nodes[0]?.id).toBe('Column:postgres%3A%2F%2Fwarehouse%3A5432/shop.public.orders/count_30d');
  });

  it('counts by facets what it finds, and a filter by a value lets exactly those through', async () => {
    const { totalCount, facets } = await search({ text: 'churn', first: 1 });
    const kinds = facets.find(({ by }) => by === 'KIND')?.values ?? [];
    expect(kinds.reduce((sum, { count }) => sum + count, 0)).toBe(totalCount);
    for (const { value, count } of kinds) {
      const one = await search({ text: 'churn', filter: { kinds: [value] }, first: 1000 });
      expect([one.totalCount, one.nodes.length]).toEqual([count, count]);
    }
  });

  it('goes through everything page by page, in the order asked for', async () => {
    const orderBy = { by: 'SINCE', direction: 'DESCENDING' };
    const whole = await search({ filter: {}, orderBy, first: 1000 });
    const ids: string[] = [];
    for (let after: string | null = null; ;) {
      const { nodes, pageInfo } = await search({ orderBy, first: 37, after });
      ids.push(...nodes.map(({ id }) => id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(ids).toEqual(whole.nodes.map(({ id }) => id));
    expect(new Set(ids).size).toBe(whole.totalCount);
  });

  it('filters by the figures of versions', async () => {
    const metric = [{ name: 'auc', is: 'ABOVE', value: 0.5 }];
    const { nodes } = await search({ filter: { metric, kinds: ['MLModelVersion', 'MLModel'] } });
    expect(nodes.map(({ kind }) => kind)).toContain('MLModelVersion');
    const above = await search({ filter: { metric: [{ name: 'auc', is: 'ABOVE', value: 1 }] } });
    expect(above.totalCount).toBe(0);
  });

  it('says what comes near where nothing is found, and only there', async () => {
    const missed = await search({ text: 'custmer_churn_predictor' });
    expect([missed.totalCount, missed.near[0]]).toEqual([0, 'customer_churn_predictor']);
    expect((await search({ text: 'customer_churn_predictor' })).near).toEqual([]);
  });

  it.each([
    ['an unknown facet', '{ search(text: "a") { facets(by: [SHAPE]) { by } } }', /SHAPE/],
    [
      'an unknown comparison',
      '{ search(filter: { metric: [{ name: "a", is: NEAR, value: 1 }] }) { near } }',
      /NEAR/,
    ],
    ['a page of nothing', '{ search(text: "a", first: 0) { near } }', /first/],
    ['10,001 values', `{ search(filter: { owner: [${'"a",'.repeat(10_001)}] }) { near } }`, /./],
    ['a text of 10,000 words', `{ search(text: "${'word '.repeat(10_000)}") { near } }`, /takes up to/],
  ])('refuses %s', async (_, query, message) => {
    const { errors } = await askOverHttp(server.url, query);
    expect(errors?.[0]?.message).toMatch(message);
  });
});

describe('The lists of models and services', () => {
  it('take the same filters and orders', async () => {
    const { data, errors } = await askOverHttp(
      server.url,
      `{ all: models(first: 2, orderBy: { by: NAME, direction: DESCENDING }) { totalCount nodes { name } pageInfo { endCursor } }
         some: models(filter: { service: "mlflow-prod", metric: { name: "auc", is: AT_LEAST, value: 0 } }) { totalCount nodes { name } }
         none: models(filter: { service: "nobody" }) { totalCount nodes { name } }
         services(filter: { platform: "mlflow" }) { nodes { name } } }`,
    );
    expect(errors).toBeUndefined();
    interface List {
      readonly totalCount: number;
      readonly nodes: readonly { readonly name: string }[];
    }
    const { all, some, none, services } = data as unknown as Record<
      'all' | 'some' | 'none' | 'services',
      List
    >;
    const names = all.nodes.map(({ name }) => name);
    expect(names).toEqual([...names].sort().reverse());
    expect(all.totalCount).toBeGreaterThan(2);
    expect(some.nodes.map(({ name }) => name)).toContain('customer_churn_predictor');
    expect(none).toEqual({ totalCount: 0, nodes: [] });
    expect(services.nodes).toEqual([{ name: 'mlflow-prod' }]);
  });
});
