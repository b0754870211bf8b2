import type { EntityKind } from '../../model/entities.js';
import { kindOf, tableOf } from '../../model/entity-id.js';
import { answerFrom, type Answer } from './answer.js';
import { CERTAINTIES, type Certainty } from './certainty.js';
import { DEFAULT_NODE_LIMIT, explore } from './explore.js';
import { totalsOf, type KindTotal } from './find-lineage.js';
import type { Hop, LineageReader } from './lineage.reader.js';
import { STATES, statesOf, type State } from './liveness.js';
import { pageOf, sortedBy, type PageInfo, type PageRequest } from './page.js';
import { rank } from './rank.js';
import { consequence, SEVERITIES, type Change, type Effect, type Severity } from './severity.js';

export interface ImpactRequest extends PageRequest {
  readonly change: Change;
  /** Only things of these kinds are answered; the walk passes through the others. */
  readonly kinds?: readonly EntityKind[];
}

export interface ImpactItem {
  readonly id: string;
  readonly kind: EntityKind;
  readonly depth: number;
  readonly state: State;
  readonly certainty: Certainty;
  readonly severity: Severity;
  readonly effect: Effect;
  /** The shortest most certain way from the change to it. */
  readonly why: readonly Hop[];
}

export interface ImpactTotals {
  readonly total: number;
  readonly live: number;
  readonly byKind: readonly KindTotal[];
  readonly bySeverity: readonly { readonly severity: Severity; readonly total: number }[];
}

export interface Impact {
  readonly of: string;
  readonly change: Change;
  readonly totals: ImpactTotals;
  /** The most severe first, then the live, the certain, the near. */
  readonly items: readonly ImpactItem[];
  readonly pageInfo: PageInfo;
  readonly answer: Answer;
}

type Judged = Omit<ImpactItem, 'why'>;

/** What a change to a thing touches, how surely, how badly, and by which way. */
export async function findImpact(reader: LineageReader, of: string, request: ImpactRequest): Promise<Impact> {
  const { change, kinds } = request;
  const exploration = await explore(reader, of, 'DOWNSTREAM', { nodes: DEFAULT_NODE_LIMIT });
  const ranking = rank(exploration);
  const [found, answer] = await Promise.all([
    reader.summaries([...ranking.best.keys()]),
    answerFrom(reader, exploration.hops, exploration.cuts),
  ]);
  const summaries = new Map(found.map((summary) => [summary.id, summary] as const));
  const stateOf = statesOf(exploration, summaries);
  const ownTable = kindOf(of) === 'Column' ? tableOf(of) : undefined;

  const judged = sortedBy(
    [...ranking.best.values()]
      // A column's own table loses the column, which nobody needs to be told.
      .filter(({ id }) => id !== of && id !== ownTable)
      .map((reached): Judged => {
        const { id, depth, certainty } = reached;
        const state = stateOf(id);
        const relation = ranking.lastHop(reached)?.type ?? 'DERIVED_FROM';
        return { id, kind: kindOf(id), depth, state, certainty, ...consequence(change, relation, state) };
      })
      .filter(({ kind }) => !kinds || kinds.includes(kind)),
    sortKey,
  );

  const { items, pageInfo } = pageOf(judged, sortKey, request);
  const withWhy = items.map((item): ImpactItem => {
    const reached = ranking.best.get(item.id);
    return { ...item, why: reached ? ranking.wayTo(reached) : [] };
  });
  return { of, change, totals: totals(judged, of), items: withWhy, pageInfo, answer };
}

const sortKey = ({ severity, state, certainty, depth, id }: Judged): (string | number)[] => [
  SEVERITIES.indexOf(severity),
  STATES.indexOf(state),
  CERTAINTIES.indexOf(certainty),
  depth,
  id,
];

function totals(items: readonly Judged[], of: string): ImpactTotals {
  return {
    total: items.length,
    live: items.filter(({ state }) => state === 'LIVE').length,
    byKind: totalsOf(items, of),
    bySeverity: SEVERITIES.map((severity) => ({
      severity,
      total: items.filter((item) => item.severity === severity).length,
    })).filter(({ total }) => total > 0),
  };
}
