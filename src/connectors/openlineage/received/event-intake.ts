import { createHash } from 'node:crypto';
import { EventReader } from '../event-reader.js';
import type { Problem } from '../../schema-check.js';
import { printable } from '../text.js';
import type { EventSpool } from './event-spool.js';

/** What was wrong with one of the events, by its place among them. */
export interface EventProblems {
  readonly index: number;
  readonly problems: readonly Problem[];
}

/** What became of events that were sent together. */
export interface Receipt {
  readonly received: number;
  /** Kept now, or before: an event that comes again is kept once. */
  readonly kept: number;
  /** How many of those are new. */
  readonly news: number;
  /** Not kept. */
  readonly refused: readonly EventProblems[];
  /** Kept, but for a facet that is not as the specification wants it. */
  readonly notes: readonly EventProblems[];
}

/** How many of the latest events are remembered, to know those that a sender repeats. */
const REMEMBERED = 100_000;

/** Checks events one by one, and keeps each that is one. */
export class EventIntake {
  /** Hashes, the oldest first. */
  private readonly recent = new Set<string>();

  constructor(private readonly spool: EventSpool) {}

  /** @throws BUSY, or UNAVAILABLE when nothing can be kept: then none of them is promised to be. */
  async receive(values: readonly unknown[]): Promise<Receipt> {
    const refused: EventProblems[] = [];
    const notes: EventProblems[] = [];
    const lines = new Map<string, string>();
    for (const [index, value] of values.entries()) {
      const { line, problems } = check(value);
      if (problems.length > 0) (line === undefined ? refused : notes).push({ index, problems });
      if (line === undefined) continue;
      const hash = createHash('sha256').update(line).digest('base64url');
      if (!this.recent.has(hash)) lines.set(hash, line);
    }
    await this.spool.append([...lines.values()]);
    for (const hash of lines.keys()) this.remember(hash);
    const kept = values.length - refused.length;
    return { received: values.length, kept, news: lines.size, refused, notes };
  }

  private remember(hash: string): void {
    this.recent.add(hash);
    if (this.recent.size <= REMEMBERED) return;
    const [oldest] = this.recent;
    if (oldest !== undefined) this.recent.delete(oldest);
  }
}

function check(value: unknown): { line?: string; problems: Problem[] } {
  const problems: Problem[] = [];
  const report = {
    problem: ({ pointer, reason }: Problem) => void problems.push({ pointer: printable(pointer), reason }),
    unread: () => undefined,
  };
  // A reader of its own each time: it remembers what it read.
  if (!new EventReader().read(value, '', report)) return { problems };
  try {
    return { line: JSON.stringify(value), problems };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { problems: [{ pointer: '', reason: 'is nested too deeply' }] };
  }
}
