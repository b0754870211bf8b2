import { compareTexts } from '../../compare-texts.js';
import { groupBy } from '../../group-by.js';
import { tableOf } from '../../model/entity-id.js';
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

/** More ids than this are asked about in several questions: between two of them a walk can end. */
const IDS_AT_ONCE = 1000;
/** Of those of which the edges alone are asked, without what lies behind them. */
const ALONE_AT_ONCE = 3000;
const PAIRS_AT_ONCE = 4000;
/** An answer of more rows makes the next question look less far, one of fewer lets it look further. */
const MANY_ROWS = 15_000;
const FEW_ROWS = 4000;
/** From so many things at once it is not known how much lies ahead. */
const WIDE = 400;
const FIRST_AHEAD: Ahead = 6;

const touchesTable = ({ downstreamKind, upstreamKind }: Hop): boolean =>
  downstreamKind === 'Table' || upstreamKind === 'Table';

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
  /** Columns of tables and tables of columns that were seen. */
  private readonly soon: string[] = [];
  private readonly seen = new Set<string>();
  /** Tables that edges lead to, of which the columns have not been read. */
  private unopened: string[] = [];
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
    return touchesTable(hop) && (this.known.get(pairKey(hop)) ?? false);
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
      const ids = this.unreadAmong(frontier);
      if (ids.length === 0) break;
      const met = this.metAlong(ids);
      // Of what is met along in large numbers most that lies behind it is met too: looking ahead would read it twice.
      const alone = met.length > WIDE && met.length > ids.length;
      await this.readHops(
        reader,
        [...ids, ...met],
        alone ? 0 : this.aheadFor(ids.length + met.length, used, bounds.levels),
      );
      if (bounds.isOver()) return false;
    }
    await Promise.all([this.readDetail(reader), this.readColumns(reader, frontier)]);
    return true;
  }

  private unreadAmong(frontier: readonly Place[]): string[] {
    const unread = new Set<string>();
    for (const { id } of frontier) {
      if (!this.hopsFrom.has(id)) unread.add(id);
      if (unread.size === IDS_AT_ONCE) break;
    }
    return [...unread];
  }

  /** What the walk will come to by containment, which no question follows, is read along with what must be. */
  private metAlong(others: readonly string[]): string[] {
    const asked = new Set(others);
    while (asked.size < ALONE_AT_ONCE && this.soon.length > 0) {
      const id = this.soon.pop();
      if (id !== undefined && !this.hopsFrom.has(id)) asked.add(id);
    }
    return [...asked].slice(others.length);
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
    const leaving = groupBy(hops, (hop) => this.near(hop));
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
    for (const hop of found) {
      if (touchesTable(hop)) this.unjudged.push(hop);
      this.see(this.far(hop));
    }
  }

  private see(id: string): void {
    if (this.seen.has(id)) return;
    this.seen.add(id);
    if (id.startsWith('Table:')) this.unopened.push(id);
    if (id.startsWith('Column:')) this.meet(tableOf(id));
  }

  private meet(id: string): void {
    if (!this.hopsFrom.has(id)) this.soon.push(id);
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

  /** Of a table that is reached in part it is read in vain; of a chain of tables it takes one question. */
  private async readColumns(reader: LineageReader, frontier: readonly Place[]): Promise<void> {
    const whole = frontier.filter(({ kind, part }) => kind === 'Table' && !part).map(({ id }) => id);
    const unread = new Set([...whole, ...this.unopened].filter((id) => !this.columns.has(id)));
    for (const tables of partsOf([...unread], IDS_AT_ONCE)) {
      const columns = new Map(tables.map((table) => [table, [] as string[]]));
      for (const { table, column } of await reader.columnsOf(tables)) columns.get(table)?.push(column);
      for (const [table, found] of columns) {
        this.columns.set(table, found.sort());
        for (const column of found) this.meet(column);
      }
    }
    this.unopened = [];
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

const byEnds = (a: Hop, b: Hop): number =>
  compareTexts(a.upstream, b.upstream) ||
  compareTexts(a.downstream, b.downstream) ||
  compareTexts(a.type, b.type) ||
  compareTexts(a.by ?? '', b.by ?? '') ||
  compareTexts(a.via ?? '', b.via ?? '');
