import type { Hop, NodeFacts, NodeSummary } from '../catalog/lineage/lineage.reader.js';
import { isEntityKind } from '../model/registry.js';
import type { EntityKind } from '../model/entities.js';
import type { LineageRelation, Stated } from '../model/relations.js';
import { edgeWord } from './edge-codec.js';
import type { EdgeWordRow } from './queries/edge-words.js';
import type { HopRow } from './queries/lineage-hops.js';
import type { NodeSummaryRow } from './queries/node-summaries.js';

/** Without taking the whole id apart: a walk has hundreds of thousands. */
function kindIn(id: string): EntityKind {
  const kind = id.slice(0, id.indexOf(':'));
  if (!isEntityKind(kind)) throw new Error(`"${id}" is the id of no kind of thing.`);
  return kind;
}

const ends = ({ downstream, type, upstream }: Pick<HopRow, 'downstream' | 'type' | 'upstream'>) => ({
  downstream,
  downstreamKind: kindIn(downstream),
  type: (type.startsWith('PAST_') ? type.slice(5) : type) as LineageRelation,
  upstream,
  upstreamKind: kindIn(upstream),
});

export function hopOf(row: HopRow): Hop {
  const { stated, by, via, transformations } = row;
  return {
    ...ends(row),
    stated: stated as Stated,
    by,
    ...(via ? { via } : {}),
    ...(transformations && transformations.length > 0 ? { transformations } : {}),
  };
}

export function hopOfWords(row: EdgeWordRow): Hop {
  const { until } = row.edge;
  return { ...ends(row), ...edgeWord(row.edge), ...(typeof until === 'string' ? { until } : {}) };
}

/** The things at the far ends, each once. */
export function thingsOf(rows: readonly HopRow[], far: 'downstream' | 'upstream'): NodeSummary[] {
  const things = new Map<string, NodeSummary>();
  for (const row of rows) {
    const id = row[far];
    if (!things.has(id)) things.set(id, summaryOf({ ...row, id, kind: kindIn(id) }));
  }
  return [...things.values()];
}

interface SummaryRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly displayName?: string | null;
  readonly owners?: string[] | null;
  readonly until?: string | null;
  readonly state?: string | null;
  readonly stage?: string | null;
}

function summaryOf({ id, kind, name, displayName, owners, until, state, stage }: SummaryRow): NodeSummary {
  return {
    ...{ id, kind: kind as EntityKind, name },
    ...(displayName ? { displayName } : {}),
    ...(owners ? { owners } : {}),
    ...(until ? { until } : {}),
    ...(state ? { state } : {}),
    ...(stage ? { stage } : {}),
  };
}

export function factsOf(row: NodeSummaryRow): NodeFacts {
  const { service, domain, tags, claimSources } = row;
  return {
    ...summaryOf(row),
    ...(service ? { service } : {}),
    ...(domain ? { domain } : {}),
    ...(tags ? { tags } : {}),
    ...(claimSources && claimSources.length > 0 ? { describedBy: claimSources } : {}),
  };
}
