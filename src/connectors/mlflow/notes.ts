import type { Sink } from '../../catalog/sync/connector.js';

/** Tells a person things once, however often they are met: a registry of ten thousand versions repeats itself. */
export class Notes {
  private readonly told = new Set<string>();
  private readonly counted = new Map<string, { count: number; first: string }>();

  constructor(private readonly sink: Pick<Sink, 'warn'>) {}

  once(message: string): void {
    if (this.told.has(message)) return;
    this.told.add(message);
    this.sink.warn(message);
  }

  /** Met again; `tellCounted` says how often, and what was the first. */
  count(what: string, which: string): void {
    const known = this.counted.get(what) ?? { count: 0, first: which };
    this.counted.set(what, { ...known, count: known.count + 1 });
  }

  tellCounted(): void {
    for (const [what, { count, first }] of this.counted) {
      this.sink.warn(count === 1 ? `${what}: ${first}.` : `${what}: ${first}, and ${count - 1} more.`);
    }
    this.counted.clear();
  }
}
