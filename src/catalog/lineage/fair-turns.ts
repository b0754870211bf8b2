import { availableParallelism } from 'node:os';

/** Runs a step of a long question when it is its turn. */
export type Turn = <Result>(step: () => Promise<Result>) => Promise<Result>;

/**
 * Steps of long questions, a few at a time, each client in turn: one that asks fifty deep questions at once waits for
 * itself, and not the others for it.
 */
export class FairTurns {
  /** What waits, by client; the client whose turn is next comes first. */
  private readonly waiting = new Map<string, (() => void)[]>();
  private running = 0;

  constructor(private readonly atOnce = Math.min(Math.max(availableParallelism(), 2), 8)) {}

  of(client: string): Turn {
    return async (step) => {
      await this.wait(client);
      try {
        return await step();
      } finally {
        this.running -= 1;
        this.next();
      }
    };
  }

  private wait(client: string): Promise<void> {
    return new Promise((begin) => {
      const steps = this.waiting.get(client);
      if (steps) steps.push(begin);
      else this.waiting.set(client, [begin]);
      this.next();
    });
  }

  private next(): void {
    if (this.running >= this.atOnce) return;
    const [turn] = this.waiting;
    if (!turn) return;
    const [client, steps] = turn;
    const begin = steps.shift();
    // Behind all others, if it has more.
    this.waiting.delete(client);
    if (steps.length > 0) this.waiting.set(client, steps);
    this.running += 1;
    begin?.();
  }
}
