import { kindOf, tableOf } from '../../model/entity-id.js';
import type { EntityKind } from '../../model/entities.js';
import { Breather } from './breather.js';
import { containment } from './containment.js';
import { idOf, keyOf, type Arc, type Cut, type Exploration, type Place } from './exploration.js';
import type { Direction, Hop, LineageReader } from './lineage.reader.js';
import { WalkMemory } from './walk-memory.js';

export interface Limits {
  /** Longest path, in edges. */
  readonly depth?: number | undefined;
  /** Things that one call may add, and the next one what was left of them: a level is taken whole or not at all. */
  readonly nodes: number;
  /** Time that one call may take. The step that is under way then is finished. */
  readonly milliseconds: number;
}

type Found = readonly Arc[];

const NAMED_AT_CUT = 10;

/**
 * Walks breadth-first from one thing and finds all that depends on it (or all that it depends on).
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
 *
 * A walk that was cut by time or number stops between two levels, and can go on from there.
 */
export class Walk {
  /** What it found when it last went on. */
  last?: Exploration;
  private readonly places = new Map<string, Place>();
  private readonly arcs: Arc[] = [];
  private readonly memory: WalkMemory;
  private frontier: Place[];
  private depth = 0;
  /** Things that it might have come to hold when it was cut by their number: a level wider than one call may add. */
  private allowed = 0;

  constructor(
    private readonly start: string,
    private readonly direction: Direction,
  ) {
    this.memory = new WalkMemory(direction);
    this.frontier = [this.reach({ id: start, kind: kindOf(start), part: false, depth: 0 })];
  }

  /** How much it holds. */
  get size(): number {
    return this.places.size;
  }

  async goOn(reader: LineageReader, limits: Limits): Promise<Exploration> {
    const end = performance.now() + limits.milliseconds;
    const isOver = (): boolean => performance.now() >= end;
    const most = Math.max(this.places.size, this.allowed) + limits.nodes;
    const levels = (): number => (limits.depth ?? Infinity) - this.depth;
    for (let walked = false; this.frontier.length > 0; walked = true) {
      if (walked && isOver()) return this.exploration(this.timeIsOver());
      const learned = await this.memory.learn(reader, this.frontier, this.arcs.length, {
        isOver,
        levels: levels(),
      });
      if (!learned) return this.exploration(this.timeIsOver());
      const found = await this.arcsFrom(this.frontier);
      if (levels() <= 0) return this.exploration(this.depthIsReached(found), found);
      const beyond = this.newIn(found);
      if (this.places.size + beyond.size > most) {
        this.allowed = most;
        return this.exploration(this.cutAt('NODES', beyond, found), found);
      }
      this.frontier = this.follow(found);
      this.depth += 1;
    }
    return this.exploration();
  }

  /** At a cut, edges among what was reached still count. */
  private exploration(cut?: Cut, seen: Found = []): Exploration {
    const { start, direction, places, memory } = this;
    const inside = seen.filter(({ to }) => places.has(to));
    this.last = {
      ...{ start, direction, places, arcs: [...this.arcs, ...inside], things: memory.things },
      hops: [...new Set([...places.values()].map(({ id }) => id))].flatMap((id) => memory.hopsOf(id)),
      cuts: cut ? [cut] : [],
    };
    return this.last;
  }

  private reach(place: Place): Place {
    this.places.set(keyOf(place.id, place.part), place);
    return place;
  }

  /** Takes the arcs that were found and answers the places that are new. */
  private follow(found: Found): Place[] {
    const fresh: Place[] = [];
    for (const arc of found) {
      if (!this.places.has(arc.to)) fresh.push(this.reach(this.placeAt(arc)));
      this.arcs.push(arc);
    }
    return fresh;
  }

  private newIn(found: Found): Set<string> {
    return new Set(found.map(({ to }) => to).filter((to) => !this.places.has(to)));
  }

  private timeIsOver(): Cut {
    const at = this.frontier.map(({ id }) => id);
    return { reason: 'TIME', beyond: 0, at: [...new Set(at)].slice(0, NAMED_AT_CUT) };
  }

  private depthIsReached(found: Found): Cut | undefined {
    const beyond = this.newIn(found);
    return beyond.size > 0 ? this.cutAt('DEPTH', beyond, found) : undefined;
  }

  /** A table that is inside in part, and outside as a whole, still leads further; but it is not one more thing. */
  private cutAt(reason: 'DEPTH' | 'NODES', beyond: ReadonlySet<string>, found: Found): Cut {
    const inside = new Set([...this.places.values()].map(({ id }) => id));
    const things = new Set([...beyond].map(idOf).filter((id) => !inside.has(id)));
    const leaving = found.filter(({ to }) => beyond.has(to)).map(({ from }) => idOf(from));
    return { reason, beyond: things.size, at: [...new Set(leaving)].slice(0, NAMED_AT_CUT) };
  }

  private async arcsFrom(frontier: readonly Place[]): Promise<Found> {
    const breather = new Breather();
    const found: Arc[] = [];
    for (const place of frontier) {
      this.addStated(place, found);
      this.addContained(place, found);
      if (breather.isDue()) await breather.rest();
    }
    return found;
  }

  private addStated(place: Place, found: Arc[]): void {
    const { id, part } = place;
    const from = keyOf(id, part);
    for (const hop of this.memory.hopsOf(id)) {
      const known = this.memory.isKnownByColumns(hop);
      if (part && known) continue;
      const intoPart = known && this.farKind(hop) === 'Table' && !this.isStartOfAll(place);
      const to = keyOf(this.farId(hop), intoPart);
      found.push({ from, to, hop, certainty: part ? 'POSSIBLE' : hop.stated });
    }
  }

  /** A pipeline that changes touches all of what it writes, whatever is known of the columns. */
  private isStartOfAll({ id, kind }: Place): boolean {
    return kind === 'Pipeline' && id === this.start;
  }

  private addContained({ id, kind, part }: Place, found: Arc[]): void {
    const from = keyOf(id, part);
    if (kind === 'Column') {
      const table = tableOf(id);
      const hop = containment(this.direction, { id, kind }, { id: table, kind: 'Table' });
      found.push({ from, to: keyOf(table, true), hop, certainty: 'RECORDED' });
      return;
    }
    // The same table can be reached as a whole at the same distance; its part still leads to no other column.
    if (part || kind !== 'Table') return;
    const certainty = id === this.start ? 'RECORDED' : 'POSSIBLE';
    for (const column of this.memory.columnsOf(id)) {
      const hop = containment(this.direction, { id, kind }, { id: column, kind: 'Column' });
      found.push({ from, to: column, hop, certainty });
    }
  }

  private placeAt({ to, hop }: Arc): Place {
    return { id: idOf(to), kind: this.farKind(hop), part: to.startsWith('~'), depth: this.depth + 1 };
  }

  private farId({ downstream, upstream }: Hop): string {
    return this.direction === 'DOWNSTREAM' ? downstream : upstream;
  }

  private farKind({ downstreamKind, upstreamKind }: Hop): EntityKind {
    return this.direction === 'DOWNSTREAM' ? downstreamKind : upstreamKind;
  }
}
