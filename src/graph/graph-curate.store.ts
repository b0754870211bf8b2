import type { CurateStore, CurateTransaction } from '../catalog/curate/curate.store.js';
import type { GraphExecutor } from './executor.js';
import { GraphIngestTransaction } from './graph-ingest.store.js';
import { containedNames } from './queries/contained-entities.js';
import { liveDeployments } from './queries/live-deployments.js';
import { purgeChanges, purgeEntities } from './queries/purge-entities.js';

/** Writes what people do. */
export class GraphCurateStore implements CurateStore {
  constructor(private readonly executor: GraphExecutor) {}

  async transact<Result>(work: (transaction: CurateTransaction) => Promise<Result>): Promise<Result> {
    const { result } = await this.executor.write((tx) => work(new GraphCurateTransaction(tx)));
    return result;
  }
}

class GraphCurateTransaction extends GraphIngestTransaction implements CurateTransaction {
  namesIn(id: string): Promise<{ id: string; name: string }[]> {
    return this.tx.run(containedNames, { id });
  }

  liveDeployments(versions: readonly string[]): Promise<{ version: string; deployment: string }[]> {
    return this.tx.run(liveDeployments, { ids: [...versions] });
  }

  async purge(ids: readonly string[]): Promise<void> {
    await this.tx.run(purgeChanges, { ids: [...ids] });
    await this.tx.run(purgeEntities, { ids: [...ids] });
  }
}
