import type { Walk } from './walk.js';

interface Held {
  readonly walk: Walk;
  /** Of the graph, when the walk began. */
  readonly revision: number;
  usedAt: number;
  /** The last to use it: one goes on at a time. */
  turn: Promise<unknown>;
}

const KEPT_FOR_MS = 60_000;
/** Things that all of them together may hold. */
const KEPT_THINGS = 500_000;

/**
 * Walks of which a first page was answered, so that the next one does not walk anew, all pages tell of the same
 * moment, and a walk that was cut goes on. Each for a minute after it was last asked for, and none longer than until
 * this process writes to the graph: what another process writes shows after that minute, or with a new first page.
 */
export class HeldWalks {
  private readonly held = new Map<string, Held>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** The walk that is held under a key, if it still counts. */
  find(key: string, revision: number): Walk | undefined {
    const found = this.held.get(key);
    if (!found) return undefined;
    if (found.revision === revision && this.now() - found.usedAt <= KEPT_FOR_MS) return found.walk;
    this.held.delete(key);
    return undefined;
  }

  hold(key: string, walk: Walk, revision: number): void {
    this.held.delete(key);
    this.held.set(key, { walk, revision, usedAt: this.now(), turn: Promise.resolve() });
  }

  /** Carries out what one use of a walk does, after the uses before it. */
  async use<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const found = this.held.get(key);
    if (!found) return work();
    const turn = found.turn.catch(() => undefined).then(work);
    found.turn = turn;
    try {
      return await turn;
    } finally {
      found.usedAt = this.now();
      this.tidy();
    }
  }

  private tidy(): void {
    let things = 0;
    const newestFirst = [...this.held].sort(([, a], [, b]) => b.usedAt - a.usedAt);
    for (const [key, { walk, usedAt }] of newestFirst) {
      things += walk.size;
      if (things > KEPT_THINGS || this.now() - usedAt > KEPT_FOR_MS) this.held.delete(key);
    }
  }
}
