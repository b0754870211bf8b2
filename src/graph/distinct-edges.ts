import type { EdgeWrite } from '../catalog/ingest/ingest.store.js';
import type { StatedRelation } from '../model/relations.js';

interface EdgeRow {
  readonly downstream: string;
  readonly type: string;
  readonly upstream: string;
  readonly edge: Record<string, unknown>;
}

/** An edge between two of the things asked for comes from both sides. */
export function distinctEdges(rows: readonly EdgeRow[]): EdgeWrite[] {
  const edges = rows.map(({ downstream, type, upstream, edge }): EdgeWrite => {
    const { by, via, since: _, until: __, endedWith: ___, ...properties } = edge;
    return {
      ...{ downstream, upstream, properties, by: String(by), via: String(via ?? '') },
      type: type.replace(/^PAST_/, '') as StatedRelation,
    };
  });
  const key = ({ type, downstream, upstream, by, via }: EdgeWrite): string =>
    JSON.stringify([type, downstream, upstream, by, via]);
  return [...new Map(edges.map((edge) => [key(edge), edge])).values()];
}
