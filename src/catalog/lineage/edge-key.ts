/** What tells one stated edge from all others: its ends, how they are joined, who says so, and by which pipeline. */
export const edgeKey = (edge: {
  readonly type: string;
  readonly downstream: string;
  readonly upstream: string;
  readonly by?: string;
  readonly via?: string;
}): string => JSON.stringify([edge.type, edge.downstream, edge.upstream, edge.by ?? '', edge.via ?? '']);
