import type { Logger } from 'pino';
import type { SyncReport } from './catalog/sync/sync-report.js';

/** When a round begins, in milliseconds. */
export interface RoundTiming {
  /** After the first event that waits: those that follow on its heels come along. */
  readonly gather: number;
  /** Between two rounds at the least; four times what the last one took, where that is more. */
  readonly rest: number;
  /** After a round that failed; twice as long each time it fails again. */
  readonly retry: number;
}

const TIMING: RoundTiming = { gather: 1000, rest: 5000, retry: 5000 };
const LONGEST_MS = 5 * 60_000;
type Outcome = Pick<SyncReport, 'service' | 'state' | 'reason' | 'read'>;

/** Whether what was received is in the catalog, though something else may not be. */
const isTakenUp = ({ state, read }: Outcome): boolean =>
  state === 'FAILED_SAFE' ? read > 0 : state !== 'FAILED';

/** Brings what was received into the catalog, by syncs that follow one another for as long as something waits. */
export class TakeUpRounds {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private readonly stopped = new AbortController();
  private failures = 0;
  private notBefore = 0;
  private count = 0;

  constructor(
    private readonly sync: (signal: AbortSignal) => Promise<Outcome>,
    private readonly log: Logger,
    private readonly timing: RoundTiming = TIMING,
  ) {}

  /** Events that are kept and not yet in the catalog. */
  get waiting(): number {
    return this.count;
  }

  /** Seconds until it is worth while to look again. */
  get retryAfter(): number {
    return Math.max(1, Math.ceil((this.notBefore - Date.now()) / 1000));
  }

  arrived(events: number): void {
    this.count += events;
    if (this.count > 0) this.schedule();
  }

  /** What waits is taken up after the next start. */
  async close(): Promise<void> {
    this.stopped.abort();
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(): void {
    if (this.timer || this.running || this.stopped.signal.aborted) return;
    const delay = Math.max(this.timing.gather, this.notBefore - Date.now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.running = this.round().finally(() => {
        this.running = undefined;
        if (this.count > 0) this.schedule();
      });
    }, delay).unref();
  }

  private async round(): Promise<void> {
    const { count } = this;
    const began = Date.now();
    const problem = await this.outcome();
    if (this.stopped.signal.aborted) return;
    const { rest, retry } = this.timing;
    if (problem === undefined) {
      this.count -= count;
      this.failures = 0;
      this.notBefore = Date.now() + Math.min(LONGEST_MS, Math.max(rest, 4 * (Date.now() - began)));
      return;
    }
    this.notBefore = Date.now() + Math.min(LONGEST_MS, retry * 2 ** this.failures);
    this.failures += 1;
    this.log.warn(
      { waiting: this.count, reason: problem },
      'What was received could not be taken up; it is tried again',
    );
  }

  private async outcome(): Promise<string | undefined> {
    try {
      const outcome = await this.sync(this.stopped.signal);
      const { state, reason, service } = outcome;
      if (!isTakenUp(outcome)) return reason ?? state;
      if (state === 'FAILED_SAFE')
        this.log.warn({ service, reason }, 'Received events were taken up, and nothing was retired');
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}
