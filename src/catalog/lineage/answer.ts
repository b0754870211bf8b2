import { PEOPLE } from '../curate/people.js';
import type { Cut, Exploration } from './exploration.js';
import type { LineageReader, SourceFreshness } from './lineage.reader.js';
import { servicesSpeaking, unknownIn, type Unknown } from './unknown.js';

/** What an answer says of itself. What must be asked for is asked for when somebody wants it. */
export interface Answer {
  /** False when anything was cut. */
  readonly complete: boolean;
  readonly cut: readonly Cut[];
  /** Things the reader may not see: their number, never their names. */
  readonly hidden: number;
  /** The sources whose statements it rests on. */
  sources(): Promise<readonly SourceFreshness[]>;
  /** Where it ends because nothing is known, which is not the same as that there is nothing. */
  unknown(): Promise<readonly Unknown[]>;
}

/** What an answer rests on, from the exploration it was made of. */
export function answerFrom(
  reader: LineageReader,
  exploration: Exploration,
  cuts: readonly Cut[] = exploration.cuts,
): Answer {
  return {
    ...{ complete: cuts.length === 0, cut: cuts, hidden: 0 },
    sources: async () => reader.freshness(await servicesSpeaking(reader, exploration)),
    unknown: () => unknownIn(reader, exploration),
  };
}

/** Of an answer for which all there is was read, as these speakers say it. */
export function wholeAnswer(reader: Pick<LineageReader, 'freshness'>, speakers: readonly string[]): Answer {
  const services = [...new Set(speakers)].filter((name) => name !== PEOPLE).sort();
  return {
    ...{ complete: true, cut: [], hidden: 0 },
    sources: () => reader.freshness(services),
    unknown: () => Promise.resolve([]),
  };
}
