import { groupBy } from '../../group-by.js';
import { notFound } from '../../errors.js';
import { entityId, kindOf, parseId } from '../../model/entity-id.js';
import type { RelationType } from '../../model/relations.js';
import type { EntityRecord } from '../browse/entity-record.js';
import { isThereThen } from '../history/find-past.js';
import { thingsAt } from '../history/past.reader.js';
import { findLineage, type Lineage } from '../lineage/find-lineage.js';
import type { HeldWalks } from '../lineage/held-walks.js';
import { sortedBy } from '../lineage/page.js';
import { findProvenance } from '../provenance/find-provenance.js';
import type { Provenance, VersionEvidence } from '../provenance/provenance.js';
import type { ProvenanceReaders } from '../provenance/read-evidence.js';
import type { StatedEdge } from '../diff/difference.js';
import { cardVersion } from './card-version.js';

export interface CardReaders extends ProvenanceReaders {
  /** One walk then serves both questions. */
  readonly walks?: HeldWalks | undefined;
}

/** All that cards tell of a version. */
export interface VersionFile {
  readonly version: EntityRecord;
  readonly model?: EntityRecord;
  readonly evidence: VersionEvidence;
  readonly provenance: Provenance;
  readonly metrics: readonly EntityRecord[];
  readonly artifacts: readonly EntityRecord[];
  readonly steps: readonly EntityRecord[];
  /** Of each table that it was trained or evaluated on, by the table's id. */
  readonly columns: ReadonlyMap<string, readonly EntityRecord[]>;
  /** Upstream, by tables; the first {@link MOST_UPSTREAM} things. */
  readonly lineage: Lineage;
  /** The edges that end at it: who serves, reads, shows it, and what holds its predictions. */
  readonly uses: readonly StatedEdge[];
  /** Things that edges name, by id: what is upstream, and what uses it. */
  readonly things: ReadonlyMap<string, EntityRecord>;
  /** Users and teams by the name that owners and authors are given by; those that nobody registered are absent. */
  readonly agents: ReadonlyMap<string, EntityRecord>;
}

/** Things upstream that one card tells of. */
export const MOST_UPSTREAM = 2000;

/**
 * A version with all that cards tell of it, by a fixed number of questions beside the walk upstream.
 * @throws NOT_FOUND when nothing has that id, BAD_INPUT for what has no card.
 */
export async function readVersion(readers: CardReaders, id: string, asOf?: string): Promise<VersionFile> {
  const of = await cardVersion(readers.entities, id);
  const { walks } = readers;
  const provenance = await findProvenance(readers, of, { asOf, walks });
  const lineage = await findLineage(readers.lineage, of, {
    ...{ direction: 'UPSTREAM', collapse: 'TABLE', first: MOST_UPSTREAM, details: false },
    ...{ asOf, walks },
  });
  const evidence = provenance.versions.find(({ version }) => version.id === of);
  if (!evidence) throw notFound(of);
  const { version, trainingData, evaluationData } = evidence;

  const reader = thingsAt(readers, asOf);
  const tables = [...new Set([...trainingData, ...evaluationData].map(({ table }) => table.id))];
  const partsOf = async (ids: readonly string[], relation: RelationType) =>
    ids.length === 0
      ? []
      : (await reader.related(ids, relation, 'out')).filter(({ record }) => isThereThen(record));
  const [metrics, artifacts, steps, columns, uses] = await Promise.all([
    partsOf([of], 'HAS_METRIC'),
    partsOf([of], 'HAS_ARTIFACT'),
    partsOf([of], 'HAS_STEP'),
    partsOf(tables, 'HAS_COLUMN'),
    readers.edges.edgesAt([of], 'in', asOf),
  ]);
  const modelId = entityId('MLModel', ...parseId(of).key.slice(0, 2));
  const upstream = lineage.nodes.filter(({ kind }) => isTold(kind)).map((node) => node.id);
  const users = uses.map(({ downstream }) => downstream);
  const things = byId(await reader.byIds([...new Set([modelId, ...upstream, ...users])]));
  const model = things.get(modelId);

  const ownedBy = [version, model, ...things.values()].flatMap((thing) => namesIn(thing));
  const names = [...new Set(ownedBy)].filter((name) => name !== '');
  const agents = await readers.entities.byIds(
    names.flatMap((name) => [entityIdOrNone('Team', name), entityIdOrNone('User', name)].flat()),
  );
  return {
    ...{ version, evidence, provenance, lineage, things, uses: inOrder(uses) },
    ...(model ? { model } : {}),
    metrics: sortedById(metrics.map(({ record }) => record)),
    artifacts: sortedById(artifacts.map(({ record }) => record)),
    steps: inPlace(steps.map(({ record }) => record)),
    columns: new Map(
      [...groupBy(columns, ({ from }) => from)].map(([table, rows]) => [
        table,
        inPlace(rows.map(({ record }) => record)),
      ]),
    ),
    agents: new Map(agents.map((agent) => [agent.name, agent])),
  };
}

/** What is told of by name, and not only passed on the way. */
const isTold = (kind: string): boolean =>
  ['Table', 'MLFeatureTable', 'MLModelVersion', 'Pipeline'].includes(kind);

function namesIn(thing: EntityRecord | undefined): string[] {
  if (!thing) return [];
  const { owners, author } = thing;
  return [owners, author].flat().filter((name) => typeof name === 'string');
}

/** A name that is too long for an id is nobody's who was registered. */
function entityIdOrNone(kind: 'Team' | 'User', name: string): string[] {
  try {
    return [entityId(kind, name)];
  } catch {
    return [];
  }
}

const byId = (records: readonly EntityRecord[]): Map<string, EntityRecord> =>
  new Map(records.map((record) => [record.id, record]));

const sortedById = (records: readonly EntityRecord[]): EntityRecord[] => sortedBy(records, ({ id }) => [id]);

const inPlace = (records: readonly EntityRecord[]): EntityRecord[] =>
  sortedBy(records, ({ position, id }) => [typeof position === 'number' ? position : 1e9, id]);

const inOrder = (edges: readonly StatedEdge[]): StatedEdge[] =>
  sortedBy(
    edges.filter(({ type }) => type !== 'COMMENTS_ON'),
    ({ type, downstream, by }) => [kindOf(downstream), type, downstream, by],
  );
