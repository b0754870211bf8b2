import type { Sink } from '../../catalog/sync/connector.js';
import { EventLog } from './event-log.js';
import { EventReader } from './event-reader.js';
import { valuesIn, valuesOf, type EventValue } from './event-values.js';
import { readWholeLines, type Segment } from './received/spool-segments.js';
import { step } from '../../json-pointer.js';
import type { Problem } from '../schema-check.js';
import { printable } from './text.js';
import { UnreadFacets } from './unread-facets.js';

/** How often progress is told, in events. */
const PROGRESS_EVERY = 1000;

/** One reading of all events: what they come to is known only after the last of them. */
export class EventReading {
  readonly log = new EventLog();
  readonly unread = new UnreadFacets();
  /** Of each file that could not be read to its end, why. */
  readonly failures: string[] = [];
  events = 0;
  private readonly reader = new EventReader();
  private readonly broken = new Map<string, number>();

  constructor(
    private readonly sink: Sink,
    private readonly signal: AbortSignal,
  ) {}

  async file(file: string): Promise<void> {
    await this.readable(file, async () => {
      for await (const value of valuesOf(file, this.signal)) {
        const document = `${file}:${value.line}`;
        this.take(value, document, ({ pointer, reason }) =>
          this.sink.reject({ document, pointer: printable(pointer), reason }),
        );
      }
    });
  }

  /** Received events. Their senders were told what is wrong with them: that is no reason not to trust the rest. */
  async segment(segment: Segment): Promise<void> {
    await this.readable(segment.path, async () => {
      const lines = await readWholeLines(segment, this.signal);
      if (!lines) return;
      for await (const value of valuesIn(lines)) {
        this.take(value, `${segment.path}:${value.line}`, ({ pointer, reason }) => {
          const what = `${printable(pointer.replace(/\/\d+/g, '/…'))} ${reason}`;
          this.broken.set(what, (this.broken.get(what) ?? 0) + 1);
        });
      }
    });
  }

  *warnings(): Generator<string> {
    yield* this.unread.warnings();
    for (const [what, count] of [...this.broken].slice(0, 20))
      yield `${count} received events have a part that is not read, as it is not what the specification wants: ${what}`;
  }

  /** Why what was read is not everything. */
  reason(): string {
    const more = this.failures.length > 1 ? ` (and ${this.failures.length - 1} more files)` : '';
    return `${this.failures[0] ?? ''}${more}`;
  }

  private async readable(file: string, read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      this.signal.throwIfAborted();
      // Only the system's own errors carry a code; any other is a mistake of ours and not to be hidden.
      if (!(error instanceof Error && 'code' in error)) throw error;
      this.failures.push(`${file} cannot be read: ${error.message}`);
    }
  }

  private take(read: EventValue, document: string, problem: (problem: Problem) => void): void {
    this.signal.throwIfAborted();
    if ('reason' in read) return this.sink.reject({ document, pointer: '', reason: read.reason });
    const report = { problem, unread: (of: string, name: string) => this.unread.count(of, name) };
    const events: unknown[] = Array.isArray(read.value) ? read.value : [read.value];
    for (const [index, value] of events.entries()) {
      const event = this.reader.read(value, Array.isArray(read.value) ? step(index) : '', report);
      if (event) this.log.take(event);
      this.events += 1;
      if (this.events % PROGRESS_EVERY === 0) this.sink.progress('read events', this.events);
    }
  }
}
