export interface Link {
  readonly upstream: string;
  readonly downstream: string;
}

/** Edges on the shortest way from the start to each thing downstream of it: the plain breadth-first pass. */
export function distancesFrom(start: string, links: readonly Link[]): Map<string, number> {
  const downstreams = new Map<string, string[]>();
  for (const { upstream, downstream } of links) {
    const known = downstreams.get(upstream);
    if (known) known.push(downstream);
    else downstreams.set(upstream, [downstream]);
  }
  const distances = new Map([[start, 0]]);
  // A map goes on over what is added to it meanwhile, in the order of adding.
  for (const [id, distance] of distances) {
    for (const next of downstreams.get(id) ?? []) if (!distances.has(next)) distances.set(next, distance + 1);
  }
  return distances;
}
