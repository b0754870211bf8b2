import type { Bearing } from '../../src/catalog/lineage/bearing.js';
import { CERTAINTIES, type Certainty } from '../../src/catalog/lineage/certainty.js';
import type { NodeSummary } from '../../src/catalog/lineage/lineage.reader.js';
import { stepsOf, thingOf, type PlainGraph, type Step } from './reference-lineage.js';

/*
 * What impact must answer, by its rules alone: all walks of one step, of two, of three …, counted by where they end,
 * how sure they are, how the change bears on their end, and whether they carry values on every step.
 */

export interface BestWay {
  readonly certainty: Certainty;
  readonly bearing: Bearing;
  readonly depth: number;
  /** Of the ways that are as sure, do as much and are as short. */
  readonly count: number;
  readonly direct: boolean;
}

export interface ReferenceTouched {
  readonly best: BestWay;
  /** Does more, less surely. */
  readonly worse?: Pick<BestWay, 'certainty' | 'bearing'>;
}

/** How a change bears on what depends, in the words of `docs/severity.md`. */
export function bearsOn(near: Bearing, { type, downstream }: Step['hop']): Bearing {
  const makesVersion = type === 'PRODUCED_BY' && downstream.startsWith('MLModelVersion:');
  if (near === 'BEHIND_TRAINING') return 'BEHIND_TRAINING';
  if (near === 'IN_TRAINING') return makesVersion ? 'IN_TRAINING' : 'BEHIND_TRAINING';
  if (type === 'USES_FEATURE') return 'AS_INPUT';
  if (makesVersion) return 'IN_TRAINING';
  if (type !== 'TRAINED_ON' && type !== 'FINE_TUNED_FROM') return 'AT_RUN';
  return near === 'AT_RUN' ? 'IN_TRAINING' : 'BEHIND_TRAINING';
}

interface Walk extends BestWay {
  readonly at: string;
}

const keyOf = ({ at, certainty, bearing, direct }: Walk): string =>
  [at, certainty, bearing, direct].join('|');
const weaker = (a: Certainty, b: Certainty): Certainty =>
  CERTAINTIES.indexOf(a) > CERTAINTIES.indexOf(b) ? a : b;

/** All walks, those of equal length and word put together, as long as longer ones bring something new. */
function walksFrom(graph: PlainGraph, start: string): Walk[] {
  const steps = stepsOf(graph, start, 'DOWNSTREAM');
  const seen = new Set<string>();
  const all: Walk[] = [];
  const first = { certainty: 'RECORDED', bearing: 'AT_RUN', direct: true, count: 1, depth: 0 } as const;
  let layer: Walk[] = [{ at: `whole ${start}`, ...first }];
  while (layer.some((walk) => !seen.has(keyOf(walk)))) {
    for (const walk of layer) seen.add(keyOf(walk));
    all.push(...layer);
    const next = new Map<string, Walk>();
    for (const walk of layer) {
      for (const { to, certainty, hop } of steps.filter(({ from }) => from === walk.at)) {
        const longer: Walk = {
          at: to,
          certainty: weaker(walk.certainty, certainty),
          bearing: bearsOn(walk.bearing, hop),
          direct: walk.direct && !isFilterOnly(graph, hop),
          depth: walk.depth + 1,
          count: walk.count,
        };
        const known = next.get(keyOf(longer))?.count ?? 0;
        next.set(keyOf(longer), { ...longer, count: known + walk.count });
      }
    }
    layer = [...next.values()];
  }
  return all;
}

function isFilterOnly({ edges }: PlainGraph, hop: Step['hop']): boolean {
  const { transformations = [] } = edges.find((edge) => edge === hop) ?? {};
  return transformations.length > 0 && !transformations.some((name) => name.startsWith('DIRECT'));
}

/** What is touched, the start left out; `harmOf` orders bearings by what they do, the worst lowest. */
export function touchedFrom(
  graph: PlainGraph,
  start: string,
  harmOf: (bearing: Bearing) => number,
): Map<string, ReferenceTouched> {
  const walks = new Map<string, Walk[]>();
  for (const walk of walksFrom(graph, start))
    walks.set(thingOf(walk.at), [...(walks.get(thingOf(walk.at)) ?? []), walk]);
  walks.delete(start);
  const sureness = ({ certainty }: Walk): number => CERTAINTIES.indexOf(certainty);
  const harm = ({ bearing }: Walk): number => harmOf(bearing);
  return new Map(
    [...walks].map(([id, all]) => {
      const best = leastBy(leastBy(leastBy(all, sureness), harm), ({ depth }) => depth);
      const worst = leastBy(leastBy(all, harm), sureness);
      const [one, other] = [best[0] as Walk, worst[0] as Walk];
      const count = best.reduce((sum, walk) => sum + walk.count, 0);
      return [
        id,
        {
          best: { ...one, count, direct: best.some(({ direct }) => direct) },
          ...(harm(other) < harm(one) ? { worse: other } : {}),
        },
      ] as const;
    }),
  );
}

function leastBy<Item>(items: readonly Item[], measure: (item: Item) => number): Item[] {
  const least = Math.min(...items.map(measure));
  return items.filter((item) => measure(item) === least);
}

/** Who answers for a thing: its owners, or else those of what it is a part of. */
export function ownersOf(things: readonly NodeSummary[], id: string): readonly string[] {
  const own = things.find((thing) => thing.id === id)?.owners ?? [];
  if (own.length > 0) return own;
  const [kind = '', key = ''] = id.split(':');
  const whole = {
    Column: 'Table',
    StoredFeature: 'MLFeatureTable',
    MLFeature: 'MLModelVersion',
    ModelStep: 'MLModelVersion',
    Artifact: 'MLModelVersion',
    MLModelVersion: 'MLModel',
  }[kind];
  return whole ? ownersOf(things, `${whole}:${key.split('/').slice(0, -1).join('/')}`) : [];
}
