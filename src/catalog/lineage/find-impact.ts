import type { EntityKind } from '../../model/entities.js';
import { kindOf, tableOf } from '../../model/entity-id.js';
import { answerFrom, type Answer } from './answer.js';
import { Breather } from './breather.js';
import { CERTAINTIES, type Certainty } from './certainty.js';
import { checkChange, retypeOf, type ChangeDetails, type Retype } from './changed-thing.js';
import { derived } from './derived.js';
import { withDetailsOfAll } from './edge-details.js';
import type { Exploration } from './exploration.js';
import { explore, type Exploring } from './explore.js';
import { impactTotals, type ImpactTotals } from './impact-totals.js';
import { readerAt, type Hop, type LineageReader, type NodeSummary } from './lineage.reader.js';
import { STATES, statesOf, type State } from './liveness.js';
import { ownersToTell, type OwnerToTell } from './owners-to-tell.js';
import { pageOf, type PageInfo, type PageRequest } from './page.js';
import {
  classOf,
  consequence,
  EFFECTS,
  EFFECT_TABLE,
  SEVERITIES,
  type Change,
  type ChangeClass,
  type Consequence,
} from './severity.js';
import { sortInTurns } from './sort-in-turns.js';
import { filtered, isFilter, type ThingFilter } from './thing-filter.js';
import { waysOf, type Touched } from './ways.js';

export interface ImpactRequest extends PageRequest, ChangeDetails, Omit<Exploring, 'begin'> {
  readonly filter?: ThingFilter | undefined;
  /** False: edges say only what the walk knows of them. */
  readonly details?: boolean | undefined;
}

export type Use = 'DIRECT' | 'INDIRECT';

/** What a less certain way would do. */
export interface WorseCase extends Consequence {
  readonly certainty: Certainty;
  readonly why: readonly Hop[];
}

export interface ImpactItem extends Consequence {
  readonly id: string;
  readonly kind: EntityKind;
  readonly depth: number;
  readonly state: State;
  readonly certainty: Certainty;
  /** INDIRECT: on each of the ways that count, some step does no more than filter, join or the like. */
  readonly use: Use;
  /** The shortest of the most certain ways that do most. */
  readonly why: readonly Hop[];
  /** How many other ways are as short, as certain and do as much; capped at MOST_OTHERS. */
  readonly whyOthers: number;
  readonly whyOthersCapped: boolean;
  readonly atWorst?: WorseCase;
  /** What came along on the walk. */
  readonly summary?: NodeSummary | undefined;
}

/** The greatest that GraphQL's `Int` holds. */
export const MOST_OTHERS = 2 ** 31 - 1;

export interface Impact {
  readonly of: string;
  readonly asOf?: string | undefined;
  readonly change: Change;
  readonly retype?: Retype;
  readonly newName?: string;
  readonly totals: ImpactTotals;
  /** The most severe first, at worst; then the live, the certain, the near. */
  readonly items: readonly ImpactItem[];
  readonly pageInfo: PageInfo;
  readonly answer: Answer;
  /** The first of those to tell, of the whole answer and not of this page. */
  readonly owners: (first?: number, details?: boolean) => Promise<OwnerToTell<ImpactItem>[]>;
  readonly ownersTotal: () => Promise<number>;
}

/** An item, without its ways, which only those that are shown need. */
interface Judged extends Consequence {
  readonly id: string;
  readonly kind: EntityKind;
  readonly state: State;
  readonly ways: Touched;
  readonly worse?: Consequence;
}

/**
 * What a change to a thing touches, how surely, how badly, and by which way.
 * @throws BAD_INPUT when that cannot be done to a thing of its kind; NOT_FOUND when the thing is not there.
 */
export async function findImpact(reader: LineageReader, of: string, request: ImpactRequest): Promise<Impact> {
  const { change, filter, asOf, after, newName, details = true } = request;
  const then = readerAt(reader, asOf);
  const begin = after === undefined ? 'NEW' : 'HELD';
  const exploration = await explore(reader, of, 'DOWNSTREAM', { ...request, begin });
  checkChange(of, request);
  const retype = retypeOf(request);
  const kind = classOf(change, retype?.widens);
  const name = JSON.stringify([kind, filter]);
  const whole = await derived(exploration, `impact ${name}`, () => judge(then, exploration, kind, filter));

  const show = async (judged: readonly Judged[], inFull: boolean): Promise<ImpactItem[]> =>
    itemsOf(then, whole, judged, inFull);
  const { items, pageInfo } = pageOf(whole.judged, sortKey, request);
  const toTell = (): Promise<OwnerToTell<Judged>[]> =>
    derived(exploration, `owners ${name}`, () => ownersToTell(then, whole.judged, whole.summaries));
  return {
    ...{ of, asOf, change, totals: whole.totals, pageInfo },
    ...{ items: await show(items, details), answer: answerFrom(then, exploration) },
    ...(retype ? { retype } : {}),
    ...(newName === undefined ? {} : { newName }),
    async owners(first, inFull = true) {
      const groups = (await toTell()).slice(0, first);
      const shown = await show([...new Set(groups.flatMap(({ things }) => things))], inFull);
      const byId = new Map(shown.map((item) => [item.id, item] as const));
      return groups.map((group) => ({
        ...group,
        things: group.things.flatMap(({ id }) => byId.get(id) ?? []),
      }));
    },
    ownersTotal: async () => (await toTell()).length,
  };
}

