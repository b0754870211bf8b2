import type { StatedEdge } from './difference.js';

/** The edges of things, now or at a moment. */
export interface EdgeReader {
  /**
   * What is stated at these things: edges that start at them (`out`) or that end at them (`in`), but for comments.
   * Left out `at`: the current ones.
   */
  edgesAt(ids: readonly string[], direction: 'out' | 'in', at?: string): Promise<StatedEdge[]>;
}
