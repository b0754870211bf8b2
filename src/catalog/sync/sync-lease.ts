import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { HeadwaterError } from '../../errors.js';
import type { IngestStore, IngestTransaction } from '../ingest/ingest.store.js';
import type { LeaseHolder, LeaseState, SyncStore } from './sync.store.js';

/** How long a lease lasts without being renewed: a run whose machine died holds up the next one no longer. */
const LEASE_MS = 60_000;
const ASKED_EVERY_MS = 1000;

export interface LeaseOptions {
  /** How long to wait for a run that is under way, in milliseconds; left out: not at all. */
  readonly waitMs?: number;
  readonly leaseMs?: number;
  readonly signal?: AbortSignal;
}

/** The right of one run to sync one service, renewed until it is given up. */
export class SyncLease {
  private readonly renewing: NodeJS.Timeout;
  private readonly lost = new AbortController();

  private constructor(
    private readonly store: SyncStore,
    private readonly service: string,
    private readonly run: string,
    private readonly leaseMs: number,
  ) {
    this.renewing = setInterval(() => void this.renew(), leaseMs / 3);
    this.renewing.unref();
  }

  /** @throws CONFLICT naming who holds it, where that one does not end within the wait. */
  static async take(
    store: SyncStore,
    service: string,
    run: string,
    options: LeaseOptions,
  ): Promise<SyncLease> {
    const { waitMs = 0, leaseMs = LEASE_MS, signal } = options;
    const holder = { run, holder: `${hostname()}, process ${process.pid}` };
    for (const end = Date.now() + waitMs; ;) {
      const held = await store.takeLease(service, holder, leaseMs, isGone);
      if (held === undefined) {
        OWN.add(run);
        return new SyncLease(store, service, run, leaseMs);
      }
      if (Date.now() >= end) throw heldBy(service, held);
      await delay(Math.min(ASKED_EVERY_MS, Math.max(end - Date.now(), 1)), undefined, { signal });
    }
  }

  /** Aborted when another run has taken the service over: this one must not write any more. */
  get signal(): AbortSignal {
    return this.lost.signal;
  }

  /** The store, of which each write first makes sure that the lease is still held. */
  guard(store: IngestStore): IngestStore {
    return Object.assign(Object.create(store) as IngestStore, {
      transact: <Result>(work: (tx: IngestTransaction) => Promise<Result>) =>
        store.transact(async (tx) => {
          if (!(await tx.holdsLease(this.service, this.run))) throw this.takenOver();
          return work(tx);
        }),
    });
  }

  /** Where the database is away it is left: nobody waits for a run of this process that has ended. */
  async drop(): Promise<void> {
    clearInterval(this.renewing);
    OWN.delete(this.run);
    await this.store.dropLease(this.service, this.run).catch((error: unknown) => {
      if (!(error instanceof HeadwaterError) || error.code !== 'UNAVAILABLE') throw error;
    });
  }

  private takenOver(): HeadwaterError {
    return new HeadwaterError(
      'CONFLICT',
      `The sync of ${this.service} was taken over by another run, because this one had not been heard of for ${this.leaseMs / 1000} s.`,
    );
  }

  private async renew(): Promise<void> {
    try {
      if (await this.store.renewLease(this.service, this.run, this.leaseMs)) return;
      this.lost.abort(this.takenOver());
    } catch {
      // A database that is away for a moment: the next renewal, or the next write, meets it.
    }
  }
}

/** The runs of this process. */
const OWN = new Set<string>();

/**
 * A process of this machine that is no more cannot come back; one of this number that had other runs was another, as
 * after the restart of a container. Of other machines only the time tells.
 */
function isGone({ run, holder }: LeaseHolder): boolean {
  const [host, pid] = holder.split(', process ');
  if (host !== hostname()) return false;
  if (Number(pid) === process.pid) return !OWN.has(run);
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

const heldBy = (service: string, { holder, since, until }: LeaseState): HeadwaterError =>
  new HeadwaterError(
    'CONFLICT',
    `A sync of ${service} is under way: ${holder}, since ${since.toISOString()}. Wait for it to end (--wait does), or end it; were it dead, its lease would run out at ${until.toISOString()}.`,
    { holder, since: since.toISOString(), until: until.toISOString() },
  );
