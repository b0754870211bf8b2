import { kindOf } from '../../model/entity-id.js';
import { Breather } from './breather.js';
import type { Place } from './exploration.js';
import {
  AHEAD,
  type Ahead,
  type Direction,
  type Hop,
  type LineageReader,
  type NodeSummary,
  type Pair,
} from './lineage.reader.js';
import { compareKeys } from './page.js';

/** More ids than this are asked about in several questions: between two of them a walk can end. */
const IDS_AT_ONCE = 1000;
const PAIRS_AT_ONCE = 4000;
/** An answer of more rows makes the next question look less far, one of fewer lets it look further. */
const MANY_ROWS = 15_000;
const FEW_ROWS = 4000;
/** From so many things at once it is not known how much lies ahead. */
const WIDE = 400;
const FIRST_AHEAD: Ahead = 6;

const pairKey = ({ downstream, upstream }: Pair): string => `${downstream} ${upstream}`;

/** Until when it may go on reading, and how many further levels there are any use for. */
export interface ReadingBounds {
  readonly isOver: () => boolean;
  readonly levels: number;
}

/**
 * What a walk has read of the graph. It reads ahead: each question brings several levels, so that a deep walk takes
 * few questions; how many follows from what the last one brought. What was read in vain is bounded (`isWasteful`).
 */
export class WalkMemory {
  readonly things = new Map<string, NodeSummary>();
  private readonly hopsFrom = new Map<string, readonly Hop[]>();
  private readonly known = new Map<string, boolean>();
  private readonly columns = new Map<string, readonly string[]>();
  /** Hops of which it is not yet asked what is known of them by columns. */
  private unjudged: Hop[] = [];
  private readonly columnsAhead: string[] = [];
  private ahead: Ahead = FIRST_AHEAD;
  private read = 0;

  constructor(private readonly direction: Direction) {}

  hopsOf(id: string): readonly Hop[] {
    return this.hopsFrom.get(id) ?? [];
  }

  columnsOf(table: string): readonly string[] {
    return this.columns.get(table) ?? [];
  }

  isKnownByColumns(hop: Hop): boolean {
    return this.known.get(pairKey(hop)) ?? false;
  }

  /**
   * Afterwards all that leaves these places is known. False: it was over before, and what was read stays.
   * `used` is how many edges the walk has followed so far.
   */
  async learn(
    reader: LineageReader,
    frontier: readonly Place[],
    used: number,
    bounds: ReadingBounds,
  ): Promise<boolean> {
    for (;;) {
      const unread = this.unreadAmong(frontier);
      if (unread.length === 0) break;
      await this.readHops(reader, unread, this.aheadFor(unread.length, used, bounds.levels));
      if (bounds.isOver()) return false;
    }
    await this.readDetail(reader);
    await this.readColumns(reader, frontier);
    return true;
  }

  /** Columns that the walk will come to are read along with the first that must be. */
  private unreadAmong(frontier: readonly Place[]): string[] {
    const unread = new Set<string>();
    for (const { id } of frontier) {
      if (!this.hopsFrom.has(id)) unread.add(id);
      if (unread.size === IDS_AT_ONCE) break;
    }
    while (unread.size > 0 && unread.size < IDS_AT_ONCE && this.columnsAhead.length > 0) {
      const column = this.columnsAhead.pop();
      if (column !== undefined && !this.hopsFrom.has(column)) unread.add(column);
    }
    return [...unread];
  }

  private aheadFor(ids: number, used: number, levels: number): Ahead {
    if (this.isWasteful(used)) return 0;
    const most = Math.min(this.ahead, levels, ids > WIDE ? 2 : Infinity);
    return AHEAD.findLast((ahead) => ahead <= most) ?? 0;
  }

  /** Tables that are known by columns lead the questions on where the walk does not go. */
  private isWasteful(used: number): boolean {
    return this.read > 4 * used + MANY_ROWS;
  }

  private async readHops(reader: LineageReader, ids: readonly string[], wanted: Ahead): Promise<void> {
    const isFirst = this.hopsFrom.size === 0;
    const [{ hops, ahead, things }, start] = await Promise.all([
      reader.hops(ids, this.direction, wanted),
      // Only where it starts is the walk not led to by an edge, which would say what it is.
      isFirst ? reader.summaries(ids) : [],
    ]);
    for (const thing of start) this.things.set(thing.id, thing);
    this.read += hops.length;
    const notch = AHEAD.indexOf(this.ahead);
    if (hops.length > MANY_ROWS) this.ahead = AHEAD[Math.max(notch - 1, 0)] ?? 0;
    else if (hops.length < FEW_ROWS) this.ahead = AHEAD[Math.min(notch + 1, AHEAD.length - 1)] ?? 0;
    for (const thing of things) if (!this.things.has(thing.id)) this.things.set(thing.id, thing);
    await this.takeHops(ids, hops, ahead);
  }

