/** A table as OpenLineage names it. */
export interface TableName {
  readonly namespace: string;
  readonly table: string;
}

/** What happens to a value on its way, as OpenLineage names it. */
export type Way =
  | 'DIRECT/IDENTITY'
  | 'DIRECT/TRANSFORMATION'
  | 'DIRECT/AGGREGATION'
  | `INDIRECT/${'JOIN' | 'FILTER' | 'GROUP_BY' | 'SORT' | 'WINDOW' | 'CONDITIONAL'}`;

/** A column of a table that something is made from. */
export interface SourceColumn extends TableName {
  readonly column: string;
  readonly transformations: readonly Way[];
  /** No way shows the values themselves: they are hashed or counted. */
  readonly masked: boolean;
}

interface Origin extends TableName {
  readonly column: string;
  /** Whether the values are masked, by the way they take. */
  readonly ways: ReadonlyMap<Way, boolean>;
}

/** The columns of tables that a value comes from, each with the ways it takes. Never changed, so that it can be shared. */
export class Sources {
  static readonly none = new Sources(new Map());

  private constructor(private readonly origins: ReadonlyMap<string, Origin>) {}

  static column({ namespace, table }: TableName, column: string): Sources {
    const ways = new Map([['DIRECT/IDENTITY', false] as const]);
    return new Sources(new Map([[keyOf(namespace, table, column), { namespace, table, column, ways }]]));
  }

  /** One of both, or both: only what all ways mask is masked. */
  static union(parts: Iterable<Sources>): Sources {
    const filled = [...parts].filter(({ size }) => size > 0);
    if (filled.length <= 1) return filled[0] ?? Sources.none;
    const origins = new Map<string, Origin>();
    for (const part of filled) {
      for (const [key, origin] of part.origins) {
        const known = origins.get(key);
        origins.set(key, known ? { ...known, ways: joined(known.ways, origin.ways) } : origin);
      }
    }
    return new Sources(origins);
  }

  get size(): number {
    return this.origins.size;
  }

  /** What these are when something more happens to them. */
  through(step: Way, masking = false): Sources {
    if (this.size === 0 || (step === 'DIRECT/IDENTITY' && !masking)) return this;
    const origins = [...this.origins].map(([key, origin]) => {
      const ways = new Map<Way, boolean>();
      for (const [way, masked] of origin.ways) put(ways, then(way, step), masked || masking);
      return [key, { ...origin, ways }] as const;
    });
    return new Sources(new Map(origins));
  }

  /** In one order, however they were found. */
  toList(): SourceColumn[] {
    return [...this.origins]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { namespace, table, column, ways }]) => ({
        ...{ namespace, table, column },
        transformations: [...ways.keys()].sort(),
        masked: isMasked(ways),
      }));
  }

  /** A text that two of the same content share. */
  fingerprint(): string {
    return JSON.stringify(this.toList());
  }
}

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);

function joined(a: Origin['ways'], b: Origin['ways']): Map<Way, boolean> {
  const ways = new Map(a);
  for (const [way, masked] of b) put(ways, way, masked);
  return ways;
}

function put(ways: Map<Way, boolean>, way: Way, masked: boolean): void {
  ways.set(way, (ways.get(way) ?? true) && masked);
}

const DIRECT: readonly Way[] = ['DIRECT/IDENTITY', 'DIRECT/TRANSFORMATION', 'DIRECT/AGGREGATION'];

/** What only decides about a value never becomes a part of it; of two ways to become one, the one that changes more counts. */
function then(way: Way, step: Way): Way {
  if (!DIRECT.includes(way)) return way;
  return !DIRECT.includes(step) || DIRECT.indexOf(step) > DIRECT.indexOf(way) ? step : way;
}

/** As in OpenLineage's facets: where values come directly, what decides about them too shows nothing more. */
function isMasked(ways: ReadonlyMap<Way, boolean>): boolean {
  const direct = [...ways].filter(([way]) => DIRECT.includes(way));
  return direct.length > 0 && direct.every(([, masked]) => masked);
}
