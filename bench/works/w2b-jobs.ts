import { parseId } from '../../src/model/entity-id.js';
import { columnId } from '../documents.js';
import { DOMAINS, placeDomain, type Domain } from '../placed-jobs.js';
import type { PlacedGraph } from '../placed-graphs.js';
import { serveRaw } from '../raw-server.js';
import { rowOf, type AnswerRows } from '../rows.js';
import type { Subject } from '../subject.js';
import { downstreamOf, type Downstream, type Question } from './w2b-downstream.js';
import { COLUMN_TEXTS, rawDownstream, TABLE_TEXTS, type RawRow } from './w2b-raw.js';
import { callsFor, type Case, type Work } from './work.js';

const PARTS = Object.keys(DOMAINS) as Domain[];
/** Where one column is asked about too: in the others hardly anything hangs on it. */
const BY_COLUMN: readonly string[] = ['medium', 'large'];

const rowsOf = ({ things, edges }: Downstream): AnswerRows => ({
  nodes: [...things.values()].map(({ id, kind, name }) => rowOf(id, kind, name)),
  // Each is told on both of the pages that its ends stand on.
  edges: [...new Set(edges.map(({ downstream, type, upstream }) => rowOf(downstream, type, upstream)))],
});

async function caseOf(subject: Subject, part: string, question: Question): Promise<Case> {
  const { columnsOnly, id } = question;
  const texts = columnsOnly ? COLUMN_TEXTS : TABLE_TEXTS;
  const overHttp = await serveRaw(subject, texts[subject.engine]);
  const other = async (): Promise<RawRow[]> => overHttp({ id });
  const answers = rawDownstream(await other(), question).things.size;
  return {
    work: `W2b/${part}${columnsOnly ? ' one column' : ''}`,
    ...{ against: 'raw over HTTP', goal: 1.5, calls: callsFor(answers), answers },
    ours: () => downstreamOf(subject, question, () => undefined),
    other,
    rowsOf: async () => {
      const ours: Downstream = { things: new Map(), edges: [] };
      await downstreamOf(subject, question, ({ nodes, edges }) => {
        for (const { entity } of nodes) if (entity.id !== id) ours.things.set(entity.id, entity);
        // That a table has a column is no statement, and follows from the things.
        for (const edge of edges) if (edge.type !== 'HAS_COLUMN') ours.edges.push(edge);
      });
      return { ours: rowsOf(ours), other: rowsOf(rawDownstream(await other(), question)) };
    },
  };
}

function questionsOf({ part = '', start }: PlacedGraph): Question[] {
  const whole: Question = { id: start, columnsOnly: false };
  if (!BY_COLUMN.includes(part)) return [whole];
  return [whole, { id: columnOf(start), columnsOnly: true }];
}

/** The first column: something of every input goes into it. */
const columnOf = (table: string): string => columnId(parseId(table).key[1] ?? '', 'c0');

export const w2b: Work = {
  name: 'W2b',
  what: '7,000 jobs and 42,000 columns: all downstream of a table, and of one column',
  parts: PARTS,
  place: (seed, parts) =>
    PARTS.flatMap((domain, index) => (parts.includes(domain) ? [placeDomain(domain, seed + index)] : [])),
  cases: (subject, placed) =>
    Promise.all(
      placed.flatMap((graph) =>
        questionsOf(graph).map((question) => caseOf(subject, graph.part ?? '', question)),
      ),
    ),
};
