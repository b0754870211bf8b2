import type { EntityKind } from '../../model/entities.js';
import { kindOf, tableOf } from '../../model/entity-id.js';
import { answerFrom, type Answer } from './answer.js';
import { CERTAINTIES, type Certainty } from './certainty.js';
import { derived } from './derived.js';
import { withDetailsOfAll } from './edge-details.js';
import { explore, type Exploring } from './explore.js';
import type { Exploration } from './exploration.js';
import { totalsOf, type KindTotal } from './find-lineage.js';
import type { Hop, LineageReader, NodeSummary } from './lineage.reader.js';
import { STATES, statesOf, type State } from './liveness.js';
import { pageOf, sortedBy, type PageInfo, type PageRequest } from './page.js';
import { rank, type Ranking } from './rank.js';
import { consequence, SEVERITIES, type Change, type Effect, type Severity } from './severity.js';
import { filtered, isFilter, type ThingFilter } from './thing-filter.js';

export interface ImpactRequest extends PageRequest, Omit<Exploring, 'begin'> {
  readonly change: Change;
  readonly filter?: ThingFilter | undefined;
  /** False: edges say only what the walk knows of them. */
  readonly details?: boolean | undefined;
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
  /** What came along on the walk. */
  readonly summary?: NodeSummary | undefined;
}

export interface ImpactTotals {
  readonly total: number;
  readonly live: number;
  readonly byKind: readonly KindTotal[];
  readonly bySeverity: readonly { readonly severity: Severity; readonly total: number }[];
}

export interface Impact {
  readonly of: string;
  readonly asOf?: string | undefined;
  readonly change: Change;
  readonly totals: ImpactTotals;
  /** The most severe first, then the live, the certain, the near. */
  readonly items: readonly ImpactItem[];
  readonly pageInfo: PageInfo;
  readonly answer: Answer;
}

type Judged = Omit<ImpactItem, 'why' | 'summary'>;

/** What a change to a thing touches, how surely, how badly, and by which way. */
export async function findImpact(reader: LineageReader, of: string, request: ImpactRequest): Promise<Impact> {
  const { change, filter, asOf, after } = request;
  const then = asOf === undefined ? reader : reader.under({ asOf });
  const begin = after === undefined ? 'NEW' : 'HELD';
  const exploration = await explore(reader, of, 'DOWNSTREAM', { ...request, begin });
  const ranking = await derived(exploration, 'ranking', () => rank(exploration));
  const judged = await derived(exploration, `impact ${JSON.stringify([change, filter])}`, () =>
    judge(then, exploration, ranking, request),
  );
  const { items, pageInfo } = pageOf(judged, sortKey, request);
  const ways = items.map(({ id }) => {
    const reached = ranking.best.get(id);
    return reached ? ranking.wayTo(reached) : [];
  });
  const answer = answerFrom(then, exploration);
  const shown = (request.details ?? true) ? await withDetailsOfAll(then, ways) : ways;
  const withWhy = items.map((item, index): ImpactItem => {
    const summary = exploration.things.get(item.id);
    return { ...item, summary, why: shown[index] ?? [] };
  });
  return { of, asOf, change, totals: totals(judged, of), items: withWhy, pageInfo, answer };
}

async function judge(
  reader: LineageReader,
  exploration: Exploration,
  ranking: Ranking,
  { change, filter }: ImpactRequest,
): Promise<Judged[]> {
  const of = exploration.start;
  const stateOf = statesOf(exploration, await summariesOf(reader, exploration, ranking));
  const ownTable = kindOf(of) === 'Column' ? tableOf(of) : undefined;
  const passing = isFilter(filter) ? await filtered(reader, exploration, ranking, filter) : undefined;
  return sortedBy(
    [...ranking.best.values()]
      // A column's own table loses the column, which nobody needs to be told.
      .filter(({ id }) => id !== of && id !== ownTable && (passing?.has(id) ?? true))
      .map((reached): Judged => {
        const { id, depth, certainty } = reached;
        const state = stateOf(id);
        const relation = ranking.lastHop(reached)?.type ?? 'DERIVED_FROM';
        return { id, kind: kindOf(id), depth, state, certainty, ...consequence(change, relation, state) };
      }),
    sortKey,
  );
}

/** Most came along with the edges; asked for is what came by containment, and what was otherwise at that moment. */
async function summariesOf(
  reader: LineageReader,
  { things }: Exploration,
  { best }: Ranking,
): Promise<ReadonlyMap<string, NodeSummary>> {
  const missing = [...best.keys()].filter((id) => !things.has(id));
  const found = missing.length > 0 ? await reader.summaries(missing) : [];
  return new Map([...things, ...found.map((summary) => [summary.id, summary] as const)]);
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
