import { beforeAll, describe, expect, it } from 'vitest';
import { searchCatalog, type SearchRequest } from '../../../src/catalog/search/search-catalog.js';
import { FACETS } from '../../../src/catalog/search/search-facets.js';
import type { Comparison, SearchFilter } from '../../../src/catalog/search/search-filter.js';
import type { GraphExecutor } from '../../../src/graph/executor.js';
import { GraphSearchIndex } from '../../../src/graph/graph-search.index.js';
import { migrate } from '../../../src/graph/migrations.js';
import type { EntityDocument } from '../../../src/model/document.js';
import { canonicalGraph } from '../../support/canonical-graph.js';
import { syncInto } from '../../support/documents.js';
import { describeOnEveryEngine, testQuery } from '../../support/engines.js';

const version = (model: string, number: string, rest: object = {}): EntityDocument => ({
  ...{ kind: 'MLModelVersion', service: 'prod', model, version: number },
  ...rest,
});

const metric = (
  model: string,
  number: string,
  name: string,
  value: number | string,
  rest: object = {},
): EntityDocument => ({
  ...{
    kind: 'Metric',
    service: 'prod',
    model,
    version: number,
    metric: name,
    datasetName: '',
    slice: '',
    value,
  },
  ...rest,
});

const REGISTRY: readonly EntityDocument[] = [
  { kind: 'MLModelService', service: 'prod', platform: 'MLflow' },
  {
    ...{
      kind: 'MLModel',
      service: 'prod',
      model: 'churn-predictor',
      task: 'classification',
      domain: 'Retention',
    },
    ...{ owners: ['anna', 'team-risk'], tags: ['pii', 'tier=1'], description: 'Who leaves next month.' },
    ...{ createdAt: '2026-01-05T00:00:00.000Z', updatedAt: '2026-03-01T00:00:00.000Z', stage: 'production' },
  },
  {
    ...{
      kind: 'MLModel',
      service: 'prod',
      model: 'customerChurn',
      task: 'Classification',
      domain: 'retention',
    },
    ...{ owners: ['ben'], tags: ['tier=2'], createdAt: '2026-02-05T00:00:00.000Z', status: 'draft' },
  },
  {
    kind: 'MLModel',
    service: 'prod',
    model: 'churned_items',
    description: 'Butter, mostly.',
    terms: ['Dairy'],
  },
  { kind: 'MLModel', service: 'prod', model: 'demand', description: 'What churn does to demand.' },
  version('churn-predictor', '1', { framework: 'sklearn', registeredAt: '2026-01-06T00:00:00.000Z' }),
  version('churn-predictor', '2', {
    ...{ framework: 'XGBoost', stage: 'Production', aliases: ['champion'] },
    registeredAt: '2026-02-06T00:00:00.000Z',
  }),
  version('demand', '1', { framework: 'xgboost', stage: 'PRODUCTION' }),
  metric('churn-predictor', '1', 'auc', 0.82),
  metric('churn-predictor', '2', 'auc', 0.92),
  metric('churn-predictor', '2', 'auc', 0.7, { slice: 'age<25' }),
  metric('churn-predictor', '2', 'f1', 0.5),
  metric('demand', '1', 'auc', 'NaN'),
  metric('demand', '1', 'f1', 0.9),
  { kind: 'Deployment', service: 'prod', endpoint: 'scoring', state: 'IN_SERVICE' },
];

const WAREHOUSE: readonly EntityDocument[] = [
  { kind: 'MLModelService', service: 'warehouse', platform: 'OpenLineage' },
  { kind: 'Table', namespace: 'db', table: 'shop.public.orders' },
  { kind: 'Column', namespace: 'db', table: 'shop.public.orders', column: 'count_30d' },
  { kind: 'Column', namespace: 'db', table: 'shop.public.orders', column: 'id' },
  { kind: 'Table', namespace: 'db', table: 'shop.customer_orders', description: '漢字の表 😀' },
];

