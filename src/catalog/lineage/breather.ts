import { setImmediate } from 'node:timers/promises';

/** Longer than this nobody else waits for a long piece of work. */
const TURN_MS = 20;
/** Looking at the clock costs something too. */
const STEPS_PER_LOOK = 512;

/** Gives others a turn in between, in work that takes hundreds of thousands of steps. */
export class Breather {
  private begun = performance.now();
  private steps = 0;

  /** Counts a step; whether it is time to `rest`. */
  isDue(): boolean {
    this.steps += 1;
    return this.steps % STEPS_PER_LOOK === 0 && performance.now() - this.begun > TURN_MS;
  }

  async rest(): Promise<void> {
    await setImmediate();
    this.begun = performance.now();
  }
}

/** Does something with each of so many items that others would have to wait for it. */
export async function eachInTurns<Item>(items: Iterable<Item>, work: (item: Item) => void): Promise<void> {
  const breather = new Breather();
  for (const item of items) {
    work(item);
    if (breather.isDue()) await breather.rest();
  }
}