interface Whole {
  /** In order. */
  readonly judged: readonly Judged[];
  readonly totals: ImpactTotals;
  readonly summaries: ReadonlyMap<string, NodeSummary>;
}

async function judge(
  reader: LineageReader,
  exploration: Exploration,
  kind: ChangeClass,
  filter: ThingFilter | undefined,
): Promise<Whole> {
  const of = exploration.start;
  const ways = await derived(exploration, `ways ${kind}`, () =>
    waysOf(exploration, (bearing) => EFFECTS.indexOf(EFFECT_TABLE[kind][bearing])),
  );
  const summaries = await summariesOf(reader, exploration, ways);
  const stateOf = await statesOf(exploration, summaries);
  const passing = isFilter(filter) ? await filtered(reader, exploration, filter) : undefined;
  const ownTable = kindOf(of) === 'Column' ? tableOf(of) : undefined;
  const breather = new Breather();
  const judged: Judged[] = [];
  for (const touched of ways.values()) {
    const { id, best, worse } = touched;
    // A column's own table loses the column, which nobody needs to be told.
    if (id === ownTable || passing?.has(id) === false) continue;
    const state = stateOf(id);
    judged.push({
      ...{ id, kind: kindOf(id), state, ways: touched },
      ...consequence(kind, best.bearing, state),
      ...(worse ? { worse: consequence(kind, worse.bearing, state) } : {}),
    });
    if (breather.isDue()) await breather.rest();
  }
  const ordered = await sortInTurns(judged, sortKey);
  return { judged: ordered, totals: impactTotals(judged, of), summaries };
}

/** Most came along with the edges; asked for is what came by containment, and what was otherwise at that moment. */
async function summariesOf(
  reader: LineageReader,
  { things }: Exploration,
  ways: ReadonlyMap<string, Touched>,
): Promise<ReadonlyMap<string, NodeSummary>> {
  const missing = [...ways.keys()].filter((id) => !things.has(id));
  const found = missing.length > 0 ? await reader.summaries(missing) : [];
  return new Map([...things, ...found.map((summary) => [summary.id, summary] as const)]);
}

const sortKey = ({ severity, worse, state, ways: { best }, id }: Judged): (string | number)[] => [
  SEVERITIES.indexOf((worse ?? { severity }).severity),
  SEVERITIES.indexOf(severity),
  STATES.indexOf(state),
  CERTAINTIES.indexOf(best.certainty),
  best.depth,
  id,
];

/** With their ways; one question for all that is said of the edges on them. */
async function itemsOf(
  reader: LineageReader,
  { summaries }: Whole,
  judged: readonly Judged[],
  details: boolean,
): Promise<ImpactItem[]> {
  const ways = judged.flatMap(({ ways: { best, worse } }) => [best.hops(), worse?.hops() ?? []]);
  const shown = details ? await withDetailsOfAll(reader, ways) : ways;
  return judged.map((item, index) => ({
    ...itemOf(item, shown[2 * index] ?? [], shown[2 * index + 1] ?? []),
    summary: summaries.get(item.id),
  }));
}

function itemOf(
  { id, kind, state, effect, severity, ways: { best, worse }, ...judged }: Judged,
  why: readonly Hop[],
  whyWorse: readonly Hop[],
): ImpactItem {
  const others = best.count - 1;
  return {
    ...{ id, kind, state, effect, severity, why },
    ...{ depth: best.depth, certainty: best.certainty, use: best.direct ? 'DIRECT' : 'INDIRECT' },
    ...{ whyOthers: Math.min(others, MOST_OTHERS), whyOthersCapped: others > MOST_OTHERS },
    ...(worse && judged.worse
      ? { atWorst: { ...judged.worse, certainty: worse.certainty, why: whyWorse } }
      : {}),
  };
}
