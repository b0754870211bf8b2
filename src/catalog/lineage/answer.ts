import { PEOPLE } from '../curate/people.js';
import type { Cut } from './explore.js';
import type { Hop, LineageReader, SourceFreshness } from './lineage.reader.js';

/** What an answer says of itself. */
export interface Answer {
  /** False when anything was cut. */
  readonly complete: boolean;
  readonly cut: readonly Cut[];
  /** Things the reader may not see: their number, never their names. */
  readonly hidden: number;
  /** The sources whose statements it rests on. */
  readonly sources: readonly SourceFreshness[];
}

/** Fills in what the answer rests on, from the edges it was made of. */
export async function answerFrom(
  reader: LineageReader,
  hops: Iterable<Hop>,
  cut: readonly Cut[],
): Promise<Answer> {
  const services = new Set<string>();
  // People are no service that is synced.
  for (const { by } of hops) if (by !== undefined && by !== PEOPLE) services.add(by);
  const sources = await reader.freshness([...services].sort());
  return { complete: cut.length === 0, cut, hidden: 0, sources };
}
