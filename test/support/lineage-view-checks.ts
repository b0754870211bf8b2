import fc from 'fast-check';
import { expect } from 'vitest';
import { CERTAINTIES } from '../../src/catalog/lineage/certainty.js';
import { LEVELS, type Level } from '../../src/catalog/lineage/collapse.js';
import { findLineage } from '../../src/catalog/lineage/find-lineage.js';
import type { Direction, Hop, LineageReader } from '../../src/catalog/lineage/lineage.reader.js';
import { STATES } from '../../src/catalog/lineage/liveness.js';
import type { ThingFilter } from '../../src/catalog/lineage/thing-filter.js';
import { ENTITY_KINDS } from '../../src/model/entities.js';
import { entityId, parseId } from '../../src/model/entity-id.js';
import { kindOf, SERVICE_FIRST, type LineageGraph } from './lineage-graphs.js';
import { edgeKey, fewestSteps, reachedFrom, stepsOf, thingOf, type Reached } from './reference-lineage.js';

/** Asserts that filters and levels show of a lineage what the reference says. */

type Thing = LineageGraph['things'][number];

const OFTEN_REACHED: readonly string[] = ['Column', 'Table', 'MLModelVersion', 'Deployment', 'Dashboard'];

/** One filter, or several together. */
export const thingFilter = (): fc.Arbitrary<ThingFilter> =>
  fc
    .record(
      {
        kinds: fc.uniqueArray(
          fc.constantFrom(...ENTITY_KINDS.filter((kind) => OFTEN_REACHED.includes(kind))),
          { minLength: 1, maxLength: 3 },
        ),
        services: fc.constantFrom(['s'], ['w'], ['bi', 'w']),
        owners: fc.constantFrom(['bob'], ['ann'], ['bob', 'nobody']),
        tags: fc.constantFrom(['tier'], ['tier=1'], ['tier=2'], ['pii', 'x'], ['ti']),
        domains: fc.constantFrom(['sales'], ['other'], ['other', 'sales']),
        states: fc.uniqueArray(fc.constantFrom(...STATES), { minLength: 1, maxLength: 2 }),
        certainty: fc.constantFrom(...CERTAINTIES),
      },
      { requiredKeys: [] },
    )
    .filter((filter) => Object.keys(filter).length > 0);

export const level = (): fc.Arbitrary<Level> => fc.constantFrom(...LEVELS);

/** lineage with a filter: the things that pass, at their distances, with the edges among them that pass. */
export async function checkFilter(
  reader: LineageReader,
  graph: LineageGraph,
  { start, direction, filter }: { start: string; direction: Direction; filter: ThingFilter },
): Promise<void> {
  const reached = reachedFrom(graph, start, direction);
  const passes = passing(graph, start, direction, filter);
  const expected = [...reached].filter(([id, best]) => id === start || passes(id, best));
  const lineage = await findLineage(reader, start, { direction, filter });
  expect(new Map(lineage.nodes.map(({ id, depth }) => [id, depth]))).toEqual(
    new Map(expected.map(([id, { nearest }]) => [id, nearest])),
  );
  const totals = new Map<string, number>();
  for (const [id] of expected) if (id !== start) totals.set(kindOf(id), (totals.get(kindOf(id)) ?? 0) + 1);
  expect(new Map(lineage.totals.map(({ kind, total }) => [kind, total]))).toEqual(totals);

  const inside = new Set(expected.map(([id]) => id));
  const sure = (edge: Hop): boolean =>
    CERTAINTIES.indexOf(edge.stated) <= CERTAINTIES.indexOf(filter.certainty ?? 'POSSIBLE');
  const among = graph.edges.filter((e) => inside.has(e.downstream) && inside.has(e.upstream) && sure(e));
  const stated = lineage.edges.filter(({ type }) => type !== 'HAS_COLUMN');
  expect(stated.map(edgeKey).sort()).toEqual(among.map(edgeKey).sort());
}

function passing(
  graph: LineageGraph,
  start: string,
  direction: Direction,
  { kinds, services, owners, tags, domains, states, certainty = 'POSSIBLE' }: ThingFilter,
): (id: string, best: Reached) => boolean {
  const things = new Map(graph.things.map((thing) => [thing.id, thing] as const));
  const stateOf = statesAmong(graph, start, direction);
  const any = (wanted: readonly string[] | undefined, has: readonly string[] = []): boolean =>
    !wanted || has.some((one) => wanted.includes(one));
  return (id, best) => {
    const thing = things.get(id) as Thing;
    const names = (thing.tags ?? []).flatMap((tag) => [tag, tag.split('=')[0] ?? '']);
    return (
      CERTAINTIES.indexOf(best.certainty) <= CERTAINTIES.indexOf(certainty) &&
      any(kinds, [thing.kind]) &&
      any(services, thing.service === undefined ? thing.describedBy : [thing.service]) &&
      any(owners, thing.owners) &&
      any(tags, names) &&
      any(domains, thing.domain === undefined ? [] : [thing.domain]) &&
      any(states, [stateOf(id)])
    );
  };
}

