import type { IngestStore } from '../catalog/ingest/ingest.store.js';
import type {
  Checkpoint,
  LeaseHolder,
  LeaseState,
  SyncMemory,
  SyncRunEnd,
  SyncStore,
} from '../catalog/sync/sync.store.js';
import type { EntityKind } from '../model/entities.js';
import { entityId } from '../model/entity-id.js';
import type { GraphExecutor, Transaction } from './executor.js';
import { GraphIngestStore } from './graph-ingest.store.js';
import { idRange } from './id-range.js';
import { claimedEntities } from './queries/claimed-entities.js';
import {
  dropCheckpoints,
  readCheckpoint,
  readCheckpointParts,
  writeCheckpoint,
} from './queries/sync-checkpoints.js';
import { purgeEntities } from './queries/purge-entities.js';
import { lockLease, writeLease } from './queries/sync-leases.js';
import { syncRunEnds } from './queries/sync-run-ends.js';
import { RUNS_LOOKED_AT, syncRunsOf } from './queries/sync-runs.js';
import { tableNames } from './queries/table-names.js';
import { RehearsingExecutor } from './rehearsing.executor.js';

const NOBODY = { run: null, holder: null, since: null, until: null };

export class GraphSyncStore implements SyncStore {
  readonly ingest: IngestStore;

  constructor(private readonly executor: GraphExecutor) {
    this.ingest = new GraphIngestStore(executor);
  }

  rehearsal(): IngestStore {
    return new GraphIngestStore(new RehearsingExecutor(this.executor));
  }

  async memoryOf(service: string): Promise<SyncMemory> {
    const services = [entityId('MLModelService', service)];
    const rows = await this.executor.read(syncRunsOf, { services, at: null, n: RUNS_LOOKED_AT });
    const runs = rows.map(({ n }) => n);
    const complete = runs.filter(({ state }) => state === 'COMPLETE');
    const read = runs.filter(({ state }) => state === 'COMPLETE' || state === 'PARTIAL');
    const text = (run: Record<string, unknown> | undefined, name: string): Record<string, string> =>
      typeof run?.[name] === 'string' ? { [name]: run[name] } : {};
    // Runs of before there were deltas say no mode.
    const full = complete.find(({ mode }) => mode !== 'DELTA');
    return {
      ...text(complete[0], 'scope'),
      ...text(
        read.find((run) => typeof run['identity'] === 'string'),
        'identity',
      ),
      ...text(complete[0], 'watermark'),
      ...(typeof full?.['startedAt'] === 'string' ? { fullAt: full['startedAt'] } : {}),
      unread: (read[0]?.['unread'] as string[] | null | undefined) ?? [],
    };
  }

  tableNames(n: number): Promise<{ namespace: string; table: string }[]> {
    return this.executor.read(tableNames, { n });
  }

  async claimedBy(source: string, kind: EntityKind, afterId: string, n: number): Promise<string[]> {
    const rows = await this.executor.read(claimedEntities, { source, ...idRange(kind, afterId), n });
    return rows.map(({ id }) => id);
  }

  async takeLease(
    service: string,
    { run, holder }: LeaseHolder,
    milliseconds: number,
    isGone: (holder: LeaseHolder) => boolean,
  ): Promise<LeaseState | undefined> {
    const { result } = await this.executor.write(async (tx) => {
      const held = await lockedLease(tx, service);
      const now = Date.now();
      if (held && held.until.getTime() > now && !isGone(held)) return held;
      await tx.run(writeLease, { service, run, holder, since: now, until: now + milliseconds });
      return undefined;
    });
    return result;
  }

  async renewLease(service: string, run: string, milliseconds: number): Promise<boolean> {
    const { result } = await this.executor.write(async (tx) => {
      const held = await lockedLease(tx, service);
      const now = Date.now();
      if (held?.run !== run) return false;
      const since = held.since.getTime();
      await tx.run(writeLease, { service, run, holder: held.holder, since, until: now + milliseconds });
      return true;
    });
    return result;
  }

  async dropLease(service: string, run: string): Promise<void> {
    await this.executor.write(async (tx) => {
      const held = await lockedLease(tx, service);
      if (held?.run === run) await tx.run(writeLease, { service, ...NOBODY });
    });
  }

  async checkpointOf(service: string): Promise<{ checkpoint: Checkpoint; seen: string[] } | undefined> {
    const [row] = await this.executor.read(readCheckpoint, { service });
    if (!row) return undefined;
    const ids = partsOf(service, row.parts);
    const parts = await this.executor.read(readCheckpointParts, { ids });
    // A part that is missing would make things look gone that are there.
    if (parts.length < ids.length) return undefined;
    return { checkpoint: JSON.parse(row.checkpoint) as Checkpoint, seen: parts.map(({ seen }) => seen) };
  }

  async keepCheckpoint(
    service: string,
    checkpoint: Checkpoint,
    { n, seen }: { n: number; seen: string },
  ): Promise<void> {
    const text = JSON.stringify(checkpoint);
    const part = partId(service, n);
    await this.executor.write((tx) =>
      tx.run(writeCheckpoint, { service, checkpoint: text, part, parts: n + 1, seen }),
    );
  }

  async dropCheckpoint(service: string): Promise<void> {
    const [row] = await this.executor.read(readCheckpoint, { service });
    if (!row) return;
    const ids = [service, ...partsOf(service, row.parts)];
    await this.executor.write((tx) => tx.run(dropCheckpoints, { ids }));
  }

  runsOf(service: string): Promise<SyncRunEnd[]> {
    return this.executor.read(syncRunEnds, { service: entityId('MLModelService', service) });
  }

  async dropRuns(ids: readonly string[]): Promise<void> {
    await this.executor.write((tx) => tx.run(purgeEntities, { ids: [...ids] }));
  }
}

/** No service is called so: a name has no line break. */
const partId = (service: string, n: number): string => `${service}\n${n}`;

const partsOf = (service: string, parts: number): string[] =>
  Array.from({ length: parts }, (_, n) => partId(service, n));

async function lockedLease(tx: Transaction, service: string): Promise<LeaseState | undefined> {
  const [row] = await tx.run(lockLease, { service });
  if (!row) throw new Error(`The lease of ${service} could not be locked.`);
  const { run, holder, since, until } = row;
  if (run === null || holder === null) return undefined;
  return { run, holder, since: new Date(since ?? 0), until: new Date(until ?? 0) };
}
