import type { Named } from './event.js';
import { compare, keyOf } from './identity.js';

/** A dataset goes on under another name from that moment. */
export interface Renaming {
  readonly from: Named;
  readonly to: Named;
  readonly stamp: string;
}

/** A further name of a dataset, as it was last told. */
export interface Symlink {
  readonly of: Named;
  readonly name: Named;
  readonly stamp: string;
}

/** What something was called at a moment. */
interface Calling {
  readonly name: Named;
  readonly stamp: string;
}

/**
 * The one name under which a dataset stands in the catalog, whichever of its names it is called by. A renaming counts
 * for what was said before it: afterwards the old name may be that of another dataset. A symlink counts for all
 * times. Of two that claim the same name, and of those that go round in a circle, the newest counts.
 */
export class DatasetNames {
  private readonly renamings = new Map<string, Renaming[]>();
  private readonly symlinks = new Map<string, Named>();
  private readonly further: Calling[] = [];

  constructor(renamings: Iterable<Renaming>, symlinks: Iterable<Symlink>) {
    for (const renaming of renamings) {
      const key = keyOf(renaming.from);
      if (key === keyOf(renaming.to)) continue;
      this.renamings.set(key, [...(this.renamings.get(key) ?? []), renaming]);
    }
    for (const known of this.renamings.values()) known.sort(oldestFirst);
    for (const known of this.renamings.values()) {
      this.further.push(...known.map(({ from, stamp }) => ({ name: from, stamp })));
    }
    const claims = [...symlinks].map(({ of, name, stamp }) => ({
      owner: this.renamed(of, stamp),
      name: this.renamed(name, stamp),
      stamp,
    }));
    for (const { owner, name, stamp } of claims.sort(newestFirst)) {
      if (this.symlinks.has(keyOf(name)) || keyOf(this.followed(owner)) === keyOf(name)) continue;
      this.symlinks.set(keyOf(name), owner);
      this.further.push({ name, stamp });
    }
  }

  /** Whether every dataset has one name only. */
  get areOne(): boolean {
    return this.renamings.size === 0 && this.symlinks.size === 0;
  }

  /** The names that renamings took away and symlinks gave, and when they still meant what they did. */
  furtherNames(): Iterable<Calling> {
    return this.further;
  }

  /** What was called so at that moment; the very same where it has no other name. */
  nameOf(called: Named, stamp: string): Named {
    if (this.areOne) return called;
    return this.followed(this.renamed(called, stamp));
  }

  private followed(called: Named): Named {
    let name = called;
    for (let next = this.symlinks.get(keyOf(name)); next; next = this.symlinks.get(keyOf(name))) name = next;
    return name;
  }

  private renamed(called: Named, stamp: string): Named {
    const done = new Set<Renaming>();
    let name = called;
    let from = stamp;
    for (;;) {
      const next = this.renamings.get(keyOf(name))?.find((each) => each.stamp >= from && !done.has(each));
      if (!next) return name;
      done.add(next);
      name = next.to;
      from = next.stamp;
    }
  }
}

const oldestFirst = (a: Renaming, b: Renaming): number =>
  compare(a.stamp, b.stamp) || compare(keyOf(a.to), keyOf(b.to));

interface Claim {
  readonly owner: Named;
  readonly name: Named;
  readonly stamp: string;
}

const newestFirst = (a: Claim, b: Claim): number =>
  compare(b.stamp, a.stamp) ||
  compare(keyOf(a.owner), keyOf(b.owner)) ||
  compare(keyOf(a.name), keyOf(b.name));
