import { Cron } from 'croner';
import type { SyncSettings } from './catalog/sync/sync-settings.js';

const JITTER_SECONDS = 60;

export interface ScheduleOptions<Outcome> {
  readonly services: readonly (SyncSettings & { readonly name: string })[];
  readonly start: (service: string, options: { readonly signal: AbortSignal }) => Promise<Outcome>;
  readonly onEnd: (service: string, outcome: Outcome | Error) => void;
}

/** Syncs services by the clock, each by its own schedule, and never one service twice at once. */
export class ScheduledSyncs<Outcome> {
  private readonly ending = new AbortController();
  private readonly running = new Set<Promise<void>>();
  private readonly delays = new Set<() => void>();
  private readonly jobs: { readonly service: string; readonly cron: Cron }[];

  constructor(private readonly options: ScheduleOptions<Outcome>) {
    this.jobs = options.services.flatMap(({ name, schedule, jitter }) =>
      schedule === undefined
        ? []
        : [
            {
              service: name,
              // Protected: a time that comes while the one before is still at work is passed over.
              cron: new Cron(schedule, { protect: true }, () => this.run(name, jitter)),
            },
          ],
    );
  }

  /** Which services are synced by the clock, and when next. */
  next(): { readonly service: string; readonly at: Date | null }[] {
    return this.jobs.map(({ service, cron }) => ({ service, at: cron.nextRun() }));
  }

  /** Begins no more, asks those under way to end in order, and waits for them. */
  async close(): Promise<void> {
    for (const { cron } of this.jobs) cron.stop();
    this.ending.abort();
    for (const wake of this.delays) wake();
    await Promise.all(this.running);
  }

  private async run(service: string, jitter = JITTER_SECONDS): Promise<void> {
    const work = this.sync(service, jitter);
    this.running.add(work);
    await work.finally(() => this.running.delete(work));
  }

  private async sync(service: string, jitter: number): Promise<void> {
    await this.wait(Math.random() * jitter * 1000);
    const { signal } = this.ending;
    if (signal.aborted) return;
    try {
      this.options.onEnd(service, await this.options.start(service, { signal }));
    } catch (error) {
      this.options.onEnd(service, error instanceof Error ? error : new Error(String(error)));
    }
  }

  private wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.delays.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      this.delays.add(wake);
    });
  }
}

/** What is wrong with a cron expression; nothing where it is one. */
export function scheduleProblem(schedule: string): string | undefined {
  try {
    const cron = new Cron(schedule, { paused: true });
    return cron.nextRun() === null ? 'it never comes' : undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
