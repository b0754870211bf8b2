import { expect } from 'vitest';
import { findImpact } from '../../src/catalog/lineage/find-impact.js';
import { findLineage } from '../../src/catalog/lineage/find-lineage.js';
import { findTrace } from '../../src/catalog/lineage/find-trace.js';
import type { Direction, Hop, LineageReader } from '../../src/catalog/lineage/lineage.reader.js';
import { checkImpact, isChangeable } from './impact-checks.js';
import { graphAt, type LineageGraph } from './lineage-graphs.js';
import { allWays, edgeKey, reachedFrom, stepsOf, type Step } from './reference-lineage.js';

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
  if (!isChangeable(start)) return;
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
