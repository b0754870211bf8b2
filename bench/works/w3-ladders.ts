import type { PlacedGraph } from '../placed-graphs.js';
import { placeLadder } from '../placed-ladders.js';
import { rowOf, type AnswerRows } from '../rows.js';
import type { Subject } from '../subject.js';
import { ONE_TEXTS, rawWays, SOME_TEXTS, type Way } from './w3-ways.js';
import { callsFor, type Case, type Work } from './work.js';

const RUNGS = [5, 10, 15];
const WAYS = 5;

const TRACE = `query ($from: ID!, $to: ID!) {
  trace(from: $from, to: $to, first: ${WAYS}) { paths { downstream upstream type } more answer { complete } }
}`;

const WHY = `query ($id: ID!) {
  impact(of: $id, change: DROP, filter: { kinds: [Dashboard] }, first: 10) {
    items { entity { id } depth why { downstream upstream type } }
    answer { complete }
  }
}`;

interface Edge {
  readonly downstream: string;
  readonly upstream: string;
}

interface TraceAnswer {
  readonly trace: { readonly paths: readonly (readonly Edge[])[]; readonly more: boolean };
}

interface WhyAnswer {
  readonly impact: { readonly items: readonly { readonly why: readonly Edge[] }[] };
}

interface Ends {
  readonly start: string;
  readonly end: string;
}

/** @throws when the edges do not lead from the dashboard to the source, each from where the one before ends. */
function wayOf(edges: readonly Edge[], { start, end }: Ends): Way {
  const way = [end];
  for (const { downstream, upstream } of edges) {
    if (downstream !== way.at(-1)) throw new Error('The product answers a way that is none.');
    way.push(upstream);
  }
  if (way.at(-1) !== start) throw new Error('The product answers a way that leads elsewhere.');
  return way;
}

/** Of equally short ways each arm takes others: their number and lengths are the same, and none comes twice. */
const rowsOf = (ways: readonly Way[], more: boolean): AnswerRows => ({
  nodes: [...new Set(ways.map((way) => JSON.stringify(way)))]
    .map((way) => rowOf('way', (JSON.parse(way) as Way).length))
    .concat(rowOf('more', more)),
  edges: [],
});

/** The ways between two things; raw asks for one more, to know whether there are more. */
function traceCase(subject: Subject, part: string, ends: Ends, answers: number): Case {
  const ours = (): Promise<TraceAnswer> =>
    subject.graphql.ask<TraceAnswer>(TRACE, { from: ends.end, to: ends.start });
  const texts = SOME_TEXTS(WAYS + 1);
  const other = (): Promise<Way[]> => rawWays(subject, texts, ends, WAYS + 1);
  return {
    ...{
      work: `W3/${part} trace`,
      against: `raw ${WAYS} shortest`,
      goal: 1.3,
      calls: callsFor(answers),
      answers,
    },
    ours,
    other,
    rowsOf: async () => {
      const { paths, more } = (await ours()).trace;
      const ways = await other();
      return {
        ours: rowsOf(
          paths.map((path) => wayOf(path, ends)),
          more,
        ),
        other: rowsOf(ways.slice(0, WAYS), ways.length > WAYS),
      };
    },
  };
}

/** What a change to the source does to the dashboard, and by which way. */
function whyCase(subject: Subject, part: string, ends: Ends, answers: number): Case {
  const ours = (): Promise<WhyAnswer> => subject.graphql.ask<WhyAnswer>(WHY, { id: ends.start });
  const other = (): Promise<Way[]> => rawWays(subject, ONE_TEXTS, ends, 1);
  return {
    ...{ work: `W3/${part} why`, against: 'raw shortest path', goal: 1.3, calls: callsFor(answers), answers },
    ours,
    other,
    rowsOf: async () => {
      const { items } = (await ours()).impact;
      const ways = items.map(({ why }) => wayOf([...why].reverse(), ends));
      return { ours: rowsOf(ways, false), other: rowsOf(await other(), false) };
    },
  };
}

function casesOf(subject: Subject, { part = '', start, end = '', answers }: PlacedGraph): Case[] {
  return [traceCase, whyCase].map((make) => make(subject, part, { start, end }, answers));
}

export const w3: Work = {
  name: 'W3',
  what: `ways through ladders of ${RUNGS.join(' / ')} diamonds`,
  parts: RUNGS.map(String),
  place: (_seed, parts) => RUNGS.filter((rungs) => parts.includes(String(rungs))).map(placeLadder),
  cases: (subject, placed) => placed.flatMap((graph) => casesOf(subject, graph)),
  comparisons: ['trace', 'why'].map((question) => ({
    work: `W3 ${question}, 15 to 5 rungs`,
    ...{ of: `W3/15 ${question}`, to: `W3/5 ${question}`, per: 'answer', goal: 3 },
  })),
};
