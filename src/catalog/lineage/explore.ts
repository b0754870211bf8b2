import { kindOf, tableOf } from '../../model/entity-id.js';
import type { EntityKind } from '../../model/entities.js';
import type { Certainty } from './certainty.js';
import type { Direction, Hop, LineageReader, Pair } from './lineage.reader.js';
import { compareKeys } from './page.js';

/**
 * A place of the walk. A table can be reached as a whole, or in part: some of its columns are reached, and
 * they carry the walk on by themselves. All else is reached as a whole.
 */
export interface Place {
  readonly id: string;
  readonly kind: EntityKind;
  readonly part: boolean;
}

/** A step from one place to the next, with the edge that carries it. */
export interface Arc {
  readonly from: string;
  readonly to: string;
  readonly hop: Hop;
  readonly certainty: Certainty;
}

/** Where the answer was cut. */
export interface Cut {
  readonly reason: 'DEPTH' | 'NODES' | 'PATHS';
  /** How many further things were in sight at the cut; what lies behind them is not counted. */
  readonly beyond: number;
  /** Some of the things at the edge: asking from them goes on. */
  readonly at: readonly string[];
}

export interface Exploration {
  readonly start: string;
  readonly direction: Direction;
  /** By key, in breadth-first order. */
  readonly places: ReadonlyMap<string, Place>;
  readonly arcs: readonly Arc[];
  /** Every edge that was read, traversed or not. */
  readonly hops: readonly Hop[];
  readonly cuts: readonly Cut[];
}

export interface Limits {
  /** Longest path, in edges. */
  readonly depth?: number;
  readonly nodes: number;
}

export const DEFAULT_NODE_LIMIT = 250_000;

const keyOf = (id: string, part: boolean): string => (part ? `~${id}` : id);
const pairKey = ({ downstream, upstream }: Pair): string => `${downstream} ${upstream}`;

/**
 * Walks breadth-first from one thing, one question to the graph per level, and finds all that depends on it
 * (or all that it depends on).
 *
 * What is known by columns goes by columns: an edge between a dependent and a whole table leads on from one
 * column of the table only where it is not known by columns what the dependent takes, and then it says
 * POSSIBLE. From a table that is reached as a whole, every column is reached; that is certain where the
 * table itself is what changes, and POSSIBLE where only something in it does. From a column that is reached, its table
 * is reached in part.
 *
 * In full, with "known" for what `LineageReader.knownByColumns` answers of an edge's two ends:
 * - an edge from a thing reached as a whole leads on, as certain as it is stated; to a table it leads in part where
 *   known, and else to the whole of it;
 * - an edge from a table reached in part leads on only where not known, to the whole of the other end, as POSSIBLE;
 * - a pipeline that is itself what changes touches the whole of each table it writes, known or not;
 * - an edge between two wholes keeps its certainty even where its columns are known: that the one touches the other
 *   is stated, by which columns is a question of its own.
 */
export async function explore(
  reader: LineageReader,
  start: string,
  direction: Direction,
  limits: Limits = { nodes: DEFAULT_NODE_LIMIT },
): Promise<Exploration> {
  return new Walk(reader, start, direction, limits).toEnd();
}

class Walk {
  private readonly places = new Map<string, Place>();
  private readonly arcs: Arc[] = [];
  private readonly hops: Hop[] = [];
  private readonly hopsOf = new Map<string, Hop[]>();
  private readonly known = new Map<string, boolean>();
  private readonly cuts: Cut[] = [];

  constructor(
    private readonly reader: LineageReader,
    private readonly start: string,
    private readonly direction: Direction,
    private readonly limits: Limits,
  ) {}

  async toEnd(): Promise<Exploration> {
    let frontier = [this.reach({ id: this.start, kind: kindOf(this.start), part: false })];
    for (let depth = 0; frontier.length > 0; depth += 1) {
      const arcs = await this.arcsFrom(frontier);
      if (depth === this.limits.depth) this.cutAtDepth(arcs);
      else frontier = this.follow(arcs);
      if (depth === this.limits.depth || this.cuts.length > 0) break;
    }
    const { start, direction, places, arcs, hops, cuts } = this;
    return { start, direction, places, arcs, hops, cuts };
  }

  private reach(place: Place): Place {
    this.places.set(keyOf(place.id, place.part), place);
    return place;
  }

  /** Takes the arcs that were found and answers the places that are new. */
  private follow(found: readonly { arc: Arc; place: Place }[]): Place[] {
    const fresh: Place[] = [];
    for (const { arc, place } of found) {
      if (!this.places.has(arc.to)) {
        if (this.places.size >= this.limits.nodes) {
          this.cutAtNodes(found);
          return fresh;
        }
        fresh.push(this.reach(place));
      }
      this.arcs.push(arc);
    }
    return fresh;
  }

  private cutAtNodes(found: readonly { arc: Arc }[]): void {
    const beyond = new Set(
      found
        .map(({ arc }) => arc)
        .filter(({ to }) => !this.places.has(to))
        .map(({ to }) => to),
    );
    this.cuts.push({ reason: 'NODES', beyond: beyond.size, at: [...beyond].slice(0, 10).map(idOf) });
  }

