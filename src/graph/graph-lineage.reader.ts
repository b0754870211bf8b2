import type {
  Direction,
  Hop,
  LineageReader,
  NodeSummary,
  Pair,
  SourceFreshness,
} from '../catalog/lineage/lineage.reader.js';
import type { EntityKind } from '../model/entities.js';
import { entityId, parseId } from '../model/entity-id.js';
import { edgeWord } from './edge-codec.js';
import type { GraphExecutor } from './executor.js';
import { columnDetail } from './queries/column-detail.js';
import { columnsOfTables, hopsDownstream, hopsUpstream, type HopRow } from './queries/lineage-hops.js';
import { nodeSummaries } from './queries/node-summaries.js';
import { RUNS_LOOKED_AT, syncRunsOf } from './queries/sync-runs.js';

export class GraphLineageReader implements LineageReader {
  constructor(private readonly executor: GraphExecutor) {}

  async hops(ids: readonly string[], direction: Direction): Promise<Hop[]> {
    const query = direction === 'DOWNSTREAM' ? hopsDownstream : hopsUpstream;
    const rows = await this.executor.read(query, { ids: [...ids] });
    return rows.map(toHop);
  }

  async columnsOf(tables: readonly string[]): Promise<{ table: string; column: string }[]> {
    return this.executor.read(columnsOfTables, { ids: [...tables] });
  }

  async knownByColumns(pairs: readonly Pair[]): Promise<Pair[]> {
    const rows = await this.executor.read(columnDetail, {
      pairs: pairs.map(({ downstream, upstream }) => ({ downstream, upstream })),
    });
    return rows.filter(({ known }) => known);
  }

  async summaries(ids: readonly string[]): Promise<NodeSummary[]> {
    const rows = await this.executor.read(nodeSummaries, { ids: [...ids] });
    return rows.map(({ until, state, stage, displayName, owners, ...rest }) => ({
      ...rest,
      kind: rest.kind as EntityKind,
      ...(until ? { until } : {}),
      ...(state ? { state } : {}),
      ...(stage ? { stage } : {}),
      ...(displayName ? { displayName } : {}),
      ...(owners ? { owners } : {}),
    }));
  }

  async freshness(services: readonly string[]): Promise<SourceFreshness[]> {
    const ids = services.map((service) => entityId('MLModelService', service));
    const rows = await this.executor.read(syncRunsOf, { services: ids, n: RUNS_LOOKED_AT });
    return services.map((service): SourceFreshness => {
      const runs = rows.filter((row) => parseId(row.service).key[0] === service).map(({ n }) => n);
      const [last] = runs;
      if (!last) return { service };
      const complete = runs.find(({ state }) => state === 'COMPLETE');
      return {
        service,
        lastSync: String(last['endedAt']),
        outcome: String(last['state']),
        ...(complete ? { lastComplete: String(complete['endedAt']) } : {}),
      };
    });
  }
}

function toHop({ downstream, downstreamKind, type, upstream, upstreamKind, edge }: HopRow): Hop {
  return {
    ...{ downstream, type, upstream },
    downstreamKind: downstreamKind as EntityKind,
    upstreamKind: upstreamKind as EntityKind,
    ...edgeWord(edge),
  };
}
