import { MAX_PAGE } from '../../src/resolvers/connection.js';
import { tableOf } from '../../src/model/entity-id.js';
import { LINEAGE_TYPES } from '../../src/model/relations.js';
import { placeClosure, type PlacedGraph } from '../placed-graphs.js';
import { rowOf, type AnswerRows } from '../rows.js';
import type { Engine, Subject } from '../subject.js';
import { distancesFrom, type Link } from './distances.js';
import { callsFor, type Case, type Work } from './work.js';

const SIZES = [10, 1000, 10_000, 100_000];
/** From here on a walk takes longer than a request: smaller answers are promised nothing. */
const PROMISED = 1000;
/** The largest that the API gives. */
const PAGE = MAX_PAGE;
/** Whatever the answer, others wait no longer than a fifth of a second, and it takes less than 300 MB. */
const LIMITS = { blockedMs: 200, rssGrowthMiB: 286 };

const QUESTION = `query ($id: ID!, $after: String) {
  impact(of: $id, change: DROP, first: ${PAGE}, after: $after) {
    totals { total }
    items { depth state certainty severity effect entity { id kind name } }
    pageInfo { hasNextPage endCursor }
    answer { complete }
  }
}`;

interface Item {
  readonly depth: number;
  readonly entity: { readonly id: string; readonly kind: string; readonly name: string };
}

interface OurAnswer {
  readonly impact: {
    readonly totals: { readonly total: number };
    readonly items: readonly Item[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly answer: { readonly complete: boolean };
  };
}

/** Containment points the same way downstream: a column that is lost is lost to its table. */
const TYPES = [...LINEAGE_TYPES, 'HAS_COLUMN'].join('|');
const CLOSURE = `MATCH (s:Entity {id: $id})<-[:${TYPES}*0..50]-(a:Entity) WITH DISTINCT a`;

/**
 * The closure with its edges, once: a row per thing with the edges that leave it, or a row per edge with the
 * thing it leads to (all but the start are at the end of one). Neo4j is faster with the first, the embedded
 * engine with the second; asking for things and edges apart is slower on both.
 */
const TEXTS: Readonly<Record<Engine, string>> = {
  neo4j: `${CLOSURE}
    RETURN a.id AS id, a.kind AS kind, a.name AS name, [(a)<-[r:${TYPES}]-(b:Entity) | [type(r), b.id]] AS edges`,
  embedded: `${CLOSURE} MATCH (a)<-[r:${TYPES}]-(b:Entity)
    RETURN a.id AS upstream, type(r) AS type, b.id AS id, b.kind AS kind, b.name AS name`,
};

interface Thing {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
}

type RawRow = Thing & ({ readonly edges: readonly [string, string][] } | { readonly upstream: string });

const askRaw = async ({ engine, raw }: Subject, id: string): Promise<RawRow[]> =>
  (await raw(TEXTS[engine], { id })) as unknown as RawRow[];

const ask = ({ graphql }: Subject, id: string, after: string | null): Promise<OurAnswer> =>
  graphql.ask<OurAnswer>(QUESTION, { id, after });

/** As a client does that wants all of it: page after page, until there is no next. */
async function eachPage(subject: Subject, id: string, take: (items: readonly Item[]) => void): Promise<void> {
  let after: string | null = null;
  do {
    const { impact }: OurAnswer = await ask(subject, id, after);
    if (!impact.answer.complete) throw new Error('The product says that its answer is not complete.');
    take(impact.items);
    after = impact.pageInfo.hasNextPage ? impact.pageInfo.endCursor : null;
  } while (after !== null);
}

async function askAll(subject: Subject, id: string): Promise<Item[]> {
  const items: Item[] = [];
  await eachPage(subject, id, (page) => {
    for (const item of page) items.push(item);
  });
  return items;
}

/** As a client that passes on what it reads: its memory would count as the product's. */
const readAll = (subject: Subject, id: string): Promise<void> => eachPage(subject, id, () => undefined);

/** What raw answered, as the product tells it: without the start, and without its own table. */
function thingsOf(rows: readonly RawRow[], start: string): Map<string, Thing> {
  const things = new Map(rows.map((row) => [row.id, row] as const));
  things.delete(start);
  things.delete(tableOf(start));
  return things;
}

const edgesOf = (rows: readonly RawRow[]): Link[] =>
  rows.flatMap((row) =>
    'edges' in row
      ? row.edges.map(([, downstream]) => ({ upstream: row.id, downstream }))
      : [{ upstream: row.upstream, downstream: row.id }],
  );

/** The distance comes from the edges alone, so equal rows also say that both arms walked the same edges. */
function rawRows(rows: readonly RawRow[], start: string): AnswerRows {
  const distances = distancesFrom(start, edgesOf(rows));
  const things = [...thingsOf(rows, start).values()];
  return {
    nodes: things.map(({ id, kind, name }) => rowOf(id, kind, name, distances.get(id))),
    edges: [],
  };
}

const ourRows = (items: readonly Item[]): AnswerRows => ({
  nodes: items.map(({ depth, entity: { id, kind, name } }) => rowOf(id, kind, name, depth)),
  edges: [],
});

const promised = (answers: number): Pick<Case, 'goal' | 'limits'> => ({
  goal: answers >= PROMISED ? 1.3 : null,
  limits: LIMITS,
});

function wholeCase(subject: Subject, { start, answers }: PlacedGraph): Case {
  const other = (): Promise<RawRow[]> => askRaw(subject, start);
  return {
    ...{ work: `W2/${answers}`, ...promised(answers), calls: callsFor(answers), answers },
    ours: () => readAll(subject, start),
    other,
    rowsOf: async () => ({
      ours: ourRows(await askAll(subject, start)),
      other: rawRows(await other(), start),
    }),
  };
}

/** Only how many things there are, and the first page of them: what one walk costs, however many pages follow. */
function firstPageCase(subject: Subject, { start, answers }: PlacedGraph): Case {
  const ours = (): Promise<OurAnswer> => ask(subject, start, null);
  const other = (): Promise<RawRow[]> => askRaw(subject, start);
  const total = (count: number): AnswerRows => ({ nodes: [rowOf('total', count)], edges: [] });
  return {
    ...{ work: `W2/${answers} first page`, ...promised(answers), calls: callsFor(answers), answers },
    ours,
    other,
    rowsOf: async () => ({
      ours: total((await ours()).impact.totals.total),
      other: total(thingsOf(await other(), start).size),
    }),
  };
}

export const w2: Work = {
  name: 'W2',
  what: `impact (all downstream) of ${SIZES.join(' / ')} things`,
  parts: SIZES.map(String),
  place: (seed, parts) =>
    SIZES.flatMap((size, index) =>
      parts.includes(String(size)) ? [placeClosure(`w2_${size}`, size, seed + index)] : [],
    ),
  cases: (subject, placed) =>
    placed.flatMap((graph) => [
      wholeCase(subject, graph),
      ...(graph.answers > PAGE ? [firstPageCase(subject, graph)] : []),
    ]),
  comparisons: [
    { work: 'W2 per thing', of: 'W2/100000', to: 'W2/1000', per: 'thing', goal: 1.5 },
    { work: 'W2 per thing', of: 'W2/10000', to: 'W2/1000', per: 'thing', goal: 1.5 },
  ],
};
