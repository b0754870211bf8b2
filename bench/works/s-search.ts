import { entityId } from '../../src/model/entity-id.js';
import { SERVICE, type Thing } from '../documents.js';
import type { Placement } from '../placed-graphs.js';
import { rowOf, type AnswerRows } from '../rows.js';
import type { Subject } from '../subject.js';
import type { Case, Work } from './work.js';

const PLACED = 50;
const PAGE = 20;

/** Models of a word that nothing else holds, by their own names. */
function placePricing(): Placement {
  const things = Array.from({ length: PLACED }, (_, index): Thing => {
    const model = `zebra_pricing_${String(index).padStart(2, '0')}`;
    const description = 'What a night in one of our houses should cost, by season and town.';
    return {
      id: entityId('MLModel', SERVICE, model),
      edges: [],
      document: { kind: 'MLModel', service: SERVICE, model, description },
    };
  });
  return { start: things[0]?.id ?? '', answers: PLACED, things };
}

const QUESTION = `query ($text: String!, $facets: Boolean!) {
  search(text: $text, first: ${PAGE}) {
    totalCount
    nodes { id kind name }
    facets(by: [KIND, SERVICE]) @include(if: $facets) { by values { value count } }
  }
}`;

interface OurAnswer {
  readonly search: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly id: string; readonly kind: string; readonly name: string }[];
    readonly facets?: readonly {
      readonly by: string;
      readonly values: readonly { readonly value: string; readonly count: number }[];
    }[];
  };
}

/** The plainest search there is: lower-cased names by their beginning. It knows no words, relevance or filters. */
const FOUND = 'MATCH (n:Entity) WHERE toLower(n.name) STARTS WITH $text';
const PAGE_TEXT = `${FOUND} WITH n ORDER BY n.name, n.id LIMIT ${PAGE} RETURN n.id AS id, n.kind AS kind, n.name AS name`;
const COUNT_TEXT = `${FOUND} RETURN count(n) AS total`;
const KINDS_TEXT = `${FOUND} RETURN "KIND" AS facet, n.kind AS value, count(*) AS total`;

type Row = Record<string, unknown>;

async function askRaw({ raw }: Subject, text: string, facets: boolean): Promise<Row[][]> {
  const answers: Row[][] = [];
  for (const statement of [PAGE_TEXT, COUNT_TEXT, ...(facets ? [KINDS_TEXT] : [])])
    answers.push(await raw(statement, { text }));
  return answers;
}

const ourRows = ({ search: { nodes, totalCount, facets = [] } }: OurAnswer): AnswerRows => ({
  nodes: [
    ...nodes.map(({ id, kind, name }) => rowOf(id, kind, name)),
    rowOf('total', totalCount),
    ...facets
      .filter(({ by }) => by === 'KIND')
      .flatMap(({ values }) => values.map(({ value, count }) => rowOf('KIND', value, count))),
  ],
  edges: [],
});

const rawRows = ([page = [], totals = [], kinds = []]: Row[][]): AnswerRows => ({
  nodes: [
    ...page.map(({ id, kind, name }) => rowOf(id, kind, name)),
    rowOf('total', totals[0]?.['total'] ?? 0),
    ...kinds.map(({ facet, value, total }) => rowOf(facet, value, total)),
  ],
  edges: [],
});

function caseOf(subject: Subject, work: string, text: string, facets = false): Case {
  const ours = (): Promise<OurAnswer> => subject.graphql.ask<OurAnswer>(QUESTION, { text, facets });
  const other = (): Promise<Row[][]> => askRaw(subject, text, facets);
  return {
    ...{ work, goal: null, calls: 9, answers: PAGE },
    ours,
    other,
    rowsOf: async () => ({ ours: ourRows(await ours()), other: rawRows(await other()) }),
  };
}

export const s: Work = {
  name: 'S',
  what: 'search: a word of 50 things, a word of a tenth of all, its facets',
  place: () => [placePricing()],
  cases: (subject) => [
    caseOf(subject, 'S/word', 'zebra'),
    caseOf(subject, 'S/nothing', 'quagga'),
    caseOf(subject, 'S/common', 'c0'),
    caseOf(subject, 'S/common facets', 'c0', true),
  ],
};