/** Which state each thing reached is in: what something in use hangs on, by the steps of the walk, is live. */
function statesAmong(graph: LineageGraph, start: string, direction: Direction): (id: string) => string {
  const all = stepsOf(graph, start, direction);
  const touched = fewestSteps(all, start);
  const down = all
    .filter(({ from }) => touched.has(from))
    .map((step) => (direction === 'DOWNSTREAM' ? step : { ...step, from: step.to, to: step.from }));
  const things = new Map(graph.things.map((thing) => [thing.id, thing] as const));
  const isOver = (id: string): boolean =>
    things.get(id)?.until !== undefined || things.get(id)?.stage === 'Archived';
  const isInUse = (id: string): boolean => {
    const { kind, state } = things.get(id) as Thing;
    if (isOver(id)) return false;
    return kind === 'Deployment'
      ? state === 'IN_SERVICE' || state === 'UPDATING'
      : kind === 'Dashboard' || kind === 'Application';
  };
  const live = new Set([...touched.keys()].filter((touch) => isInUse(thingOf(touch))));
  const hasLiveColumn = (id: string): boolean =>
    graph.columns.some(({ table, column }) => table === id && live.has(`whole ${column}`));
  for (let size = -1; size !== live.size;) {
    size = live.size;
    for (const { from, to } of down)
      if (live.has(to) || (from.startsWith('whole Pipeline:') && hasLiveColumn(thingOf(to)))) live.add(from);
  }
  return (id) => {
    if (live.has(`whole ${id}`) || live.has(`part ${id}`) || hasLiveColumn(id)) return 'LIVE';
    return isOver(id) ? 'ARCHIVED' : 'DORMANT';
  };
}

/** lineage at a level: each thing within what shows it, and each edge within what stands for it. */
export async function checkCollapse(
  reader: LineageReader,
  graph: LineageGraph,
  { start, direction, collapse }: { start: string; direction: Direction; collapse: Level },
): Promise<void> {
  const reached = reachedFrom(graph, start, direction);
  const lineage = await findLineage(reader, start, { direction, collapse });
  const groups = new Map<string, { depth: number; stands: number }>();
  for (const [id, { nearest }] of reached) {
    const known = groups.get(partOf(graph, id, collapse));
    const depth = Math.min(nearest, known?.depth ?? nearest);
    groups.set(partOf(graph, id, collapse), { depth, stands: (known?.stands ?? 0) + 1 });
  }
  const nodes = lineage.nodes.map(({ id, depth, stands }) => [id, { depth, stands }] as const);
  expect(new Map(nodes)).toEqual(groups);
  expect(nodes).toHaveLength(groups.size);

  const among = graph.edges.filter((edge) => reached.has(edge.downstream) && reached.has(edge.upstream));
  const got = lineage.edges.filter(({ type }) => type !== 'HAS_COLUMN');
  const alone = among.filter((edge) => ends(graph, edge, collapse).every((end, at) => end === of(edge)[at]));
  expect(
    got
      .filter(({ stands }) => stands === undefined)
      .map(edgeKey)
      .sort(),
  ).toEqual(alone.map(edgeKey).sort());

  const folded = new Map<string, Hop[]>();
  for (const edge of among.filter((one) => !alone.includes(one))) {
    const [downstream, upstream] = ends(graph, edge, collapse);
    if (downstream === upstream) continue;
    const key = `${downstream} ${edge.type} ${upstream}`;
    folded.set(key, [...(folded.get(key) ?? []), edge]);
  }
  const standing = got.filter(({ stands }) => stands !== undefined);
  expect(standing).toHaveLength(folded.size);
  for (const edge of standing) {
    const members = folded.get(`${edge.downstream} ${edge.type} ${edge.upstream}`) ?? [];
    expect(edge.stands).toBe(members.length);
    expect(edge.standsFor?.map(edgeKey).sort()).toEqual(members.map(edgeKey).sort().slice(0, 20));
    const surest = CERTAINTIES.find((certainty) => members.some(({ stated }) => stated === certainty));
    expect(edge.stated).toBe(surest);
  }
}

const of = ({ downstream, upstream }: Hop): [string, string] => [downstream, upstream];
const ends = (graph: LineageGraph, edge: Hop, collapse: Level): [string, string] => [
  partOf(graph, edge.downstream, collapse),
  partOf(graph, edge.upstream, collapse),
];

/** What a thing is shown as, where that is in the catalog. */
function partOf(graph: LineageGraph, id: string, collapse: Level): string {
  const { kind, key } = parseId(id);
  const [first = '', second = ''] = key;
  const shown = (): string => {
    if (collapse === 'COLUMN') return id;
    if (collapse === 'SERVICE' && SERVICE_FIRST.includes(kind)) return entityId('MLModelService', first);
    if (kind === 'Column') return entityId('Table', first, second);
    if (kind === 'StoredFeature') return entityId('MLFeatureTable', first, second);
    const ofModel = ['MLModelVersion', 'MLFeature', 'ModelStep', 'Artifact'].includes(kind);
    return collapse === 'MODEL' && ofModel ? entityId('MLModel', first, second) : id;
  };
  return graph.things.some((thing) => thing.id === shown()) ? shown() : id;
}
