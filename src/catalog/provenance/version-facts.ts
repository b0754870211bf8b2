import { groupBy } from '../../group-by.js';
import type { EntityRecord } from '../browse/entity-record.js';
import type { StatedEdge } from '../diff/difference.js';
import type { Change } from '../history/change.js';
import { sortedBy } from '../lineage/page.js';
import { decisionsOf } from './decisions.js';
import { MOST, type Decision, type ServedBy } from './provenance.js';
import { featuresIn, runsIn, type Evidence } from './read-evidence.js';

/** A table that was read, by id. */
export interface TableFacts {
  readonly id: string;
  readonly digests: readonly string[];
  readonly edges: readonly StatedEdge[];
  /** When its words were changed after the moment that is asked about; what they were is not kept. */
  readonly notKept?: string;
}

/** What is known of a version, before the things that it names are read. */
export interface VersionFacts {
  readonly id: string;
  readonly record: EntityRecord;
  readonly servedBy: readonly ServedBy[];
  readonly runs: readonly EntityRecord[];
  readonly parameters: readonly EntityRecord[];
  readonly training: readonly TableFacts[];
  readonly evaluation: readonly TableFacts[];
  readonly features: readonly string[];
  /** Those of them of which nobody says what they are made from. */
  readonly unmade: readonly string[];
  readonly decisions: readonly Decision[];
}

/** `records` are the versions and their runs. */
export function versionFacts(
  id: string,
  evidence: Evidence,
  records: ReadonlyMap<string, EntityRecord>,
): VersionFacts[] {
  const record = records.get(id);
  if (!record) return [];
  const own = evidence.edges.get(id) ?? [];
  const runs = runsIn(own).sort();
  const edges = [...own, ...runs.flatMap((run) => evidence.edges.get(run) ?? [])];
  const tables = (type: StatedEdge['type']): TableFacts[] => tablesIn(edges, type, evidence.later);
  const features = featuresIn(own).sort();
  const asked = new Set(evidence.features.slice(0, MOST.features));
  return [
    {
      ...{ id, record, training: tables('TRAINED_ON'), evaluation: tables('EVALUATED_ON') },
      servedBy: servedBy(id, evidence),
      runs: runs.flatMap((run) => records.get(run) ?? []),
      parameters: sortedBy(
        (evidence.parameters.get(id) ?? []).map((row) => row.record),
        ({ name }) => [name],
      ),
      features,
      unmade: features.filter((feature) => asked.has(feature) && !evidence.edges.has(feature)),
      decisions: decisionsOf({
        version: id,
        changes: evidence.changes,
        comments: (evidence.comments.get(id) ?? []).map((row) => row.record),
      }),
    },
  ];
}

function servedBy(id: string, { serving }: Evidence): ServedBy[] {
  const distinct = new Map((serving.get(id) ?? []).map((row) => [row.record.id, row] as const));
  return sortedBy([...distinct.values()], ({ record }) => [record.id]).map(({ record, edge }) => {
    const share = (record['traffic'] as Readonly<Record<string, unknown>> | undefined)?.[id];
    return {
      deployment: record,
      ...(typeof edge['since'] === 'string' ? { since: edge['since'] } : {}),
      ...(typeof share === 'number' ? { share } : {}),
    };
  });
}

function tablesIn(
  edges: readonly StatedEdge[],
  type: StatedEdge['type'],
  later: readonly Change[],
): TableFacts[] {
  const tables = groupBy(
    edges.filter((edge) => edge.type === type),
    ({ upstream }) => upstream,
  );
  return sortedBy(
    [...tables].map(([id, same]): TableFacts => {
      const notKept = same
        .flatMap((edge) => alteredSince(edge, later))
        .sort()
        .at(0);
      if (notKept !== undefined) return { id, digests: [], edges: same, notKept };
      const digests = [...new Set(same.flatMap(({ digest }) => digest ?? []))].sort();
      return { id, digests, edges: same };
    }),
    ({ id }) => [id],
  );
}

/** An edge keeps what it said last; of what it said at the moment only this much is known, that it was changed. */
const alteredSince = ({ downstream, type, upstream }: StatedEdge, later: readonly Change[]): string[] =>
  later
    .filter(({ entity }) => entity === downstream)
    .flatMap(({ at, edges }) =>
      edges.some((edge) => edge.change === 'ALTERED' && edge.type === type && edge.upstream === upstream)
        ? [at]
        : [],
    );
