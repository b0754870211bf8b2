import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askOverHttp, startExampleServer, type ExampleServer } from '../../support/example-catalog.js';

let server: ExampleServer;
beforeAll(async () => {
  server = await startExampleServer();
});
afterAll(() => server.close());

const ask = (query: string, variables?: object) => askOverHttp(server.url, query, variables);

describe('The impact of dropping orders.count_30d', () => {
  interface Item {
    entity: { id: string; name: string; kind: string };
    state: string;
    certainty: string;
    severity: string;
    effect: string;
    why: { downstream: string; upstream: string }[];
  }
  let items: Item[];
  beforeAll(async () => {
    const { data, errors } = await ask(`{ impact(of: "orders.count_30d") {
      items { entity { id name kind } state certainty severity effect why { downstream upstream } }
      answer { complete sources { service lastSync outcome } }
    } }`);
    expect(errors).toBeUndefined();
    items = (data as unknown as { impact: { items: Item[] } }).impact.items;
  });
  const item = (id: string): Item | undefined => items.find(({ entity }) => entity.id === id);
  const version = (model: string, number: number) => item(`MLModelVersion:mlflow-prod/${model}/${number}`);

  it('names the version in service as live, and says that it cannot be retrained', () => {
    expect(version('customer_churn_predictor', 3)).toMatchObject({
      state: 'LIVE',
      certainty: 'INFERRED',
      severity: 'HIGH',
      effect: 'CANNOT_RETRAIN',
    });
  });

  it('names the deployment that reads it at scoring time as broken', () => {
    const deployment = items.find(({ entity }) => entity.name === 'customer_churn_predictor@champion');
    expect(deployment).toMatchObject({ state: 'LIVE', severity: 'CRITICAL', effect: 'BREAKS' });
  });

  it('names versions that nothing serves as dormant', () => {
    expect(version('customer_churn_predictor', 1)).toMatchObject({ state: 'DORMANT' });
    expect(version('customer_ltv_estimator', 1)).toMatchObject({ state: 'DORMANT', certainty: 'INFERRED' });
  });

  it('leaves out a version that is known to use other columns of the same table', () => {
    expect(version('support_load_forecaster', 1)).toBeUndefined();
  });

  it('calls a version POSSIBLE of which only the table is known', () => {
    expect(version('support_load_forecaster', 2)).toMatchObject({ state: 'LIVE', certainty: 'POSSIBLE' });
  });

  it('reaches the dashboard by the columns it shows and the application only possibly', () => {
    expect(items.find(({ entity }) => entity.name === 'Churn overview')).toMatchObject({
      certainty: 'INFERRED',
    });
    expect(items.find(({ entity }) => entity.name === 'apps.retention_alerts')).toMatchObject({
      certainty: 'POSSIBLE',
    });
  });

  it('leaves out a dashboard that reads another table', () => {
    expect(items.filter(({ entity }) => entity.kind === 'Dashboard')).toHaveLength(1);
  });

  it('gives each thing a way that starts at the column and ends at the thing', () => {
    for (const { entity, why } of items) {
      expect([why[0]?.upstream, why[0]?.downstream]).toContain(
        'Column:postgres%3A%2F%2Fwarehouse%3A5432/shop.public.orders/count_30d',
      );
      expect([why.at(-1)?.upstream, why.at(-1)?.downstream]).toContain(entity.id);
    }
  });
});

