import type { EntityKind } from '../../model/entities.js';
import { isWanted, type ThingWords, type WantedWords } from '../browse/thing-words.js';
import { isAtLeast, type Certainty } from './certainty.js';
import type { Exploration } from './exploration.js';
import type { LineageReader, NodeFacts } from './lineage.reader.js';
import { statesOf, type State } from './liveness.js';
import { surelyReached } from './surely-reached.js';

/**
 * Which of the things reached are answered; the walk passes through the others. Several values of one filter: any of
 * them; several filters: all of them.
 */
export interface ThingFilter extends WantedWords {
  readonly kinds?: readonly EntityKind[];
  readonly states?: readonly State[];
  /** Only what is reached at least this surely. */
  readonly certainty?: Certainty;
}

/** The ids that pass. Facts of things are read only when something is asked of them. */
export async function filtered(
  reader: LineageReader,
  exploration: Exploration,
  filter: ThingFilter,
): Promise<ReadonlySet<string>> {
  const { kinds, services, owners, tags, domains, states, certainty } = filter;
  const kindOf = new Map([...exploration.places.values()].map(({ id, kind }) => [id, kind] as const));
  const reached = certainty ? await surelyReached(exploration, certainty) : undefined;
  const left = [...kindOf]
    .filter(([id, kind]) => (reached?.has(id) ?? true) && (kinds?.includes(kind) ?? true))
    .map(([id]) => id);
  if (!services && !owners && !tags && !domains && !states) return new Set(left);

  const asked = states ? [...kindOf.keys()] : left;
  const facts = new Map((await reader.summaries(asked)).map((fact) => [fact.id, fact] as const));
  const stateOf = states && (await statesOf(downstreamOf(exploration), facts));
  const passes = (fact: NodeFacts): boolean =>
    isWanted(filter, wordsOf(fact)) && (!stateOf || (states?.includes(stateOf(fact.id)) ?? true));
  return new Set(
    left.filter((id) => {
      const fact = facts.get(id);
      return fact !== undefined && passes(fact);
    }),
  );
}

/** Whether it asks for anything at all. */
export const isFilter = (filter: ThingFilter | undefined): filter is ThingFilter =>
  filter !== undefined && Object.values(filter).some((wanted) => wanted !== undefined);

const wordsOf = ({ service, describedBy, owners, tags, domain }: NodeFacts): ThingWords => ({
  services: service === undefined ? (describedBy ?? []) : [service],
  owners: owners ?? [],
  tags: tags ?? [],
  domain: domain ?? '',
});

/** Of an upstream walk, the same steps the other way round: what a thing in service hangs on is live. */
function downstreamOf(exploration: Exploration): Exploration {
  if (exploration.direction === 'DOWNSTREAM') return exploration;
  const arcs = exploration.arcs.map(({ from, to, ...rest }) => ({ from: to, to: from, ...rest }));
  return { ...exploration, arcs };
}

/** The least sure statement that an edge of the answer may rest on. */
export const edgePasses = (stated: Certainty, { certainty }: ThingFilter): boolean =>
  certainty === undefined || isAtLeast(stated, certainty);
