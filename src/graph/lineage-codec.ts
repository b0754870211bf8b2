import type { Hop, NodeFacts, NodeSummary } from '../catalog/lineage/lineage.reader.js';
import { ENTITY_KINDS, type EntityKind } from '../model/entities.js';
import type { LineageRelation, Stated } from '../model/relations.js';
import { edgeWordAndEnd, relationOf } from './edge-codec.js';
import type { EdgeWordRow } from './queries/edge-words.js';
import type { HopRow } from './queries/lineage-hops.js';
import type { NodeSummaryRow } from './queries/node-summaries.js';

/** Without taking the whole id apart: a walk has hundreds of thousands. */
function kindIn(id: string): EntityKind {
  const kind = KINDS.get(id.slice(0, id.indexOf(':')));
  if (!kind) throw new Error(`"${id}" is the id of no kind of thing.`);
  return kind;
}

const KINDS: ReadonlyMap<string, EntityKind> = new Map(ENTITY_KINDS.map((kind) => [kind, kind]));

const typeOf = (type: string): LineageRelation => relationOf(type) as LineageRelation;

/**
 * The edges of one answer. Drivers make a text anew for each value: of a long answer the ids, and who says it, are kept
 * once.
 */
export function hopsOf(rows: readonly HopRow[]): Hop[] {
  const texts = new Map<string, string>();
  const once = (text: string): string => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, text);
    return text;
  };
  return rows.map((row) => hopOf(row, once));
}

/** Written out: of a long answer, copying objects together took longer than reading it. */
function hopOf(row: HopRow, once: (text: string) => string): Hop {
  const { via, transformations } = row;
  const downstream = once(row.downstream);
  const upstream = once(row.upstream);
  const hop: Mutable<Hop> = {
    downstream,
    downstreamKind: kindIn(downstream),
    type: typeOf(row.type),
    upstream,
    upstreamKind: kindIn(upstream),
    stated: row.stated as Stated,
    by: once(row.by),
  };
  if (via) hop.via = once(via);
  if (transformations && transformations.length > 0) hop.transformations = transformations;
  return hop;
}

export function hopOfWords({ downstream, type, upstream, edge }: EdgeWordRow): Hop {
  return {
    ...{ downstream, downstreamKind: kindIn(downstream), type: typeOf(type) },
    ...{ upstream, upstreamKind: kindIn(upstream) },
    ...edgeWordAndEnd(edge),
  };
}

/** The things at the far ends of these edges, each once, by the rows that the edges come from. */
export function thingsOf(
  rows: readonly HopRow[],
  hops: readonly Hop[],
  far: 'downstream' | 'upstream',
): NodeSummary[] {
  const things = new Map<string, NodeSummary>();
  hops.forEach((hop, index) => {
    const id = hop[far];
    const row = rows[index];
    if (row && !things.has(id)) things.set(id, summaryOf(id, hop[`${far}Kind`], row));
  });
  return [...things.values()];
}

type Summed = Pick<HopRow, 'name' | 'owners' | 'until' | 'state' | 'stage'>;

function summaryOf(id: string, kind: EntityKind, row: Summed): NodeSummary {
  const summary: Mutable<NodeSummary> = { id, kind, name: row.name };
  if (row.owners) summary.owners = row.owners;
  if (row.until) summary.until = row.until;
  if (row.state) summary.state = row.state;
  if (row.stage) summary.stage = row.stage;
  return summary;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export function factsOf(row: NodeSummaryRow): NodeFacts {
  const { service, domain, tags, claimSources } = row;
  return {
    ...summaryOf(row.id, row.kind as EntityKind, row),
    ...(service ? { service } : {}),
    ...(domain ? { domain } : {}),
    ...(tags ? { tags } : {}),
    ...(claimSources && claimSources.length > 0 ? { describedBy: claimSources } : {}),
  };
}
