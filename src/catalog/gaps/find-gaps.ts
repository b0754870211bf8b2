import { badInput, notFound } from '../../errors.js';
import { decodeCursor, encodeCursor, type Page, type PageRequest } from '../lineage/page.js';
import { coverageOf, figureOf, isWithin, MEASURES, type Coverage, type Measure } from './coverage.js';
import {
  GAP_KINDS,
  isSourceGap,
  THING_GAP_DEFINITIONS,
  type GapKind,
  type SourceGap,
  type ThingGap,
} from './gap-kinds.js';
import type { Gap } from './gap.js';
import type { GapCount, GapScope, GapsReader } from './gaps.reader.js';
import { judgeSources, sourceCount, type JudgedSource, type SourceMeasure } from './source-gaps.js';

export interface GapsQuestion extends GapScope, SourceMeasure, PageRequest {
  /** Left out: all. */
  readonly kinds?: readonly GapKind[];
  readonly first: number;
}

export interface GapTotal {
  readonly gap: GapKind;
  readonly total: number;
}

export interface Gaps extends Page<Gap> {
  /** Of each kind that is asked for, those without any too. Counted when it is asked for. */
  totals(): Promise<GapTotal[]>;
  /** Whatever kinds are asked for. Counted when it is asked for. */
  coverage(): Promise<Coverage>;
}

/**
 * What the catalog does not know of the things that are current. A page costs one statement for each kind of gap that it
 * reaches, totals and coverage one for each kind of thing.
 * @throws NOT_FOUND for a service that there is none of, BAD_INPUT for a cursor of another list.
 */
export async function findGaps(reader: GapsReader, question: GapsQuestion): Promise<Gaps> {
  const { kinds: wanted, services: names, first, after } = question;
  const place = after === undefined ? undefined : placeOf(after);
  const kinds = GAP_KINDS.filter((gap) => wanted?.includes(gap) ?? true);
  const services = await reader.services();
  const isInScope = isWithin(question);
  const known = [...services.map(({ service }) => service), ...question.configured];
  const unknown = names?.find((name) => !known.includes(name));
  if (unknown !== undefined) throw notFound(unknown, [...new Set(known)].sort());
  const sources = judgeSources(services, question).filter((source) => isInScope(sourceCount(source)));

  const counts = remembered(async (gap: ThingGap) => (await reader.counts(gap)).filter(isInScope));
  const items = await itemsOf(reader, question, sources, kinds, place);
  const last = items.slice(0, first).at(-1);
  return {
    items: items.slice(0, first),
    pageInfo: {
      hasNextPage: items.length > first,
      ...(last ? { endCursor: encodeCursor([last.gap, last.id]) } : {}),
    },
    totals: () => Promise.all(kinds.map((gap) => totalOf(gap, sources, counts))),
    async coverage() {
      const measured = Object.entries(MEASURES).map(async ([measure, gap]) => [
        measure,
        gap === undefined ? sources.map(sourceCount) : await counts(gap),
      ]);
      return coverageOf(
        Object.fromEntries(await Promise.all(measured)) as Record<Measure, GapCount[]>,
        question,
      );
    },
  };
}

interface Place {
  readonly gap: GapKind;
  readonly id: string;
}

function placeOf(cursor: string): Place {
  const [gap, id, ...rest] = decodeCursor(cursor);
  const kind = GAP_KINDS.find((one) => one === gap);
  if (kind === undefined || typeof id !== 'string' || rest.length > 0)
    throw badInput('`after` is not a cursor of gaps: take it from the `endCursor` of the page before.');
  return { gap: kind, id };
}

/** One more than the page holds, where there are as many. */
async function itemsOf(
  reader: GapsReader,
  question: GapsQuestion,
  sources: readonly JudgedSource[],
  kinds: readonly GapKind[],
  place: Place | undefined,
): Promise<Gap[]> {
  const begin = place === undefined ? 0 : GAP_KINDS.indexOf(place.gap);
  const items: Gap[] = [];
  for (const gap of kinds.filter((kind) => GAP_KINDS.indexOf(kind) >= begin)) {
    const left = question.first + 1 - items.length;
    if (left <= 0) break;
    const afterId = place?.gap === gap ? place.id : undefined;
    if (isSourceGap(gap)) {
      const behind = gapsAt(sources, gap).filter(({ id }) => afterId === undefined || id > afterId);
      items.push(...behind.slice(0, left));
    } else {
      const { missing, advice } = THING_GAP_DEFINITIONS[gap];
      const things = await reader.page(gap, question, afterId, left);
      items.push(...things.map((thing) => ({ gap, ...thing, missing, advice })));
    }
  }
  return items;
}

const gapsAt = (sources: readonly JudgedSource[], kind: SourceGap): Gap[] =>
  sources.flatMap(({ gaps }) => gaps.filter(({ gap }) => gap === kind));

async function totalOf(
  gap: GapKind,
  sources: readonly JudgedSource[],
  counts: (gap: ThingGap) => Promise<GapCount[]>,
): Promise<GapTotal> {
  if (isSourceGap(gap)) return { gap, total: gapsAt(sources, gap).length };
  const { total, known } = figureOf(await counts(gap));
  return { gap, total: total - known };
}

/** Totals and coverage rest on the same counts: each is asked for once. */
function remembered<Key, Value>(ask: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const asked = new Map<Key, Promise<Value>>();
  return (key) => {
    const answer = asked.get(key) ?? ask(key);
    asked.set(key, answer);
    return answer;
  };
}
