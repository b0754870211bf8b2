import { entityDefinitions } from '../../model/registry.js';
import { kindOf } from '../../model/entity-id.js';
import type { EntityKind } from '../../model/entities.js';
import type { Containment } from '../../model/relations.js';
import type { EntityRecord } from '../browse/entity-record.js';
import type { EntityReader } from '../browse/entity.reader.js';
import { isThereThen } from '../history/find-past.js';
import type { HistoryReader } from '../history/history.reader.js';
import { thingsAt } from '../history/past.reader.js';
import { edgeKey } from '../lineage/edge-key.js';
import type { Fact, StatedEdge } from './difference.js';
import { edgeFacts, FEATURES, joinsOf, type EdgeView, type Join } from './edge-facts.js';
import type { EdgeReader } from './edge.reader.js';
import { partFacts, toldAsPart } from './part-facts.js';
import { propertyFacts } from './property-facts.js';
import { relativeTo } from './relative-id.js';

export interface SideReaders {
  readonly entities: EntityReader;
  readonly history: HistoryReader;
  readonly edges: EdgeReader;
}

/** One of the two that are compared: all that is true of it. */
export interface Side {
  readonly facts: readonly Fact[];
  readonly joins: readonly Join[];
}

interface Moment {
  readonly at?: string;
  /** Whether another thing is on the other side, and not the same at another time. */
  readonly ofTwo: boolean;
}

/** How the parts of a kind hang on it. A service's record of its syncs is none. */
const partsOf = (kind: EntityKind): Containment[] => [
  ...new Set(
    entityDefinitions().flatMap(({ kind: part, parent }) =>
      parent?.kind === kind && part !== 'SyncRun' ? [parent.relation] : [],
    ),
  ),
];

/** Reads all that is compared of a thing, as it is or as it stood at a moment: a fixed number of questions. */
export async function readSide(readers: SideReaders, record: EntityRecord, moment: Moment): Promise<Side> {
  const { id, kind } = record;
  const reader = thingsAt(readers, moment.at);
  const [edges, ...parts] = await Promise.all([
    edgesOf(readers.edges, id, moment.at),
    ...partsOf(kind).map((relation) => reader.related([id], relation, 'out')),
  ]);
  const relative = relativeTo(id);
  const ends = await reader.byIds(endsWithValue(edges, id));
  const view: EdgeView = { root: id, relative, ends: new Map(ends.map((end) => [end.id, end])) };
  const joins = joinsOf(edges, view);
  const held = parts.flat().filter(({ record: part }) => isThereThen(part));
  return {
    joins,
    facts: [
      ...propertyFacts(record, moment),
      ...(toldAsPart(kind).length > 0 ? partFacts(record, '.') : []),
      ...held.flatMap(({ record: part }) => partFacts(part, relative(part.id).key)),
      ...edgeFacts(joins, view),
    ],
  };
}

/** Of other kinds it is their own edges that say what they are made from. */
const HAVE_SOURCES: readonly string[] = ['MLModelVersion', ...FEATURES];

/** The edges at a thing, and those upstream of the features it takes, through features that are made from features. */
async function edgesOf(reader: EdgeReader, id: string, at: string | undefined): Promise<StatedEdge[]> {
  const [out, into] = await Promise.all([reader.edgesAt([id], 'out', at), reader.edgesAt([id], 'in', at)]);
  const all = [...out, ...into];
  const seen = new Set([id]);
  for (let next = HAVE_SOURCES.includes(kindOf(id)) ? featuresIn(out, seen) : []; next.length > 0;) {
    for (const feature of next) seen.add(feature);
    const further = (await reader.edgesAt(next, 'out', at)).filter(({ type }) => type === 'DERIVED_FROM');
    all.push(...further);
    next = featuresIn(further, seen);
  }
  return [...new Map(all.map((edge) => [edgeKey(edge), edge])).values()];
}

const featuresIn = (edges: readonly StatedEdge[], seen: ReadonlySet<string>): string[] => [
  ...new Set(
    edges
      .filter(
        ({ type, upstream }) =>
          leadsToSources(type) && FEATURES.includes(kindOf(upstream)) && !seen.has(upstream),
      )
      .map(({ upstream }) => upstream),
  ),
];

const leadsToSources = (type: StatedEdge['type']): boolean =>
  type === 'USES_FEATURE' || type === 'DERIVED_FROM';

/** The ends of which more than the id is told. */
function endsWithValue(edges: readonly StatedEdge[], root: string): string[] {
  const told = edges.filter(
    ({ type, downstream }) =>
      (downstream === root && (type === 'USES_FEATURE' || type === 'TRAINED_ON')) ||
      (type === 'DERIVED_FROM' && FEATURES.includes(kindOf(downstream))),
  );
  return [...new Set(told.map(({ upstream }) => upstream))];
}
