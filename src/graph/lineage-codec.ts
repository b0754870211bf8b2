import type { Hop, NodeFacts, NodeSummary } from '../catalog/lineage/lineage.reader.js';
import { isEntityKind } from '../model/registry.js';
import type { EntityKind } from '../model/entities.js';
import type { LineageRelation, Stated } from '../model/relations.js';
import { edgeWordAndEnd, relationOf } from './edge-codec.js';
import type { EdgeWordRow } from './queries/edge-words.js';
import type { HopRow } from './queries/lineage-hops.js';
import type { NodeSummaryRow } from './queries/node-summaries.js';

/** Without taking the whole id apart: a walk has hundreds of thousands. */
function kindIn(id: string): EntityKind {
  const kind = id.slice(0, id.indexOf(':'));
  if (!isEntityKind(kind)) throw new Error(`"${id}" is the id of no kind of thing.`);
  return kind;
}

const typeOf = (type: string): LineageRelation => relationOf(type) as LineageRelation;

/** Written out: of a long answer, copying objects together took longer than reading it. */
export function hopOf(row: HopRow): Hop {
  const { downstream, upstream, via, transformations } = row;
  const hop: Mutable<Hop> = {
    downstream,
    downstreamKind: kindIn(downstream),
    type: typeOf(row.type),
    upstream,
    upstreamKind: kindIn(upstream),
    stated: row.stated as Stated,
    by: row.by,
  };
  if (via) hop.via = via;
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

/** The things at the far ends, each once. */
export function thingsOf(rows: readonly HopRow[], far: 'downstream' | 'upstream'): NodeSummary[] {
  const things = new Map<string, NodeSummary>();
  for (const row of rows) {
    const id = row[far];
    if (!things.has(id)) things.set(id, summaryOf(id, kindIn(id), row));
  }
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
