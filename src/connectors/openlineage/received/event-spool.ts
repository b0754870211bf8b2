import { open, type FileHandle } from 'node:fs/promises';
import { HeadwaterError } from '../../../errors.js';
import { newSegment, prepareSpool, syncDirectory, type Segment } from './spool-segments.js';

/** A process writes no longer than this to one segment: of one that is older than twice that, it is known that nobody does. */
const SEGMENT_MS = 5 * 60_000;
export const SURELY_CLOSED_MS = 2 * SEGMENT_MS;
const SEGMENT_BYTES = 64 * 1024 * 1024;
/** More is not held in memory while the disk is behind. */
const MAX_PENDING_BYTES = 128 * 1024 * 1024;

interface Pending {
  readonly bytes: Buffer;
  readonly kept: () => void;
  readonly failed: (error: unknown) => void;
}

interface OpenSegment extends Segment {
  readonly handle: FileHandle;
  /** Up to where it is on the disk. */
  length: number;
}

/** Keeps events for good before their senders are told so. Those that come while the disk is busy share one write. */
export class EventSpool {
  private pending: Pending[] = [];
  private pendingBytes = 0;
  private segment: OpenSegment | undefined;
  private working: Promise<void> | undefined;

  constructor(
    readonly directory: string,
    private readonly clock: () => number = Date.now,
  ) {}

  /**
   * Resolves when all of them are on the disk, whatever happens to the process or the machine from then on.
   * @throws BUSY when the disk is too far behind, UNAVAILABLE when they could not be kept.
   */
  append(lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return Promise.resolve();
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    if (this.pendingBytes > 0 && this.pendingBytes + bytes.length > MAX_PENDING_BYTES) {
      return Promise.reject(
        new HeadwaterError('BUSY', 'Events come faster than the disk takes them.', { retryAfter: 2 }),
      );
    }
    return new Promise((kept, failed) => {
      this.pending.push({ bytes, kept, failed });
      this.pendingBytes += bytes.length;
      this.working ??= this.work();
    });
  }

  /** Ends when all that was given to it is kept. */
  async close(): Promise<void> {
    await this.working;
    await this.closeSegment();
  }

  private async work(): Promise<void> {
    while (this.pending.length > 0) {
      const batch = this.pending;
      this.pending = [];
      this.pendingBytes = 0;
      try {
        await this.write(Buffer.concat(batch.map(({ bytes }) => bytes)));
        for (const { kept } of batch) kept();
      } catch (cause) {
        const { code = 'unknown' } = cause as NodeJS.ErrnoException;
        const message = `The event could not be kept: ${code} on writing to the directory of received events.`;
        const error = new HeadwaterError('UNAVAILABLE', message, {}, { cause });
        for (const { failed } of batch) failed(error);
      }
    }
    this.working = undefined;
  }

  private async write(bytes: Buffer): Promise<void> {
    const segment = await this.currentSegment();
    try {
      await segment.handle.appendFile(bytes);
      await segment.handle.datasync();
      segment.length += bytes.length;
    } catch (error) {
      // Half a line must not stand before the next one; where it cannot be taken back, the next begins elsewhere.
      await segment.handle.truncate(segment.length).catch(() => undefined);
      await this.closeSegment().catch(() => undefined);
      throw error;
    }
  }

  private async currentSegment(): Promise<OpenSegment> {
    const now = this.clock();
    const { segment } = this;
    if (segment && segment.length < SEGMENT_BYTES && now - segment.begun < SEGMENT_MS) return segment;
    await this.closeSegment();
    await prepareSpool(this.directory);
    const begun = newSegment(this.directory, now);
    const opened = { ...begun, handle: await open(begun.path, 'ax'), length: 0 };
    this.segment = opened;
    await syncDirectory(this.directory);
    return opened;
  }

  private async closeSegment(): Promise<void> {
    const { segment } = this;
    this.segment = undefined;
    await segment?.handle.close();
  }
}
