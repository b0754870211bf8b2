import { groupBy } from '../../group-by.js';
import type { EntityKind } from '../../model/entities.js';
import { kindOf } from '../../model/entity-id.js';
import { PEOPLE } from '../curate/people.js';
import { idOf, type Exploration } from './exploration.js';
import type { LineageReader, NodeFacts, SourceFreshness } from './lineage.reader.js';

/**
 * Why nothing more is known of a thing. MENTIONED_ONLY: others speak of it, and no source describes it.
 * NEVER_SYNCED: what would describe it was never read. NOT_COMPLETE: its source was never read whole, or the last try
 * failed. A thing of which a whole listing says nothing more is not among them: there is nothing more.
 */
export const UNKNOWN_REASONS = ['MENTIONED_ONLY', 'NEVER_SYNCED', 'NOT_COMPLETE'] as const;
export type UnknownReason = (typeof UNKNOWN_REASONS)[number];

/** Things at which the answer ends for one reason. */
export interface Unknown {
  readonly reason: UnknownReason;
  /** The service that it concerns; of MENTIONED_ONLY none. */
  readonly service?: string;
  readonly total: number;
  /** Some of them. */
  readonly about: readonly string[];
  /** In words, and what to do. */
  readonly message: string;
}

const NAMED = 10;

/** The services that state its edges; of an answer without any, those that describe what was asked about. */
export async function servicesSpeaking(
  reader: LineageReader,
  { start, hops }: Exploration,
): Promise<string[]> {
  const services = new Set(hops.flatMap(({ by }) => (by === undefined ? [] : [by])));
  if (services.size === 0)
    for (const facts of await reader.summaries([start])) for (const by of describing(facts)) services.add(by);
  // People are no service that is synced.
  services.delete(PEOPLE);
  return [...services].sort();
}

/** Looks at the things that the walk found nothing behind. */
export async function unknownIn(reader: LineageReader, exploration: Exploration): Promise<Unknown[]> {
  const ends = endsOf(exploration);
  const facts = await reader.summaries(ends);
  const services = [...new Set(facts.flatMap(describing))].sort();
  const freshness = new Map(
    (await reader.freshness(services)).map((source) => [source.service, source] as const),
  );
  const found = facts.flatMap((fact) => {
    const because = reasonFor(fact, freshness);
    return because ? [{ ...because, id: fact.id }] : [];
  });
  return [...groupBy(found, ({ reason, service }) => `${reason} ${service ?? ''}`).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, same]) => unknownOf(same, exploration));
}

/** What the walk reached and did not go on from, though it was not cut there. */
function endsOf({ places, arcs, hops, direction, cuts, start }: Exploration): string[] {
  const leaving = new Set(
    hops.map(({ downstream, upstream }) => (direction === 'DOWNSTREAM' ? upstream : downstream)),
  );
  const ids = new Set([...places.values()].map(({ id }) => id));
  const cutAt = new Set(cuts.flatMap(({ at }) => at));
  // A table that leads on by its columns is no end; of one that was asked about, columns alone are no answer.
  const opened = new Set(
    arcs.flatMap(({ from, hop: { type } }) => (type === 'HAS_COLUMN' && idOf(from) !== start ? [from] : [])),
  );
  // Nobody expects more behind what shows or acts upon things, unless it is asked.
  const isLast = (id: string): boolean =>
    direction === 'DOWNSTREAM' && id !== start && CONSUMERS.includes(kindOf(id));
  return [...ids].filter((id) => !leaving.has(id) && !opened.has(id) && !cutAt.has(id) && !isLast(id)).sort();
}

const CONSUMERS: readonly EntityKind[] = ['Dashboard', 'Application'];

const describing = ({ service, describedBy = [] }: NodeFacts): string[] =>
  service === undefined ? describedBy.filter((by) => by !== PEOPLE) : [service];

type Because = { readonly reason: UnknownReason; readonly service?: string };

function reasonFor(facts: NodeFacts, freshness: ReadonlyMap<string, SourceFreshness>): Because | undefined {
  if ((facts.describedBy ?? []).length === 0) return { reason: 'MENTIONED_ONLY' };
  for (const service of describing(facts)) {
    const { lastSync, outcome, lastComplete } = freshness.get(service) ?? {};
    if (lastSync === undefined) return { reason: 'NEVER_SYNCED', service };
    if (lastComplete === undefined || outcome !== 'COMPLETE') return { reason: 'NOT_COMPLETE', service };
  }
  return undefined;
}

function unknownOf(
  same: readonly (Because & { readonly id: string })[],
  { direction }: Exploration,
): Unknown {
  const [{ reason, service } = { reason: 'MENTIONED_ONLY' as const }] = same;
  const what = direction === 'DOWNSTREAM' ? 'what depends on it' : 'what it comes from';
  const messages: Record<UnknownReason, string> = {
    MENTIONED_ONLY: `Nothing is known of ${what}: others mention it, and no source describes it. Sync the system that holds it.`,
    NEVER_SYNCED: `Nothing is known of ${what}: its service ${service ?? ''} was never synced.`,
    NOT_COMPLETE: `It is not known whether there is more of ${what}: the last sync of ${service ?? ''} did not read all of it.`,
  };
  return {
    ...{
      reason,
      ...(service === undefined ? {} : { service }),
      total: same.length,
      message: messages[reason],
    },
    about: same.slice(0, NAMED).map(({ id }) => id),
  };
}
