import { groupBy } from '../../group-by.js';
import type { EntityReader, RelatedRecord } from '../browse/entity.reader.js';
import type { StatedEdge } from '../diff/difference.js';
import type { EdgeReader } from '../diff/edge.reader.js';
import type { Change } from '../history/change.js';
import type { HistoryReader } from '../history/history.reader.js';
import { isThereThen } from '../history/find-past.js';
import { thingsAt } from '../history/past.reader.js';
import type { LineageReader } from '../lineage/lineage.reader.js';
import { MOST } from './provenance.js';

export interface ProvenanceReaders {
  readonly entities: Pick<EntityReader, 'byIds' | 'related'>;
  readonly history: HistoryReader;
  readonly edges: EdgeReader;
  readonly lineage: LineageReader;
}

/** All that is read of versions beside the walk. Each part by the id of what it belongs to. */
export interface Evidence {
  /** What starts at a version, at a run of one, or at a feature that one takes. */
  readonly edges: ReadonlyMap<string, readonly StatedEdge[]>;
  readonly serving: ReadonlyMap<string, readonly RelatedRecord[]>;
  readonly parameters: ReadonlyMap<string, readonly RelatedRecord[]>;
  readonly comments: ReadonlyMap<string, readonly RelatedRecord[]>;
  /** All that the versions take; what stands behind them is read of the first of them. */
  readonly features: readonly string[];
  /** Up to the moment, of versions and deployments. */
  readonly changes: readonly Change[];
  /** Since the moment; none of now. */
  readonly later: readonly Change[];
}

/** A fixed number of questions, however many versions there are. */
export async function readEvidence(
  readers: ProvenanceReaders,
  versions: readonly string[],
  asOf: string | undefined,
): Promise<Evidence> {
  if (versions.length === 0) return NOTHING;
  const things = thingsAt(readers, asOf);
  const [own, serving, parameters, comments] = await Promise.all([
    readers.edges.edgesAt(versions, 'out', asOf),
    things.related(versions, 'SERVES', 'in'),
    things.related(versions, 'HAS_HYPERPARAMETER', 'out'),
    things.related(versions, 'COMMENTS_ON', 'in'),
  ]);
  const runs = runsIn(own);
  const features = featuresIn(own);
  const deployments = [...new Set(serving.map(({ record }) => record.id))];
  const named = [...runs, ...features.slice(0, MOST.features)];
  const [ofNamed, changes] = await Promise.all([
    named.length > 0 ? readers.edges.edgesAt(named, 'out', asOf) : [],
    readers.history.changesAfter([...versions, ...deployments, ...runs], ''),
  ]);
  const byFrom = (rows: readonly RelatedRecord[]) =>
    groupBy(
      rows.filter(({ record }) => isThereThen(record)),
      ({ from }) => from,
    );
  const isThen = ({ at }: Change): boolean => asOf === undefined || at <= asOf;
  return {
    edges: groupBy([...own, ...ofNamed], ({ downstream }) => downstream),
    serving: byFrom(serving),
    parameters: byFrom(parameters),
    comments: byFrom(comments),
    features,
    changes: changes.filter(isThen),
    later: changes.filter((change) => !isThen(change)),
  };
}

export const runsIn = (edges: readonly StatedEdge[]): string[] => [
  ...new Set(
    edges
      .filter(({ type, upstream }) => type === 'PRODUCED_BY' && upstream.startsWith('TrainingRun:'))
      .map(({ upstream }) => upstream),
  ),
];

/** In the order in which they are told of. */
export const featuresIn = (edges: readonly StatedEdge[]): string[] => [
  ...new Set(edges.filter(({ type }) => type === 'USES_FEATURE').map(({ upstream }) => upstream)),
];

const NOTHING: Evidence = {
  ...{ edges: new Map(), serving: new Map(), parameters: new Map(), comments: new Map() },
  ...{ features: [], changes: [], later: [] },
};
