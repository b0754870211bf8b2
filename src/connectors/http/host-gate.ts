import { setTimeout as delay } from 'node:timers/promises';
import pLimit, { type LimitFunction } from 'p-limit';
import pThrottle from 'p-throttle';

/** How much is asked of one host. */
export interface RequestLimits {
  /** Requests under way at a time. */
  readonly atOnce?: number;
  /** Requests begun per second, evenly spread; as many as there are, where it is left out. */
  readonly perSecond?: number;
}

export const DEFAULT_AT_ONCE = 8;

/** Where all requests to one host pass: so many at a time, so many a second, none while it wants to be left alone. */
class HostGate {
  private readonly limit: LimitFunction = pLimit(DEFAULT_AT_ONCE);
  private perSecond = Infinity;
  private turn: (() => unknown) | undefined;
  private closedUntil = 0;

  constructor(limits: RequestLimits) {
    if (limits.atOnce !== undefined) this.limit.concurrency = limits.atOnce;
    this.tighten(limits);
  }

  /** Two services may lie on one host: what the more careful of them says counts for both. */
  tighten({ atOnce = Infinity, perSecond = Infinity }: RequestLimits): void {
    if (atOnce < this.limit.concurrency) this.limit.concurrency = atOnce;
    if (perSecond >= this.perSecond) return;
    this.perSecond = perSecond;
    this.turn = pThrottle({ limit: 1, interval: 1000 / perSecond })(() => undefined);
  }

  /** @throws what the signal says, where it is given up before its turn. */
  pass<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.limit(async () => {
      signal?.throwIfAborted();
      await this.turn?.();
      for (let wait = this.closedFor(); wait > 0; wait = this.closedFor())
        await delay(wait, undefined, { signal });
      signal?.throwIfAborted();
      return request();
    });
  }

  /** Lets nothing through for so long. */
  close(milliseconds: number): void {
    this.closedUntil = Math.max(this.closedUntil, performance.now() + milliseconds);
  }

  private closedFor(): number {
    return Math.ceil(this.closedUntil - performance.now());
  }
}

/** One for the process: what a host can bear does not depend on how many services ask it. */
const gates = new Map<string, HostGate>();

export function hostGate(origin: string, limits: RequestLimits = {}): HostGate {
  const known = gates.get(origin);
  known?.tighten(limits);
  const gate = known ?? new HostGate(limits);
  gates.set(origin, gate);
  return gate;
}
