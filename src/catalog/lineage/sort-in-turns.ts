import { Breather } from './breather.js';
import { compareKeys } from './page.js';

type Key = readonly (string | number)[];
type Keyed<Item> = { readonly item: Item; readonly key: Key };

/** Short enough to be sorted at once. */
const RUN = 2048;

/** In the order of their keys, as `sortedBy`, of so many that others would have to wait for it. */
export async function sortInTurns<Item>(items: readonly Item[], keyOf: (item: Item) => Key): Promise<Item[]> {
  const breather = new Breather();
  let runs: Keyed<Item>[][] = [];
  for (let start = 0; start < items.length; start += RUN) {
    const run = items.slice(start, start + RUN).map((item) => ({ item, key: keyOf(item) }));
    runs.push(run.sort((a, b) => compareKeys(a.key, b.key)));
    await breather.rest();
  }
  while (runs.length > 1) {
    const merged: Keyed<Item>[][] = [];
    for (let index = 0; index < runs.length; index += 2)
      merged.push(await merge(runs[index] ?? [], runs[index + 1] ?? [], breather));
    runs = merged;
  }
  return (runs[0] ?? []).map(({ item }) => item);
}

async function merge<Item>(
  left: readonly Keyed<Item>[],
  right: readonly Keyed<Item>[],
  breather: Breather,
): Promise<Keyed<Item>[]> {
  const merged: Keyed<Item>[] = [];
  let at = 0;
  for (const next of right) {
    for (let before = left[at]; before && compareKeys(before.key, next.key) <= 0; before = left[at]) {
      merged.push(before);
      at += 1;
    }
    merged.push(next);
    if (breather.isDue()) await breather.rest();
  }
  for (; at < left.length; at += 1) merged.push(left[at] as Keyed<Item>);
  return merged;
}
