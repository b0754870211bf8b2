import type { ContentState } from './content-state.js';

export interface ContentEntry {
  readonly state: ContentState;
  /** Of the artifacts that it refers to or is held for, those that there are, with the checksum recorded of each. */
  readonly artifacts: ReadonlyMap<string, string | undefined>;
}

/** Keeps what is known of stored content, in the graph beside the artifacts that have it. */
export interface ContentLedger {
  /** What is known now; it may change at any time. */
  state(checksum: string): Promise<ContentState>;
  /**
   * Changes what is known of some content while no other writer can, in this process or another. `next` may be
   * called again, so it must only compute.
   */
  change(checksum: string, next: (entry: ContentEntry) => ContentState): Promise<ContentState>;
  /** Checksums, after that one, of content of which something was begun and not ended, or whose artifacts are no more. */
  unsettled(after: string, n: number): Promise<string[]>;
  /** Who has spoken of an artifact. */
  sourcesOf(id: string): Promise<string[]>;
}