const lastNames = (ids: readonly string[]): string[] =>
  ids.map((id) => decodeURIComponent(id.replace(/^\w+:[^/]*\//, '')));

describeOnEveryEngine('search', (open) => {
  let executor: GraphExecutor;
  let index: GraphSearchIndex;
  beforeAll(async () => {
    executor = await open();
    index = new GraphSearchIndex(executor);
    await syncInto(executor, { service: 'prod', documents: REGISTRY });
    await syncInto(executor, { service: 'warehouse', documents: WAREHOUSE });
  });

  const ask = (request: SearchRequest, first = 100) => searchCatalog(index, request, { first });
  const idsOf = async (request: SearchRequest): Promise<string[]> =>
    (await ask(request)).items.map(({ node }) => node.id);
  const found = async (text: string, filter: SearchFilter = {}): Promise<string[]> =>
    lastNames(await idsOf({ text, filter }));

  describe('by name', () => {
    it.each([
      ['orders.count_30d', 'shop.public.orders/count_30d'],
      ['shop.public.orders.count_30d', 'shop.public.orders/count_30d'],
      ['count_30d', 'shop.public.orders/count_30d'],
      ['COUNT_30', 'shop.public.orders/count_30d'],
      ['count30d', 'shop.public.orders/count_30d'],
      ['30d', 'shop.public.orders/count_30d'],
      ['customerChurn', 'customerChurn'],
      ['customer churn', 'customerChurn'],
      ['customer-churn', 'customerChurn'],
      ['customerchurn', 'customerChurn'],
      ['CUSTOMERCH', 'customerChurn'],
      ['churn-predictor', 'churn-predictor'],
      ['predictor', 'churn-predictor'],
      ['churn pred', 'churn-predictor'],
      ['churn_predictor@2', 'churn-predictor/2'],
      ['churn_predictor@champion', 'churn-predictor/2'],
      ['字の', 'shop.customer_orders'],
      ['😀', 'shop.customer_orders'],
    ])('%s finds, first of all, %s', async (text, name) => {
      expect((await found(text))[0]).toBe(name);
    });

    it('puts the whole name before whole words, these before beginnings, and those before descriptions', async () => {
      expect(await found('churn', { kinds: ['MLModel'] })).toEqual([
        'churn-predictor',
        'customerChurn',
        'churned_items',
        'demand',
      ]);
      expect((await found('orders', { kinds: ['Table', 'Column'] })).slice(0, 2)).toEqual(
        ['shop.public.orders', 'shop.customer_orders'].sort().reverse(),
      );
    });

    it('finds a thing only where all words occur', async () => {
      expect(await found('churn butter')).toEqual(['churned_items']);
      expect(await found('churn butter demand')).toEqual([]);
    });

    it('leaves out what is found through what it belongs to, unless it is asked for', async () => {
      expect(await found('auc')).toEqual([]);
      expect(await found('auc', { kinds: ['Metric'] })).toHaveLength(4);
    });
  });

  describe('by filters', () => {
    const churnModels = ['churn-predictor', 'customerChurn'];
    it.each<[string, SearchFilter, string[]]>([
      [
        'service',
        { service: ['warehouse'], kinds: ['Table'] },
        ['shop.customer_orders', 'shop.public.orders'],
      ],
      ['service', { service: ['nobody'] }, []],
      ['platform', { platform: ['mlflow'], kinds: ['Deployment'] }, ['scoring']],
      ['platform and service', { platform: ['mlflow'], service: ['warehouse'] }, []],
      ['domain, in any case', { domain: ['RETENTION'] }, churnModels],
      ['owner', { owner: ['anna', 'ben'] }, churnModels],
      ['tag', { tag: ['pii'] }, ['churn-predictor']],
      ['tag with whatever value', { tag: ['tier'] }, churnModels],
      ['tag with a value', { tag: ['tier=2'] }, ['customerChurn']],
      ['stage', { stage: ['production'], kinds: ['MLModel'] }, ['churn-predictor']],
      ['status', { status: ['draft', 'ready'] }, ['customerChurn']],
      ['state', { state: ['in_service'] }, ['scoring']],
      ['task', { task: ['classification'] }, churnModels],
      ['framework', { framework: ['xgboost'] }, ['demand/1', 'churn-predictor/2']],
      ['term', { term: ['Dairy'] }, ['churned_items']],
      ['creation', { createdAt: { from: '2026-02-01T00:00:00.000Z' } }, ['customerChurn']],
      ['creation', { createdAt: { to: '2026-02-05T00:00:00.000Z' } }, ['churn-predictor']],
      ['change', { updatedAt: { from: '2026-03-01T00:00:00.000Z' } }, ['churn-predictor']],
      [
        'registration',
        { registeredAt: { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' } },
        ['churn-predictor/1'],
      ],
      ['two filters at once', { owner: ['anna'], tag: ['tier=2'] }, []],
    ])('lets through by %s what has it', async (_, filter, names) => {
      expect(await found('', filter)).toEqual(names);
    });

    const threshold = (name: string, is: Comparison, value: number, rest = {}) => ({
      name,
      is,
      value,
      ...rest,
    });
    it.each([
      ['above', [threshold('auc', 'ABOVE', 0.9)], ['churn-predictor/2', 'churn-predictor']],
      ['above its own value', [threshold('auc', 'ABOVE', 0.92)], []],
      ['at least', [threshold('auc', 'AT_LEAST', 0.92)], ['churn-predictor/2', 'churn-predictor']],
      ['below', [threshold('auc', 'BELOW', 0.9)], ['churn-predictor/1', 'churn-predictor']],
      ['at most, as a whole number', [threshold('auc', 'AT_MOST', 0)], []],
      ['equal', [threshold('f1', 'EQUAL_TO', 0.5)], ['churn-predictor/2', 'churn-predictor']],
      [
        'of a slice',
        [threshold('auc', 'BELOW', 0.8, { slice: 'age<25' })],
        ['churn-predictor/2', 'churn-predictor'],
      ],
      ['of other data', [threshold('auc', 'ABOVE', 0.1, { dataset: 'holdout' })], []],
      [
        'two, which one version must meet',
        [threshold('auc', 'BELOW', 0.9), threshold('f1', 'BELOW', 0.9)],
        [],
      ],
    ])(
      'lets through versions with a figure %s, and the models that have one',
      async (_, thresholds, names) => {
        expect(await found('', { metric: thresholds })).toEqual(names);
        expect(await found('zzz', { metric: thresholds })).toEqual([]);
      },
    );
  });

  describe('facets', () => {
    it('count what is found as counting by hand does', async () => {
      const result = await ask({ text: 'churn' });
      const facets = await result.facets(FACETS, 100);
      const counts = Object.fromEntries(
        facets.map(({ by, values }) => [by, values.map(({ value, count }) => `${value} ${count}`)]),
      );
      expect(await result.total()).toBe(6);
      expect(counts).toEqual({
        KIND: ['MLModel 4', 'MLModelVersion 2'],
        SERVICE: ['prod 6'],
        PLATFORM: ['MLflow 6'],
        DOMAIN: ['Retention 2'],
        OWNER: ['anna 1', 'ben 1', 'team-risk 1'],
        TAG: ['pii 1', 'tier=1 1', 'tier=2 1'],
        STAGE: ['Production 2'],
        STATUS: ['draft 1'],
        STATE: [],
        TASK: ['Classification 2'],
        FRAMEWORK: ['XGBoost 1', 'sklearn 1'],
        TERM: ['Dairy 1'],
      });
    });

    it('agree with what a filter by one of their values lets through', async () => {
      const everything = await ask({});
      const filters = {
        KIND: 'kinds',
        SERVICE: 'service',
        PLATFORM: 'platform',
        STAGE: 'stage',
        OWNER: 'owner',
        FRAMEWORK: 'framework',
      };
      for (const [by, name] of Object.entries(filters)) {
        const [facet] = await everything.facets([by as keyof typeof filters], 100);
        expect(facet?.values.length, by).toBeGreaterThan(0);
        for (const { value, count } of facet?.values ?? []) {
          const filtered = await ask({ filter: { [name]: [value] } });
          expect(await filtered.total(), `${by} ${value}`).toBe(count);
        }
      }
    });

    it('say how many values there are beyond those that are shown', async () => {
      const [owners] = await (await ask({})).facets(['OWNER'], 1);
      expect(owners).toEqual({ by: 'OWNER', values: [{ value: 'anna', count: 1 }], distinct: 3 });
    });
  });

  describe('odd questions', () => {
    it.each(['?!', '"', '()[]{}*+\\', '\u0000', '-- \t'])(
      'finds nothing by %j, which holds no word',
      async (text) => {
        const result = await ask({ text });
        expect([result.items, await result.total()]).toEqual([[], 0]);
      },
    );

    it.each(['"churn"', 'churn)', '(churn*', 'churn~ ', '\u0000churn', 'churn.*'])(
      'takes the words out of %j',
      async (text) => {
        expect(await found(text, { kinds: ['MLModel'] })).toHaveLength(4);
      },
    );

    it('lets everything current through where no text is given', async () => {
      expect(await idsOf({ text: '  ' })).toEqual(await idsOf({}));
      expect((await idsOf({})).length).toBeGreaterThan(10);
    });

    it.each([
      ['10,000 words', Array.from({ length: 10_000 }, (_, n) => `w${n}`).join(' ')],
      ['33 words', Array.from({ length: 33 }, (_, n) => `w${n}`).join(' ')],
    ])('refuses %s and says how many it takes', async (_, text) => {
      await expect(ask({ text })).rejects.toMatchObject({ code: 'BAD_INPUT', message: /takes up to/ });
    });

    it('refuses a cursor of another order and one that is none', async () => {
      const { items } = await ask({ text: 'churn' }, 1);
      const after = items[0]?.cursor ?? '';
      const order = { by: 'NAME', descending: false } as const;
      await expect(searchCatalog(index, { text: 'churn', order }, { first: 1, after })).rejects.toMatchObject(
        {
          code: 'BAD_INPUT',
          message: /another order/,
        },
      );
      await expect(searchCatalog(index, {}, { first: 1, after: 'x' })).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
    });

    it('refuses a span of time that ends before it begins', async () => {
      const createdAt = { from: '2026-02-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' };
      await expect(ask({ filter: { createdAt } })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    });
  });
});

describeOnEveryEngine('search in a catalog that changes', (open) => {
  const model = (name: string, rest: object = {}): EntityDocument => ({
    ...{ kind: 'MLModel', service: 's', model: name },
    ...rest,
  });
  const end = testQuery<{ id: string; until: string | null }, object>(
    'write',
    'MATCH (n:Entity {id: $id}) SET n.until = $until',
  );

  it('finds what was just written by its new words, and no longer by its old ones', async () => {
    const executor = await open();
    const index = new GraphSearchIndex(executor);
    const names = async (text: string): Promise<string[]> =>
      (await searchCatalog(index, { text }, { first: 10 })).items.map(({ node }) => node.name);
    await syncInto(executor, { service: 's', documents: [model('a', { description: 'old words' })] });
    expect(await names('words')).toEqual(['a']);
    await syncInto(executor, { service: 's', documents: [model('a', { displayName: 'Next Thing' })] });
    expect(await names('words')).toEqual([]);
    expect(await names('thing next')).toEqual(['a']);
    // What is only referred to so far is found as well: the service was never described.
    expect(await names('s')).toEqual(['s']);
  });

  it('leaves out what has ended, unless it is asked for', async () => {
    const executor = await open();
    const index = new GraphSearchIndex(executor);
    await syncInto(executor, { service: 's', documents: [model('a'), model('b')] });
    await executor.write((tx) => tx.run(end, { id: 'MLModel:s/a', until: '2026-11-02T00:00:00.000Z' }));
    const count = async (filter: SearchFilter): Promise<number> =>
      (await searchCatalog(index, { filter: { kinds: ['MLModel'], ...filter } }, { first: 10 })).total();
    expect(await count({})).toBe(1);
    expect(await count({ ended: true })).toBe(2);
  });

  it.each(['RELEVANCE', 'NAME', 'CREATED_AT', 'SINCE'] as const)(
    'pages by %s neither skip nor repeat what stays, while other things come and go',
    async (by) => {
      const executor = await open();
      const index = new GraphSearchIndex(executor);
      const day = (n: number): string => `2026-01-${String(1 + (n % 5)).padStart(2, '0')}T00:00:00.000Z`;
      const stays = Array.from({ length: 12 }, (_, n) =>
        model(`churn ${n % 3 === 0 ? 'é' : 'Ａ'}${n}`, n % 4 === 0 ? {} : { createdAt: day(n) }),
      );
      const goes = Array.from({ length: 6 }, (_, n) => model(`churn g${n}`, { createdAt: day(n) }));
      await syncInto(executor, { service: 's', documents: [...stays, ...goes] });
      const seen: string[] = [];
      let after: string | undefined;
      for (let page = 0; page < 30; page += 1) {
        const order = { by, descending: page < 0 };
        const { items, pageInfo } = await searchCatalog(
          index,
          { text: 'churn', filter: { kinds: ['MLModel'] }, order },
          { first: 2, ...(after === undefined ? {} : { after }) },
        );
        seen.push(...items.map(({ node }) => node.name));
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
        const gone = `MLModel:s/churn%20g${page % 6}`;
        await executor.write((tx) => tx.run(end, { id: gone, until: page % 2 ? null : day(1) }));
        await syncInto(executor, {
          service: 't',
          documents: [model(`churn new${page}`, { service: 't', createdAt: day(page) })],
        });
      }
      const staying = seen.filter((name) => /[éＡ]/u.test(name));
      expect([...staying].sort()).toEqual(stays.map((document) => String(document['model'])).sort());
    },
  );

  it('indexes what a catalog of an older version holds, once', async () => {
    const executor = await open();
    const index = new GraphSearchIndex(executor);
    await syncInto(executor, { service: 's', documents: [model('churn', { tags: ['gold'] }), ...WAREHOUSE] });
    const indexed = await canonicalGraph(executor);
    const forget = testQuery<object, object>(
      'write',
      `MATCH (n) WHERE n.searchText IS NOT NULL OR n.version IS NOT NULL
       SET n.searchText = null, n.searchName = null SET n.version = CASE WHEN n.id = "schema" THEN 1 ELSE n.version END`,
    );
    await executor.write((tx) => tx.run(forget, {}));
    expect((await searchCatalog(index, { text: 'gold' }, { first: 10 })).items).toEqual([]);
    await migrate(executor);
    expect(await canonicalGraph(executor)).toEqual(indexed);
    await migrate(executor);
    expect(await canonicalGraph(executor)).toEqual(indexed);
  });
});