  /** All that lies within `ahead` edges has been answered with its edges, if it has any. */
  private async takeHops(ids: readonly string[], hops: readonly Hop[], ahead: Ahead): Promise<void> {
    const breather = new Breather();
    const leaving = new Map<string, Hop[]>();
    for (const hop of hops) {
      const near = this.near(hop);
      const known = leaving.get(near);
      if (known) known.push(hop);
      else leaving.set(near, [hop]);
      if (breather.isDue()) await breather.rest();
    }
    let level: Iterable<string> = ids;
    const seen = new Set(ids);
    for (let distance = 0; distance <= ahead; distance += 1) {
      const next: string[] = [];
      for (const id of level) {
        const found = leaving.get(id) ?? [];
        this.takeHopsOf(id, found);
        for (const hop of found) {
          const far = this.far(hop);
          if (seen.has(far)) continue;
          seen.add(far);
          next.push(far);
        }
        if (breather.isDue()) await breather.rest();
      }
      level = next;
    }
  }

  /** Engines answer in any order; of equally good ways the same one must be told each time. */
  private takeHopsOf(id: string, found: Hop[]): void {
    if (this.hopsFrom.has(id)) return;
    this.hopsFrom.set(id, found.length > 1 ? found.sort(byEnds) : found);
    for (const hop of found)
      if (hop.downstreamKind === 'Table' || hop.upstreamKind === 'Table') this.unjudged.push(hop);
  }

  /** Column detail matters where a table is at either end. */
  private async readDetail(reader: LineageReader): Promise<void> {
    const pairs = new Map<string, Pair>();
    for (const hop of this.unjudged) {
      const key = pairKey(hop);
      if (!this.known.has(key)) pairs.set(key, hop);
    }
    const known: Pair[] = [];
    for (const part of partsOf([...pairs.values()], PAIRS_AT_ONCE))
      known.push(...(await reader.knownByColumns(part)));
    // Only now: a question that failed is asked again.
    for (const key of pairs.keys()) this.known.set(key, false);
    for (const pair of known) this.known.set(pairKey(pair), true);
    this.unjudged = [];
  }

  private async readColumns(reader: LineageReader, frontier: readonly Place[]): Promise<void> {
    const tables = new Set<string>();
    for (const { id, kind, part } of frontier) {
      if (kind === 'Table' && !part && !this.columns.has(id)) tables.add(id);
    }
    if (tables.size === 0) return;
    // The walk comes next to what these lead to; asked for now, a chain of tables takes one question.
    for (const id of this.wholeTablesAhead(tables)) tables.add(id);
    for (const part of partsOf([...tables], IDS_AT_ONCE)) await this.readColumnsOf(reader, part);
  }

  private async readColumnsOf(reader: LineageReader, tables: readonly string[]): Promise<void> {
    const columns = new Map(tables.map((table) => [table, [] as string[]]));
    for (const { table, column } of await reader.columnsOf(tables)) columns.get(table)?.push(column);
    for (const [table, found] of columns) {
      this.columns.set(table, found.sort());
      this.columnsAhead.push(...found);
    }
  }

  /** Of what has been read already: tables that are certain to be reached as wholes. */
  private *wholeTablesAhead(tables: ReadonlySet<string>): Generator<string> {
    const seen = new Set(tables);
    const queue = [...tables];
    for (const id of queue) {
      for (const hop of this.hopsOf(id)) {
        const far = this.far(hop);
        if (seen.has(far)) continue;
        seen.add(far);
        const isTable = kindOf(far) === 'Table';
        if (isTable && this.isKnownByColumns(hop)) continue;
        queue.push(far);
        if (isTable && !this.columns.has(far)) yield far;
      }
    }
  }

  private near({ downstream, upstream }: Hop): string {
    return this.direction === 'DOWNSTREAM' ? upstream : downstream;
  }

  private far({ downstream, upstream }: Hop): string {
    return this.direction === 'DOWNSTREAM' ? downstream : upstream;
  }
}

function* partsOf<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

const byEnds = (a: Hop, b: Hop): number => compareKeys(endsOf(a), endsOf(b));

const endsOf = ({ upstream, downstream, type, by = '', via = '' }: Hop): string[] => [
  upstream,
  downstream,
  type,
  by,
  via,
];
