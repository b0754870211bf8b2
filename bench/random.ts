/** Repeatable chance: the same seed gives the same graph on every machine and in every version of Node. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** In [0, 1). Mulberry32: 32 bits of state are plenty for a graph, and it is the same everywhere. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /**
   * One of these, the first far more often than the last: the k-th about k times less often than the first
   * (Zipf with exponent 1, by inverting the continuous form). That is what makes hubs.
   */
  zipf<Item>(items: readonly Item[]): Item {
    const rank = Math.floor(Math.exp(this.next() * Math.log(items.length + 1))) - 1;
    return this.at(items, rank);
  }

  pick<Item>(items: readonly Item[]): Item {
    return this.at(items, Math.floor(this.next() * items.length));
  }

  private at<Item>(items: readonly Item[], index: number): Item {
    const item = items[Math.min(Math.max(index, 0), items.length - 1)];
    if (item === undefined) throw new Error('There is nothing to choose from.');
    return item;
  }
}
