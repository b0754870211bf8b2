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

  /** What was counted so far, for a later run to go on from. */
  get state(): [what: string, count: number, first: string][] {
    return [...this.counted].map(([what, { count, first }]) => [what, count, first]);
  }

  goOnFrom(state: Notes['state']): void {
    for (const [what, count, first] of state) this.counted.set(what, { count, first });
  }

  tellCounted(): void {
    for (const [what, { count, first }] of this.counted) {
      this.sink.warn(count === 1 ? `${what}: ${first}.` : `${what}: ${first}, and ${count - 1} more.`);
    }
    this.counted.clear();
  }
}
