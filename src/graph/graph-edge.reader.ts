import type { StatedEdge } from '../catalog/diff/difference.js';
import type { EdgeReader } from '../catalog/diff/edge.reader.js';
import { edgeWordAndEnd, relationOf } from './edge-codec.js';
import type { GraphExecutor } from './executor.js';
import { edgesFromAt, edgesIntoAt, type EdgeAtRow } from './queries/edges-at.js';
import { edgesFrom, edgesInto } from './queries/stated-edges.js';

export class GraphEdgeReader implements EdgeReader {
  constructor(private readonly executor: GraphExecutor) {}

  async edgesAt(ids: readonly string[], direction: 'out' | 'in', at?: string): Promise<StatedEdge[]> {
    return (await this.rows([...ids], direction, at))
      .map(statedEdge)
      .filter(({ type }) => type !== 'COMMENTS_ON');
  }

  private rows(ids: string[], direction: 'out' | 'in', at: string | undefined): Promise<EdgeAtRow[]> {
    const isOut = direction === 'out';
    if (at === undefined) return this.executor.read(isOut ? edgesFrom : edgesInto, { ids });
    return this.executor.read(isOut ? edgesFromAt : edgesIntoAt, { ids, at });
  }
}

const statedEdge = ({ downstream, type, upstream, edge }: EdgeAtRow): StatedEdge => ({
  ...{ downstream, upstream, type: relationOf(type) },
  ...edgeWordAndEnd(edge),
});
