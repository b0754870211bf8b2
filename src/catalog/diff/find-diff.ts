import { badInput, HeadwaterError } from '../../errors.js';
import { kindOf } from '../../model/entity-id.js';
import type { EntityRecord } from '../browse/entity-record.js';
import type { StatementReader } from '../browse/statement.reader.js';
import { findPast } from '../history/find-past.js';
import { wholeAnswer, type Answer } from '../lineage/answer.js';
import type { LineageReader } from '../lineage/lineage.reader.js';
import { sortedBy } from '../lineage/page.js';
import { compareFacts, type Comparison } from './compare-facts.js';
import type { StatedEdge } from './difference.js';
import type { Join } from './edge-facts.js';
import { findNotKept } from './find-not-kept.js';
import { readSide, type Side, type SideReaders } from './read-side.js';

export interface DiffReaders extends SideReaders {
  readonly lineage: Pick<LineageReader, 'freshness'>;
  readonly statements: StatementReader;
}

export interface DiffRequest {
  readonly a: string;
  /** Left out: `a` is compared with itself at another moment. */
  readonly b?: string;
  /** The moment of `a`. Left out: now. */
  readonly from?: string;
  /** The moment of the other side. Left out: now. */
  readonly to?: string;
  readonly now: string;
}

export interface Diff extends Comparison {
  /** The sides as they stood. */
  readonly a: EntityRecord;
  readonly b: EntityRecord;
  readonly lineageAdded: readonly StatedEdge[];
  readonly lineageRemoved: readonly StatedEdge[];
  /** What the catalog keeps no past of, in sentences. */
  readonly notKept: readonly string[];
  readonly answer: Answer;
}

/**
 * What differs between two versions of models, each as it is or at a moment, or between one thing of any kind at two
 * moments.
 * @throws BAD_INPUT where there is nothing to compare with, for two things that are no versions, and for a moment that
 * is yet to come; NOT_FOUND for a thing that was not known at its moment.
 */
export async function findDiff(readers: DiffReaders, request: DiffRequest): Promise<Diff> {
  const { a, b = a, from, to } = checked(request);
  const [before, after] = await Promise.all([recordAt(readers, a, from), recordAt(readers, b, to)]);
  const ofTwo = a !== b;
  const [left, right, notKept, speakers] = await Promise.all([
    readSide(readers, before, { ofTwo, ...(from === undefined ? {} : { at: from }) }),
    readSide(readers, after, { ofTwo, ...(to === undefined ? {} : { at: to }) }),
    findNotKept(readers.history, before, request),
    speakersOf(readers.statements, [a, b]),
  ]);
  const edges = [left, right].flatMap(({ joins }) => joins.flatMap((join) => join.edges));
  const answer = wholeAnswer(readers.lineage, [...speakers, ...edges.map(({ by }) => by)]);
  return {
    ...{ a: before, b: after, notKept, answer },
    ...compareFacts(left.facts, right.facts),
    lineageAdded: edgesOnlyOf(right, left),
    lineageRemoved: edgesOnlyOf(left, right),
  };
}

function checked(request: DiffRequest): DiffRequest {
  const { a, b = a, from, to, now } = request;
  if (request.b === undefined && from === undefined)
    throw badInput('Say what to compare with: another version (`b`), or a moment (`from`).');
  for (const [name, moment] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (moment !== undefined && moment > now)
      throw badInput(`\`${name}\` is yet to come: ${moment}. It is ${now}.`);
  if (a === b && (from ?? now) > (to ?? now))
    throw badInput(`\`from\` is after \`to\`: ${from ?? now} and ${to ?? now}.`);
  const kinds = [kindOf(a), kindOf(b)];
  if (kinds[0] !== kinds[1])
    throw badInput(`Things of two kinds cannot be compared: ${a} is a ${kinds[0]}, ${b} a ${kinds[1]}.`);
  if (a !== b && kinds[0] !== 'MLModelVersion')
    throw badInput(
      `Of two things only versions of models can be compared; these are of kind ${kinds[0]}. One of them can be compared with itself at another moment (\`from\`).`,
    );
  return request;
}

async function recordAt(
  { entities, history }: SideReaders,
  id: string,
  at: string | undefined,
): Promise<EntityRecord> {
  const [record] = await entities.byIds([id]);
  if (!record) throw new HeadwaterError('NOT_FOUND', `Nothing has the id ${id}.`, { wanted: id, near: [] });
  if (at === undefined) return record;
  const [past] = await findPast(history, [record], at);
  if (past) return past;
  const { since } = record;
  const message = `${id} was not known on ${at}: the catalog has known it since ${since}.`;
  throw new HeadwaterError('NOT_FOUND', message, { wanted: id, near: [], since });
}

/** Who says anything of these things. */
async function speakersOf(reader: StatementReader, ids: readonly string[]): Promise<string[]> {
  const said = await reader.statementsOf([...new Set(ids)]);
  return [...said.values()].flatMap((statements) => statements.map(({ source }) => source));
}

/** The edges of one side that have no counterpart on the other, whoever states them there. */
function edgesOnlyOf(side: Side, other: Side): StatedEdge[] {
  const known = new Set(other.joins.map(({ key }: Join) => key));
  const only = side.joins.filter(({ key }) => !known.has(key)).flatMap(({ edges }) => edges);
  return sortedBy(only, ({ type, downstream, upstream, by, via = '' }) => [
    type,
    downstream,
    upstream,
    by,
    via,
  ]);
}
