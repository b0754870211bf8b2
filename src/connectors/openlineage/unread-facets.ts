import { compare } from './identity.js';
import { quoted } from './text.js';

/** A hostile sender could name a new facet in every event; beyond this many they are counted together. */
const MAX_NAMES = 60;

/** Counts the facets that are not read, so that each is told of once. */
export class UnreadFacets {
  private readonly counts = new Map<string, { of: string; name: string; count: number }>();
  private others = 0;

  count(of: string, name: string): void {
    const key = JSON.stringify([of, name]);
    const known = this.counts.get(key);
    if (known) known.count += 1;
    else if (this.counts.size < MAX_NAMES) this.counts.set(key, { of, name, count: 1 });
    else this.others += 1;
  }

  *warnings(): Generator<string> {
    for (const [, { of, name, count }] of [...this.counts].sort(([a], [b]) => compare(a, b))) {
      yield `The ${of} facet ${quoted(name)} is not read; it came ${times(count)}.`;
    }
    if (this.others > 0) yield `Facets of other names are not read; they came ${times(this.others)}.`;
  }
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
