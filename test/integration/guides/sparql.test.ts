import { readFile } from 'node:fs/promises';
import { Store, type Term } from 'oxigraph';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askOverHttp, startExampleServer, type ExampleServer } from '../../support/example-catalog.js';

const GUIDE = new URL('../../../docs/guides/standards.md', import.meta.url);
const WAREHOUSE = 'postgres%3A%2F%2Fwarehouse%3A5432';
const PREDICTIONS = `Table:${WAREHOUSE}/shop.public.churn_scores`;
const COLUMN = `Column:${WAREHOUSE}/shop.public.orders/count_30d`;

/** A question of the guide, and the rows that the guide shows below it. */
interface Asked {
  readonly query: string;
  readonly shown: readonly string[];
}

async function askedInGuide(): Promise<Asked[]> {
  const guide = await readFile(GUIDE, 'utf8');
  const blocks = [...guide.matchAll(/^```sparql\n(.*?)^```$\n\n((?:^\|[^\n]*\n)+)/gms)];
  return blocks.map(([, query = '', table = '']) => ({
    query,
    shown: [...table.matchAll(/`([^`]+)`/g)].map(([, cell = '']) => cell),
  }));
}

/** The first variable of each solution. */
function rowsOf(store: Store, query: string): string[] {
  const solutions = store.query(query) as Map<string, Term>[];
  return solutions.map((solution) => [...solution.values()][0]?.value ?? '');
}

interface LineageAnswer {
  readonly nodes: readonly { entity: { id: string; kind: string } }[];
  readonly edges: readonly { downstream: string; upstream: string; type: string }[];
}
interface ImpactAnswer {
  readonly items: readonly { entity: { id: string; kind: string }; state: string; certainty: string }[];
}

describe('The catalog in an RDF store, asked as docs/guides/standards.md says', () => {
  let server: ExampleServer;
  let store: Store;
  let asked: readonly Asked[];

  beforeAll(async () => {
    asked = await askedInGuide();
    server = await startExampleServer();
    const exported = await fetch(`${server.url}/export?format=nquads`);
    store = new Store();
    store.load(await exported.text(), { format: 'application/n-quads' });
  });
  afterAll(() => server.close());

  async function ask<Answer>(query: string): Promise<Answer> {
    const { data, errors } = await askOverHttp(server.url, `{ answer: ${query} }`);
    expect(errors).toBeUndefined();
    return (data as { answer?: Answer } | null | undefined)?.answer as Answer;
  }

  it('answers with the rows that the guide shows', () => {
    expect(asked).toHaveLength(2);
    for (const { query, shown } of asked) expect(rowsOf(store, query)).toEqual(shown);
  });

  it('names the source columns that the lineage answer ends at', async () => {
    const { nodes, edges } = await ask<LineageAnswer>(
      `lineage(id: "${PREDICTIONS}", first: 1000) { nodes { entity { id kind } } edges { downstream upstream type } }`,
    );
    const derived = new Set(
      edges.filter(({ type }) => type === 'DERIVED_FROM').map(({ downstream }) => downstream),
    );
    const own = new Set(
      edges
        .filter(
          ({ type, upstream, downstream }) => type === 'HAS_COLUMN' && downstream === PREDICTIONS && upstream,
        )
        .map(({ upstream }) => upstream),
    );
    const sources = nodes
      .map(({ entity }) => entity)
      .filter(({ id, kind }) => kind === 'Column' && !derived.has(id) && !own.has(id))
      .map(({ id }) => id);
    expect(sources.length).toBeGreaterThan(5);
    expect(rowsOf(store, asked[0]?.query ?? '')).toEqual(sources.sort());
  });

  it('names the live predictions that the impact answer touches by what is known of columns', async () => {
    const { items } = await ask<ImpactAnswer>(
      `impact(of: "${COLUMN}", change: DROP, first: 1000) { items { entity { id kind } state certainty } }`,
    );
    const held = new Set(
      rowsOf(
        store,
        `SELECT ?id { ?thing <https://w3id.org/headwater/1#predictedBy> ?by ; <http://purl.org/dc/terms/identifier> ?id }`,
      ),
    );
    const live = items
      .filter(({ state, certainty }) => state === 'LIVE' && certainty !== 'POSSIBLE')
      .map(({ entity }) => entity)
      .filter(({ id, kind }) => kind === 'Deployment' || held.has(id))
      .map(({ id }) => id);
    expect(live.length).toBeGreaterThan(3);
    expect(rowsOf(store, asked[1]?.query ?? '')).toEqual(live.sort());
  });
});
