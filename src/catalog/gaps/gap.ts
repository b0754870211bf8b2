import type { GapKind } from './gap-kinds.js';

/** Something that is not known, at one thing. */
export interface Gap {
  readonly gap: GapKind;
  readonly id: string;
  readonly services: readonly string[];
  readonly domain?: string;
  /** What is missing. */
  readonly missing: string;
  /** What closes the gap. */
  readonly advice: string;
}
