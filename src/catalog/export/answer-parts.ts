import { groupBy } from '../../group-by.js';
import { kindOf } from '../../model/entity-id.js';
import type { StatedRelation } from '../../model/relations.js';
import type { EntityExport, ShownConsequence } from '../browse/export-entities.js';
import type { ContainedChild, ExportReader, StatedEdge } from '../browse/export.reader.js';
import type { Answer } from '../lineage/answer.js';
import type { Cut } from '../lineage/exploration.js';
import { findImpact, type ImpactItem } from '../lineage/find-impact.js';
import { findLineage } from '../lineage/find-lineage.js';
import type { Direction, Hop, LineageReader } from '../lineage/lineage.reader.js';
import type { State } from '../lineage/liveness.js';
import type { Change } from '../lineage/severity.js';
import type { ThingFilter } from '../lineage/thing-filter.js';
import type { ExportFilter } from './export-filter.js';

/** What an exported answer says of itself. */
export interface AnswerPart {
  readonly of: string;
  readonly question: { readonly direction: Direction } | { readonly change: Change };
  readonly asOf?: string;
  readonly complete: boolean;
  readonly cut: readonly Cut[];
  readonly hidden: number;
}

export type ExportPart = EntityExport | { readonly answer: AnswerPart };

interface Asked {
  readonly exports: ExportReader;
  readonly lineage: LineageReader;
  readonly filter: ExportFilter;
  readonly asOf?: string | undefined;
}

/** Things of an answer that are read at once. */
const AT_ONCE = 200;

/** What the answer says of itself, then its things in its order, each with the edges of the answer that start at it. */
export async function* lineageParts(
  { exports, lineage, filter, asOf }: Asked,
  root: string,
  { direction, depth }: { readonly direction: Direction; readonly depth?: number | undefined },
): AsyncGenerator<ExportPart, void, undefined> {
  const { nodes, edges, answer } = await findLineage(lineage, root, {
    direction,
    depth,
    asOf,
    filter: asThingFilter(filter),
  });
  yield { answer: answerPart(root, { direction }, answer, asOf) };
  yield* shownThings(
    exports,
    nodes.map(({ id }) => id),
    edges,
    asOf,
  );
}

export async function* impactParts(
  { exports, lineage, filter, asOf }: Asked,
  of: string,
  change: Change,
): AsyncGenerator<ExportPart, void, undefined> {
  const { items, answer } = await findImpact(lineage, of, { change, asOf, filter: asThingFilter(filter) });
  yield { answer: answerPart(of, { change }, answer, asOf) };
  const hops = new Map(
    items.flatMap(({ why, atWorst }) => [...why, ...(atWorst?.why ?? [])]).map((hop) => [hopKey(hop), hop]),
  );
  const between = [...hops.values()].flatMap(({ downstream, upstream }) => [downstream, upstream]);
  const ids = [...new Set([of, ...items.map(({ id }) => id), ...between])];
  const consequences = new Map(items.map((item) => [item.id, consequenceOf(of, change, item)]));
  for await (const thing of shownThings(exports, ids, [...hops.values()], asOf)) {
    const consequence = consequences.get(thing.root.record.id);
    yield consequence ? { ...thing, consequence } : thing;
  }
}

const asThingFilter = ({ states, ...filter }: ExportFilter): ThingFilter => ({
  ...filter,
  ...(states ? { states: states as readonly State[] } : {}),
});

const answerPart = (
  of: string,
  question: AnswerPart['question'],
  { complete, cut, hidden }: Answer,
  asOf: string | undefined,
): AnswerPart => ({ ...{ of, question, complete, cut, hidden }, ...(asOf === undefined ? {} : { asOf }) });

const consequenceOf = (
  of: string,
  change: Change,
  { effect, severity, state, certainty, depth }: ImpactItem,
): ShownConsequence => ({ of, change, effect, severity, state, certainty, depth });

const hopKey = ({ downstream, type, upstream, by, via }: Hop): string =>
  [downstream, type, upstream, by, via].join(' ');

async function* shownThings(
  exports: ExportReader,
  ids: readonly string[],
  hops: readonly Hop[],
  asOf: string | undefined,
): AsyncGenerator<EntityExport, void, undefined> {
  const contained = hops.filter(isContainment).map(childOf);
  const edges = groupBy(
    hops.filter((hop) => !isContainment(hop)),
    ({ downstream }) => downstream,
  );
  const children = groupBy(contained, ({ parent }) => parent);
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const page = ids.slice(start, start + AT_ONCE);
    const briefs = new Map((await exports.briefs(page)).map((record) => [record.id, record] as const));
    for (const id of page) {
      const record = briefs.get(id);
      if (!record) continue;
      yield {
        root: {
          record,
          edges: (edges.get(id) ?? []).map(statedEdge),
          children: children.get(id) ?? [],
          predictions: [],
        },
        others: new Map(),
        part: 'SHOWN',
        ...(asOf === undefined ? {} : { asOf }),
      };
    }
  }
}

const isContainment = ({ type }: Hop): boolean => type === 'HAS_COLUMN';

/** Which way round a walk had it says nothing of who holds whom. */
function childOf({ downstream, upstream }: Hop): ContainedChild {
  const [parent, child] = kindOf(downstream) === 'Column' ? [upstream, downstream] : [downstream, upstream];
  return { parent, relation: 'HAS_COLUMN', child };
}

/** Without what the walk alone has to know. */
function statedEdge(hop: Hop): StatedEdge {
  const {
    downstream,
    type,
    upstream,
    stated,
    by,
    declaredBy,
    reason,
    rule,
    via,
    transformations,
    masked,
    digest,
    since,
  } = hop;
  const said = { declaredBy, reason, rule, via, transformations, masked, digest, since };
  const known = Object.entries(said).filter(([, value]) => value !== undefined);
  return {
    ...{ downstream, upstream, type: type as StatedRelation, stated: stated ?? 'INFERRED', by: by ?? '' },
    ...Object.fromEntries(known),
  };
}
