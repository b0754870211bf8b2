import { expect } from 'vitest';
import { CERTAINTIES, type Certainty } from '../../src/catalog/lineage/certainty.js';
import { tableOf } from '../../src/model/entity-id.js';
import { findImpact, type ImpactItem } from '../../src/catalog/lineage/find-impact.js';
import { findLineage } from '../../src/catalog/lineage/find-lineage.js';
import { findTrace } from '../../src/catalog/lineage/find-trace.js';
import type { Direction, Hop, LineageReader, NodeSummary } from '../../src/catalog/lineage/lineage.reader.js';
import { graphAt, kindOf, type LineageGraph } from './lineage-graphs.js';
import { allWays, edgeKey, liveAmong, reachedFrom, stepsOf, type Step } from './reference-lineage.js';

/** Asserts that the catalog's answers about a graph are those of the reference. */

const DIRECTIONS: readonly Direction[] = ['UPSTREAM', 'DOWNSTREAM'];

/** lineage: the things reached and how far they are, and all edges among them. */
export async function checkLineage(reader: LineageReader, graph: LineageGraph, start: string): Promise<void> {
  for (const direction of DIRECTIONS) {
    const expected = reachedFrom(graph, start, direction);
    const lineage = await findLineage(reader, start, { direction });
    const depths = new Map(lineage.nodes.map(({ id, depth }) => [id, depth]));
    expect(depths).toEqual(new Map([...expected].map(([id, { nearest }]) => [id, nearest])));
    expect(lineage.nodes).toHaveLength(expected.size);
    expect(lineage.answer.complete).toBe(true);

    const among = graph.edges.filter((edge) => expected.has(edge.downstream) && expected.has(edge.upstream));
    const stated = lineage.edges.filter(({ type }) => type !== 'HAS_COLUMN');
    expect(stated.map(edgeKey).sort()).toEqual(among.map(edgeKey).sort());
  }
}

/** lineage with a depth: what is no further, and the truth about whether there is more. */
export async function checkDepth(
  reader: LineageReader,
  graph: LineageGraph,
  start: string,
  depth: number,
): Promise<void> {
  for (const direction of DIRECTIONS) {
    const expected = reachedFrom(graph, start, direction);
    const { nodes, answer } = await findLineage(reader, start, { direction, depth });
    const near = [...expected].filter(([, { nearest }]) => nearest <= depth).map(([id]) => id);
    expect(nodes.map(({ id }) => id).sort()).toEqual(near.sort());
    if (answer.complete) expect(near).toHaveLength(expected.size);
    expect(answer.cut.map(({ reason }) => reason)).toEqual(answer.complete ? [] : ['DEPTH']);
  }
}

/** impact: the things reached, how surely, in which state, and by a way that is as short and as sure as it says. */
export async function checkImpact(reader: LineageReader, graph: LineageGraph, start: string): Promise<void> {
  const expected = reachedFrom(graph, start, 'DOWNSTREAM');
  const ownTable = kindOf(start) === 'Column' ? tableOf(start) : start;
  for (const id of [start, ownTable]) expected.delete(id);
  const { items, totals, answer } = await findImpact(reader, start, { change: 'DROP' });
  const got = new Map(items.map(({ id, certainty, depth }) => [id, { certainty, depth }]));
  expect(got).toEqual(new Map([...expected].map(([id, { certainty, depth }]) => [id, { certainty, depth }])));
  expect(totals.total).toBe(expected.size);
  expect(answer.complete).toBe(true);

  const steps = stepsOf(graph, start, 'DOWNSTREAM');
  for (const item of items) checkWhy(steps, start, item);
  checkStates(graph, start, items);
}

