import type { Contained, CurateStore, CurateTransaction, Revised } from '../catalog/curate/curate.store.js';
import type { EdgeWrite } from '../catalog/ingest/ingest.store.js';
import type { StatedRelation } from '../model/relations.js';
import type { GraphExecutor } from './executor.js';
import { GraphIngestTransaction } from './graph-ingest.store.js';
import { containedEntities, containedNames } from './queries/contained-entities.js';
import {
  endedEdgesFrom,
  endedEdgesInto,
  forgetEndingFrom,
  forgetEndingInto,
  setEnd,
} from './queries/end-entities.js';
import { liveDeployments } from './queries/live-deployments.js';
import { purgeChanges, purgeEntities } from './queries/purge-entities.js';
import { edgesFrom, edgesInto } from './queries/stated-edges.js';

/** Writes what people do. */
export class GraphCurateStore implements CurateStore {
  constructor(private readonly executor: GraphExecutor) {}

  transact<Result>(work: (transaction: CurateTransaction) => Promise<Result>): Promise<{ result: Result }> {
    return this.executor.write((tx) => work(new GraphCurateTransaction(tx)));
  }
}

class GraphCurateTransaction extends GraphIngestTransaction implements CurateTransaction {
  contained(ids: readonly string[], which: Contained): Promise<Revised[]> {
    const until = typeof which === 'object' ? which.endedAt : null;
    return this.tx.run(containedEntities, { ids: [...ids], all: which === 'all', until });
  }

  namesIn(id: string): Promise<{ id: string; name: string }[]> {
    return this.tx.run(containedNames, { id });
  }

  liveDeployments(versions: readonly string[]): Promise<{ version: string; deployment: string }[]> {
    return this.tx.run(liveDeployments, { ids: [...versions] });
  }

  async edgesTouching(ids: readonly string[]): Promise<EdgeWrite[]> {
    const params = { ids: [...ids] };
    return distinctEdges([
      ...(await this.tx.run(edgesFrom, params)),
      ...(await this.tx.run(edgesInto, params)),
    ]);
  }

  async setEnd(things: readonly Revised[], end?: { at: string; by: string }): Promise<void> {
    const rows = things.map(({ id, revision }) => ({ id, revision }));
    await this.tx.run(setEnd, { rows, until: end?.at ?? null, endedBy: end?.by ?? null });
  }

  async takeUpEndedEdges(ids: readonly string[]): Promise<EdgeWrite[]> {
    const params = { ids: [...ids] };
    const rows = [
      ...(await this.tx.run(endedEdgesFrom, params)),
      ...(await this.tx.run(endedEdgesInto, params)),
    ];
    await this.tx.run(forgetEndingFrom, params);
    await this.tx.run(forgetEndingInto, params);
    return distinctEdges(rows);
  }

  async purge(ids: readonly string[]): Promise<void> {
    await this.tx.run(purgeChanges, { ids: [...ids] });
    await this.tx.run(purgeEntities, { ids: [...ids] });
  }
}

interface EdgeRow {
  readonly downstream: string;
  readonly type: string;
  readonly upstream: string;
  readonly edge: Record<string, unknown>;
}

/** An edge between two of the things asked for comes from both sides. */
function distinctEdges(rows: readonly EdgeRow[]): EdgeWrite[] {
  const edges = rows.map(({ downstream, type, upstream, edge }): EdgeWrite => {
    const { by, via, since: _, until: __, endedWith: ___, ...properties } = edge;
    return {
      ...{ downstream, upstream, properties, by: String(by), via: String(via ?? '') },
      type: type.replace(/^PAST_/, '') as StatedRelation,
    };
  });
  const key = ({ type, downstream, upstream, by, via }: EdgeWrite): string =>
    JSON.stringify([type, downstream, upstream, by, via]);
  return [...new Map(edges.map((edge) => [key(edge), edge])).values()];
}
