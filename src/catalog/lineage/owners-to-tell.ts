import type { EntityKind } from '../../model/entities.js';
import { kindOf } from '../../model/entity-id.js';
import type { LineageReader, NodeSummary } from './lineage.reader.js';
import type { State } from './liveness.js';
import { compareKeys } from './page.js';
import { SEVERITIES, type Severity } from './severity.js';

/** Someone to tell, and what of theirs is touched. */
export interface OwnerToTell<Item> {
  /** None: nobody answers for these things. */
  readonly owner?: string;
  readonly total: number;
  readonly live: number;
  /** The worst. */
  readonly severity: Severity;
  /** The first of them, in the order of the answer. */
  readonly things: readonly Item[];
}

interface Touched {
  readonly id: string;
  readonly state: State;
  readonly severity: Severity;
}

/** How many things an owner is told of by name. */
export const THINGS_PER_OWNER = 20;

/** What is a part of another thing, by the last segment of its id: whoever answers for the whole answers for it. */
const WHOLE: Partial<Record<EntityKind, EntityKind>> = {
  Column: 'Table',
  StoredFeature: 'MLFeatureTable',
  MLFeature: 'MLModelVersion',
  ModelStep: 'MLModelVersion',
  Artifact: 'MLModelVersion',
  MLModelVersion: 'MLModel',
};

/**
 * The owners of what is touched, those with the worst first. A part without an owner of its own (a column, a feature, a
 * version) belongs to those of what it is a part of.
 */
export async function ownersToTell<Item extends Touched>(
  reader: Pick<LineageReader, 'summaries'>,
  items: readonly Item[],
  known: ReadonlyMap<string, NodeSummary>,
): Promise<OwnerToTell<Item>[]> {
  const ownersOf = await ownersByThing(reader, items, known);
  const groups = new Map<string | undefined, Group<Item>>();
  for (const item of items) {
    const owners = ownersOf(item.id);
    for (const owner of owners.length > 0 ? new Set(owners) : [undefined]) {
      const group = groups.get(owner) ?? {
        owner,
        total: 0,
        live: 0,
        worst: SEVERITIES.length - 1,
        things: [],
      };
      groups.set(owner, group);
      group.total += 1;
      if (item.state === 'LIVE') group.live += 1;
      group.worst = Math.min(group.worst, SEVERITIES.indexOf(item.severity));
      if (group.things.length < THINGS_PER_OWNER) group.things.push(item);
    }
  }
  return [...groups.values()]
    .sort((a, b) => compareKeys(orderOf(a), orderOf(b)))
    .map(({ owner, worst, ...rest }) => ({
      ...(owner === undefined ? {} : { owner }),
      ...{ ...rest, severity: SEVERITIES[worst] ?? 'LOW' },
    }));
}

interface Group<Item> {
  readonly owner: string | undefined;
  total: number;
  live: number;
  worst: number;
  readonly things: Item[];
}

/** Nobody comes last among equals. */
const orderOf = ({ worst, live, total, owner }: Group<unknown>): (string | number)[] => [
  ...[worst, -live, -total, owner === undefined ? 1 : 0],
  owner ?? '',
];

/** Asks for the wholes that are not known, one question for each level of them. */
async function ownersByThing(
  reader: Pick<LineageReader, 'summaries'>,
  items: readonly Touched[],
  known: ReadonlyMap<string, NodeSummary>,
): Promise<(id: string) => readonly string[]> {
  const summaries = new Map<string, NodeSummary | undefined>(known);
  const own = (id: string): readonly string[] => summaries.get(id)?.owners ?? [];
  let orphans = items.map(({ id }) => id).filter((id) => own(id).length === 0);
  while (orphans.length > 0) {
    const wholes = [...new Set(orphans.flatMap((id) => wholeOf(id) ?? []))];
    const unread = wholes.filter((id) => !summaries.has(id));
    for (const id of unread) summaries.set(id, undefined);
    if (unread.length > 0)
      for (const summary of await reader.summaries(unread)) summaries.set(summary.id, summary);
    orphans = wholes.filter((id) => own(id).length === 0);
  }
  return (id) => {
    let at: string | undefined = id;
    while (at !== undefined && own(at).length === 0) at = wholeOf(at);
    return at === undefined ? [] : own(at);
  };
}

function wholeOf(id: string): string | undefined {
  const whole = WHOLE[kindOf(id)];
  return whole && `${whole}${id.slice(id.indexOf(':'), id.lastIndexOf('/'))}`;
}