/** The way is made of real steps from the start to the thing, as many and as certain as the item says. */
function checkWhy(steps: readonly Step[], start: string, { id, depth, certainty, why }: ImpactItem): void {
  expect(why).toHaveLength(depth);
  let at = `whole ${start}`;
  let surest: Certainty = 'RECORDED';
  for (const hop of why) {
    const step = steps.find(({ from, hop: edge }) => from === at && edgeKey(edge) === edgeKey(hop));
    expect(step, `a step from ${at} by ${edgeKey(hop)}`).toBeDefined();
    if (!step) return;
    at = step.to;
    if (CERTAINTIES.indexOf(step.certainty) > CERTAINTIES.indexOf(surest)) surest = step.certainty;
  }
  expect(at.endsWith(` ${id}`)).toBe(true);
  expect(surest).toBe(certainty);
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

/** The pages joined are the whole, in order. */
export async function checkPages(reader: LineageReader, start: string, size: number): Promise<void> {
  for (const direction of DIRECTIONS) {
    const whole = await findLineage(reader, start, { direction });
    const pages = await pagesOf((after) => findLineage(reader, start, { direction, first: size, after }));
    expect(pages.flatMap(({ nodes }) => nodes)).toEqual(whole.nodes);
    const edges = new Set(pages.flatMap((page) => page.edges.map(edgeKey)));
    expect([...edges].sort()).toEqual(whole.edges.map(edgeKey).sort());
    for (const { totals } of pages) expect(totals).toEqual(whole.totals);
  }
  const whole = await findImpact(reader, start, { change: 'RENAME' });
  const pages = await pagesOf((after) => findImpact(reader, start, { change: 'RENAME', first: size, after }));
  expect(pages.flatMap(({ items }) => items)).toEqual(whole.items);
}

interface Paged {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string };
}

async function pagesOf<Page extends Paged>(ask: (after?: string) => Promise<Page>): Promise<Page[]> {
  const pages: Page[] = [];
  for (let after: string | undefined; ;) {
    const page = await ask(after);
    pages.push(page);
    expect(pages.length).toBeLessThan(1000);
    if (!page.pageInfo.hasNextPage) return pages;
    after = page.pageInfo.endCursor;
  }
}

/** trace: the shortest of all ways, and the truth about whether there are more. */
export async function checkTrace(
  reader: LineageReader,
  graph: LineageGraph,
  ends: { from: string; to: string; first: number },
): Promise<void> {
  const { from, to, first } = ends;
  const { paths, more, answer } = await findTrace(reader, from, to, { first });
  expect(answer.complete).toBe(true);
  const direction = reachedFrom(graph, from, 'UPSTREAM').has(to) ? 'UPSTREAM' : 'DOWNSTREAM';
  const all = allWays(stepsOf(graph, from, direction), from, to).sort((a, b) => a.length - b.length);
  if (from !== to && reachedFrom(graph, from, direction).has(to)) expect(paths.length).toBeGreaterThan(0);

  expect(paths.map(({ length }) => length)).toEqual(all.slice(0, first).map(({ length }) => length));
  expect(more).toBe(all.length > first);
  const byKey = new Set(all.map(wayKey));
  for (const path of paths) expect(byKey).toContain(wayKey(path));
  expect(new Set(paths.map(wayKey)).size).toBe(paths.length);
}

const wayKey = (way: readonly (Step['hop'] | Hop)[]): string => JSON.stringify(way.map(edgeKey));

/** All of it as of a moment: what the reference says of the graph as it was then. */
export async function checkAt(
  reader: LineageReader,
  graph: LineageGraph,
  { start, end, at }: { start: string; end: string; at: string },
): Promise<void> {
  const then = graphAt(graph, at);
  const thereThen = (id: string): boolean => then.things.some((thing) => thing.id === id);
  if (!thereThen(start)) {
    const asked = findLineage(reader, start, { direction: 'UPSTREAM', asOf: at });
    await expect(asked).rejects.toMatchObject({ code: 'NOT_FOUND' });
    return;
  }
  const pastReader = reader.under({ asOf: at });
  await checkLineage(pastReader, then, start);
  await checkImpact(pastReader, then, start);
  if (thereThen(end)) await checkTrace(pastReader, then, { from: start, to: end, first: 3 });
  const [asked, under] = await Promise.all([
    findLineage(reader, start, { direction: 'DOWNSTREAM', asOf: at }),
    findLineage(pastReader, start, { direction: 'DOWNSTREAM' }),
  ]);
  expect({ ...asked, answer: asked.answer.complete }).toEqual({
    ...under,
    asOf: at,
    answer: under.answer.complete,
  });
}