describe('A question to the catalog', () => {
  it('traces predictions to a source column', async () => {
    const { data } = await ask(
      `{ trace(from: "churn_scores.score", to: "orders.count_30d") { paths { downstream type upstream } more } }`,
    );
    const { paths } = (data as unknown as { trace: { paths: { type: string }[][] } }).trace;
    expect(paths[0]?.map(({ type }) => type)).toEqual([
      'PREDICTED_BY',
      'USES_FEATURE',
      'DERIVED_FROM',
      'DERIVED_FROM',
    ]);
  });

  it('answers every version of a model, newest first, with what serves it', async () => {
    const { data } = await ask(`{ entity(id: "customer_churn_predictor") { ... on MLModel {
      versions { totalCount nodes { version aliases deployedBy { name } } } latestVersion { version } version(alias: "challenger") { version } } } }`);
    expect(data).toMatchObject({
      entity: {
        versions: {
          totalCount: 3,
          nodes: [
            { version: '3', aliases: ['champion'] },
            { version: '2' },
            { version: '1', deployedBy: [] },
          ],
        },
        latestVersion: { version: '3' },
        version: { version: '2' },
      },
    });
  });

  it('pages through a lineage without losing or repeating anything', async () => {
    const query = `query Page($after: String, $first: Int) { lineage(id: "churn_scores", first: $first, after: $after) {
      nodes { entity { id } } pageInfo { hasNextPage endCursor } } }`;
    type Page = {
      lineage: { nodes: { entity: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
    const idsOf = ({ lineage }: Page): string[] => lineage.nodes.map(({ entity }) => entity.id);
    const whole = idsOf((await ask(query, { first: 1000 })).data as unknown as Page);
    const joined: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = (await ask(query, { first: 7, after })).data as unknown as Page;
      joined.push(...idsOf(page));
      ({ hasNextPage: more, endCursor: after } = page.lineage.pageInfo);
    }
    expect(joined).toEqual(whole);
    expect(whole.length).toBeGreaterThan(20);
  });

  it('says at a depth what was cut and where to go on', async () => {
    const { data } = await ask(
      `{ lineage(id: "churn_scores", depth: 1) { nodes { depth } answer { complete cut { reason beyond at } } } }`,
    );
    expect(data).toMatchObject({ lineage: { answer: { complete: false, cut: [{ reason: 'DEPTH' }] } } });
  });

  it('asks the graph once per level, however many versions a page has', async () => {
    const { entities } = server.catalog.ports;
    const asked: string[] = [];
    const { related } = entities;
    entities.related = (ids, relation, direction) => {
      asked.push(relation);
      return related.call(entities, ids, relation, direction);
    };
    await ask(
      `{ models { nodes { versions { nodes { features { sources { column { name } } } metrics { name } } } } } }`,
    );
    entities.related = related;
    expect(asked.sort()).toEqual(['DERIVED_FROM', 'HAS_METRIC', 'HAS_VERSION', 'USES_FEATURE']);
  });
});

describe('A question that cannot be answered', () => {
  it('gets NOT_FOUND with near names for a name that nothing has', async () => {
    const { errors } = await ask(`{ entity(id: "orders.count_3d") { id } }`);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'NOT_FOUND',
      near: expect.arrayContaining(['orders.count_30d']) as unknown,
    });
  });

  it('gets the candidates for a name that means several things', async () => {
    const { errors } = await ask(`{ entity(id: "count_30d") { id } }`);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_INPUT');
    expect(errors?.[0]?.extensions['candidates']).toHaveLength(2);
  });

  it.each([
    ['a page of 5,000', '{ models(first: 5000) { totalCount } }'],
    ['a cursor that is none', '{ models(after: "nonsense") { totalCount } }'],
    ['a negative depth', '{ lineage(id: "churn_scores", depth: -1) { pageInfo { hasNextPage } } }'],
    ['a diff of tables', '{ diff(a: "churn_scores", b: "customer_features") { differences { name } } }'],
  ])('gets BAD_INPUT for %s', async (_, query) => {
    expect((await ask(query)).errors?.[0]?.extensions['code']).toBe('BAD_INPUT');
  });

  it('is refused before it runs when it is deeper than any honest question', async () => {
    const deep = `${'versions { nodes { model { '.repeat(8)}id${' } } }'.repeat(8)}`;
    const { errors } = await ask(`{ models { nodes { ${deep} } } }`);
    expect(errors?.[0]?.message).toMatch(/depth/i);
  });

  it('is refused at the parser when it has more tokens than any honest question', async () => {
    const { errors } = await ask(`{ ${'__typename '.repeat(5000)} }`);
    expect(errors?.[0]?.message).toMatch(/token/i);
  });

  it('never shows a stack trace', async () => {
    const text =
      JSON.stringify(await ask('{ entity(id: "x") { nope } }')) +
      JSON.stringify(await ask('{ entity(id: ":::") { id } }'));
    expect(text).not.toMatch(/node_modules|\.js:\d+|stacktrace/);
  });
});

describe('The server', () => {
  it('shows a query page that needs nothing from elsewhere', async () => {
    const response = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } });
    const page = await response.text();
    expect(response.headers.get('content-type')).toMatch(/text\/html/);
    expect(page).toContain('orders.count_30d');
    expect(page).not.toMatch(/<(script|link)[^>]+(src|href)="https?:/);
  });

  it('says that it is alive and ready', async () => {
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  it('refuses a body that is too large', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }', variables: { x: 'y'.repeat(2_000_000) } }),
    });
    expect(response.status).toBe(413);
  });
});
