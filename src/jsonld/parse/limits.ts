/** How much of a document is read at all. What is above is refused with an error that names the limit. */
export interface ParseLimits {
  /** Of the whole document, in bytes. */
  readonly bytes: number;
  /** How deep objects and lists may lie in each other: walks through them are recursive in every processor. */
  readonly depth: number;
  /** Objects and lists in all: empty ones take some fifty times the room of their text. */
  readonly values: number;
  /** Contexts in one JSON-LD document, those within terms included. */
  readonly contexts: number;
  /** Terms in all contexts of one JSON-LD document. */
  readonly terms: number;
  /** Terms that a type or property brings along, times the objects of the document: what the processor may have to define anew. */
  readonly scopedWork: number;
  /** Rounds of RDFC-1.0 over blank nodes that look alike, as a power of their number. */
  readonly workFactor: number;
}

export const DEFAULT_LIMITS: ParseLimits = {
  bytes: 100_000_000,
  depth: 256,
  values: 5_000_000,
  contexts: 2_000,
  terms: 5_000,
  scopedWork: 100_000_000,
  workFactor: 1,
};