  /** At the depth asked for, edges among what was reached still count; what lies further is counted as cut. */
  private cutAtDepth(found: readonly { arc: Arc }[]): void {
    const inside = new Set([...this.places.values()].map(({ id }) => id));
    // A table that is inside in part, and outside as a whole, still leads further.
    const leaving = found.filter(({ arc }) => !this.places.has(arc.to));
    for (const { arc } of found) if (this.places.has(arc.to)) this.arcs.push(arc);
    if (leaving.length === 0) return;
    const beyond = new Set(leaving.map(({ arc }) => idOf(arc.to)).filter((id) => !inside.has(id)));
    const at = new Set(leaving.map(({ arc }) => idOf(arc.from)));
    this.cuts.push({ reason: 'DEPTH', beyond: beyond.size, at: [...at].slice(0, 10) });
  }

  private async arcsFrom(frontier: readonly Place[]): Promise<{ arc: Arc; place: Place }[]> {
    await this.readHops(frontier.map(({ id }) => id));
    const wholeTables = frontier.filter(({ kind, part }) => kind === 'Table' && !part).map(({ id }) => id);
    const [columns] = await Promise.all([
      wholeTables.length > 0 ? this.reader.columnsOf(wholeTables) : [],
      this.readDetail(frontier),
    ]);

    const columnsByTable = new Map<string, string[]>();
    for (const { table, column } of [...columns].sort((a, b) => compareKeys([a.column], [b.column]))) {
      const known = columnsByTable.get(table);
      if (known) known.push(column);
      else columnsByTable.set(table, [column]);
    }
    return frontier.flatMap((place) => [
      ...this.statedArcs(place),
      ...this.containedArcs(place, columnsByTable.get(place.id) ?? []),
    ]);
  }

  /** A place is asked for its edges once, even when it is reached both in part and as a whole. */
  private async readHops(ids: readonly string[]): Promise<void> {
    const unread = [...new Set(ids)].filter((id) => !this.hopsOf.has(id));
    if (unread.length === 0) return;
    for (const id of unread) this.hopsOf.set(id, []);
    // Engines answer in any order; of equally good ways the same one must be told each time.
    const hops = (await this.reader.hops(unread, this.direction)).sort(byEnds);
    for (const hop of hops) {
      this.hopsOf.get(this.near(hop))?.push(hop);
      this.hops.push(hop);
    }
  }

  /** Asks for column detail where the answer makes a difference: where a table is at either end. */
  private async readDetail(frontier: readonly Place[]): Promise<void> {
    const hops = frontier.flatMap(({ id }) => this.hopsOf.get(id) ?? []);
    const pairs = new Map(
      hops
        .filter(({ downstreamKind, upstreamKind }) => downstreamKind === 'Table' || upstreamKind === 'Table')
        .filter((hop) => !this.known.has(pairKey(hop)))
        .map(({ downstream, upstream }) => [pairKey({ downstream, upstream }), { downstream, upstream }]),
    );
    if (pairs.size === 0) return;
    for (const key of pairs.keys()) this.known.set(key, false);
    for (const pair of await this.reader.knownByColumns([...pairs.values()]))
      this.known.set(pairKey(pair), true);
  }

  private statedArcs(place: Place): { arc: Arc; place: Place }[] {
    return (this.hopsOf.get(place.id) ?? []).flatMap((hop) => {
      const known = this.known.get(pairKey(hop)) ?? false;
      if (place.part && known) return [];
      const far = this.far(hop);
      const next: Place = { ...far, part: far.kind === 'Table' && known && !this.isStartOfAll(place) };
      return [this.arc(place, next, hop, place.part ? 'POSSIBLE' : hop.stated)];
    });
  }

  /** A pipeline that changes touches all of what it writes, whatever is known of the columns. */
  private isStartOfAll({ id, kind }: Place): boolean {
    return kind === 'Pipeline' && id === this.start;
  }

  private containedArcs(place: Place, columns: readonly string[]): { arc: Arc; place: Place }[] {
    if (place.kind === 'Column') {
      const table: Place = { id: tableOf(place.id), kind: 'Table', part: true };
      return [this.arc(place, table, this.containment(place, table), 'RECORDED')];
    }
    // The same table can be reached as a whole at the same distance; its part still leads to no other column.
    if (place.part) return [];
    const certainty = place.id === this.start ? 'RECORDED' : 'POSSIBLE';
    return columns.map((id) => {
      const column: Place = { id, kind: 'Column', part: false };
      return this.arc(place, column, this.containment(place, column), certainty);
    });
  }

  private arc(from: Place, to: Place, hop: Hop, certainty: Certainty): { arc: Arc; place: Place } {
    return { arc: { from: keyOf(from.id, from.part), to: keyOf(to.id, to.part), hop, certainty }, place: to };
  }

  private containment(near: Place, far: Place): Hop {
    const [upstream, downstream] = this.direction === 'DOWNSTREAM' ? [near, far] : [far, near];
    return {
      downstream: downstream.id,
      downstreamKind: downstream.kind,
      type: 'HAS_COLUMN',
      upstream: upstream.id,
      upstreamKind: upstream.kind,
      stated: 'RECORDED',
    };
  }

  private near(hop: Hop): string {
    return this.direction === 'DOWNSTREAM' ? hop.upstream : hop.downstream;
  }

  private far(hop: Hop): { id: string; kind: EntityKind } {
    return this.direction === 'DOWNSTREAM'
      ? { id: hop.downstream, kind: hop.downstreamKind }
      : { id: hop.upstream, kind: hop.upstreamKind };
  }
}

function byEnds(a: Hop, b: Hop): number {
  return compareKeys(endsOf(a), endsOf(b));
}

const endsOf = ({ upstream, downstream, type, by = '', via = '' }: Hop): string[] => [
  upstream,
  downstream,
  type,
  by,
  via,
];

export const idOf = (placeKey: string): string => (placeKey.startsWith('~') ? placeKey.slice(1) : placeKey);
