import { expect } from 'vitest';
import { CERTAINTIES, type Certainty } from '../../src/catalog/lineage/certainty.js';
import { findImpact, type ImpactItem } from '../../src/catalog/lineage/find-impact.js';
import type { Hop, LineageReader, NodeSummary } from '../../src/catalog/lineage/lineage.reader.js';
import {
  classOf,
  consequence,
  EFFECTS,
  SEVERITIES,
  type Change,
  type Consequence,
} from '../../src/catalog/lineage/severity.js';
import type { Bearing } from '../../src/catalog/lineage/bearing.js';
import { tableOf } from '../../src/model/entity-id.js';
import { kindOf, type LineageGraph } from './lineage-graphs.js';
import { bearsOn, ownersOf, touchedFrom } from './reference-impact.js';
import { edgeKey, liveAmong, stepsOf, type Step } from './reference-lineage.js';

/** Asserts that what impact answers about a graph is what the reference does. */

const CHANGEABLE =
  /^(Column|Table|MLFeature|StoredFeature|MLFeatureTable|MLModelVersion|Deployment|Pipeline):/;
export const isChangeable = (id: string): boolean => CHANGEABLE.test(id);

/**
 * impact: the things touched, how surely, in which state, how badly, by which way, by how many others, and whom to
 * tell.
 */
export async function checkImpact(
  reader: LineageReader,
  graph: LineageGraph,
  start: string,
  change: Change = 'DROP',
): Promise<void> {
  if (!isChangeable(start)) {
    await expect(findImpact(reader, start, { change })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    return;
  }
  const impact = await findImpact(reader, start, { change });
  const { items, totals, answer } = impact;
  const kind = classOf(change);
  const judge = (bearing: Bearing, { state }: ImpactItem): Consequence => consequence(kind, bearing, state);
  const expected = touchedFrom(graph, start, (bearing) =>
    EFFECTS.indexOf(consequence(kind, bearing, 'LIVE').effect),
  );
  if (kindOf(start) === 'Column') expected.delete(tableOf(start));
  expect(totals.total).toBe(expected.size);
  expect(items.map(({ id }) => id).sort()).toEqual([...expected.keys()].sort());
  expect(answer.complete).toBe(true);

  const steps = stepsOf(graph, start, 'DOWNSTREAM');
  for (const item of items) {
    const touched = expected.get(item.id);
    if (!touched) continue;
    const { best, worse } = touched;
    expect(item).toMatchObject({
      ...judge(best.bearing, item),
      ...{ certainty: best.certainty, depth: best.depth, whyOthers: best.count - 1 },
      use: best.direct ? 'DIRECT' : 'INDIRECT',
    });
    expect(item.why).toHaveLength(best.depth);
    checkWay(steps, start, item, item.why, judge, item);
    expect(item.atWorst).toEqual(
      worse && {
        ...judge(worse.bearing, item),
        ...{ certainty: worse.certainty, why: expect.any(Array) as unknown },
      },
    );
    if (item.atWorst) checkWay(steps, start, item, item.atWorst.why, judge, item.atWorst);
  }
  checkStates(graph, start, items);
  checkOwners(graph, items, await impact.owners());
}

/** The way is made of real steps from the start to the thing, as certain as is said, and does what is said. */
function checkWay(
  steps: readonly Step[],
  start: string,
  item: ImpactItem,
  way: readonly Hop[],
  judge: (bearing: Bearing, item: ImpactItem) => Consequence,
  said: Consequence & { readonly certainty: Certainty },
): void {
  let at = `whole ${start}`;
  let surest: Certainty = 'RECORDED';
  let bearing: Bearing = 'AT_RUN';
  for (const hop of way) {
    const step = steps.find(({ from, hop: edge }) => from === at && edgeKey(edge) === edgeKey(hop));
    expect(step, `a step from ${at} by ${edgeKey(hop)}`).toBeDefined();
    if (!step) return;
    at = step.to;
    bearing = bearsOn(bearing, hop);
    if (CERTAINTIES.indexOf(step.certainty) > CERTAINTIES.indexOf(surest)) surest = step.certainty;
  }
  expect(at.endsWith(` ${item.id}`)).toBe(true);
  expect(surest).toBe(said.certainty);
  expect(judge(bearing, item)).toEqual({ effect: said.effect, severity: said.severity });
}

/** Each thing is told to each who answers for it, or counted as nobody's. */
function checkOwners(
  { things }: LineageGraph,
  items: readonly ImpactItem[],
  groups: Awaited<ReturnType<Awaited<ReturnType<typeof findImpact>>['owners']>>,
): void {
  const names = [
    ...new Set(
      items.flatMap(({ id }) => [...(ownersOf(things, id).length > 0 ? ownersOf(things, id) : [undefined])]),
    ),
  ];
  expect(new Set(groups.map(({ owner }) => owner))).toEqual(new Set(names));
  expect(groups).toHaveLength(names.length);
  for (const { owner, total, live, severity, things: shown } of groups) {
    const theirs = items.filter(({ id }) =>
      owner === undefined ? ownersOf(things, id).length === 0 : ownersOf(things, id).includes(owner),
    );
    expect(total).toBe(theirs.length);
    expect(live).toBe(theirs.filter(({ state }) => state === 'LIVE').length);
    expect(severity).toBe(SEVERITIES.find((word) => theirs.some((item) => item.severity === word)));
    expect(shown).toEqual(theirs.slice(0, 20));
  }
}

const isOver = ({ until, stage }: NodeSummary): boolean => until !== undefined || stage === 'Archived';

function checkStates(graph: LineageGraph, start: string, items: readonly ImpactItem[]): void {
  const things = new Map(graph.things.map((thing) => [thing.id, thing] as const));
  const live = liveAmong(graph, start, (id) => {
    const thing = things.get(id);
    if (!thing || isOver(thing)) return false;
    return thing.kind === 'Deployment'
      ? thing.state === 'IN_SERVICE' || thing.state === 'UPDATING'
      : thing.kind === 'Dashboard' || thing.kind === 'Application';
  });
  const stateOf = (id: string): string => {
    if (live.has(id)) return 'LIVE';
    const thing = things.get(id);
    return thing && isOver(thing) ? 'ARCHIVED' : 'DORMANT';
  };
  expect(new Map(items.map(({ id, state }) => [id, state]))).toEqual(
    new Map(items.map(({ id }) => [id, stateOf(id)])),
  );
}
