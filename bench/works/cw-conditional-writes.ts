import { table, tableId } from '../documents.js';
import type { GraphqlClient } from '../graphql-client.js';
import { rowOf, type AnswerRows } from '../rows.js';
import type { Subject } from '../subject.js';
import type { Case, Work } from './work.js';

const WRITERS = 32;
/** What all of them write, so that they get in each other's way. */
const THINGS = 16;
/** In one call; with the fewest repeats, which are five, each arm writes 10,000 times. */
const WRITES = 2000;

const QUESTION = 'query ($id: ID!) { entity(id: $id) { revision } }';
const MUTATION = `mutation ($id: ID!, $text: String!, $seen: Int!) {
  curate(input: { id: $id, set: { description: $text }, expectedRevision: $seen }) {
    __typename ... on Changed { revision } ... on Conflict { revision } ... on Failure { message }
  }
}`;

interface Curated {
  readonly curate: { readonly __typename: string; readonly revision: number; readonly message?: string };
}

const RAW_READ = 'MATCH (n:Entity {id: $id}) RETURN n.rawRevision AS revision';
/** The lock comes before the comparison, or two writers would both find what they expect. */
const RAW_WRITE = `MATCH (n:Entity {id: $id}) SET n.id = $id
  WITH n, coalesce(n.rawRevision, 0) AS present
  SET n.rawRevision = CASE WHEN present = $seen THEN present + 1 ELSE n.rawRevision END,
      n.rawText = CASE WHEN present = $seen THEN $text ELSE n.rawText END
  RETURN present`;

/** One conditional write, told by the revision that the thing is at afterwards and whether it was written. */
type Write = (id: string, text: string, seen: number) => Promise<{ written: boolean; revision: number }>;

/** Each writer writes in turn to each thing, again and again until its word is taken. */
async function writeAll(
  writers: readonly Write[],
  ids: readonly string[],
  from: Map<string, number>,
): Promise<void> {
  const share = Math.floor(WRITES / writers.length);
  await Promise.all(
    writers.map(async (write, writer) => {
      for (let turn = 0; turn < share; turn += 1) {
        const id = ids[(writer + turn) % ids.length] ?? '';
        for (;;) {
          const { written, revision } = await write(
            id,
            `${writer} ${turn} ${Math.random()}`,
            from.get(id) ?? 0,
          );
          from.set(id, revision);
          if (written) break;
        }
      }
    }),
  );
}

const productWrite =
  (client: GraphqlClient): Write =>
  async (id, text, seen) => {
    const { curate } = await client.ask<Curated>(MUTATION, { id, text, seen });
    if (curate.message !== undefined && curate.__typename !== 'Conflict') throw new Error(curate.message);
    return { written: curate.__typename === 'Changed', revision: curate.revision };
  };

const rawWriteOf =
  ({ rawWrite }: Subject): Write =>
  async (id, text, seen) => {
    const [row] = await rawWrite(RAW_WRITE, { id, text, seen });
    const present = Number(row?.['present']);
    return { written: present === seen, revision: present === seen ? seen + 1 : present };
  };

function caseOf(subject: Subject, ids: readonly string[]): Case {
  const clients = Array.from({ length: WRITERS }, () => productWrite(subject.newClient()));
  const raws = Array.from({ length: WRITERS }, () => rawWriteOf(subject));
  const share = Math.floor(WRITES / WRITERS) * WRITERS;
  const [seen, rawSeen] = [new Map<string, number>(), new Map<string, number>()];
  const ours = (): Promise<void> => writeAll(clients, ids, seen);
  const other = (): Promise<void> => writeAll(raws, ids, rawSeen);
  const sumOf = async (revision: (id: string) => Promise<number>): Promise<number> =>
    (await Promise.all(ids.map(revision))).reduce((sum, one) => sum + one, 0);
  const revisionOf = async (id: string): Promise<number> =>
    (await subject.graphql.ask<{ entity: { revision: number } }>(QUESTION, { id })).entity.revision;
  const rawRevisionOf = async (id: string): Promise<number> =>
    Number((await subject.raw(RAW_READ, { id }))[0]?.['revision'] ?? 0);
  /** How far all things together have come by one call: every word that was taken, and none lost. */
  const gained = async (sum: () => Promise<number>, call: () => Promise<void>): Promise<AnswerRows> => {
    const before = await sum();
    await call();
    return { nodes: [rowOf('written', (await sum()) - before)], edges: [] };
  };
  return {
    ...{ work: 'CW', goal: null, calls: 1, answers: share, writes: true },
    ours,
    other,
    rowsOf: async () => ({
      ours: await gained(() => sumOf(revisionOf), ours),
      other: await gained(() => sumOf(rawRevisionOf), other),
    }),
  };
}

const NAMES = Array.from({ length: THINGS }, (_, index) => `shop.cw_${index}`);

export const cw: Work = {
  name: 'CW',
  what: `${WRITES} conditional writes by ${WRITERS} writers at once, to ${THINGS} things`,
  place: () => {
    const things = NAMES.map((name) => table(name));
    return [{ start: things[0]?.id ?? '', answers: THINGS, things }];
  },
  cases: (subject) => [caseOf(subject, NAMES.map(tableId))],
};
