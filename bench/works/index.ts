import { cw } from './cw-conditional-writes.js';
import { mp } from './mp-models-page.js';
import { s } from './s-search.js';
import { vt } from './vt-version-table.js';
import { w1 } from './w1-lineage.js';
import { w2 } from './w2-impact.js';
import { w2b } from './w2b-jobs.js';
import { w3 } from './w3-ladders.js';
import type { Work } from './work.js';

/** All works, by the name the command line knows them by. A new one is a file of its own and a line here. */
export const WORKS: ReadonlyMap<string, Work> = new Map(
  [w1, w2, w2b, w3, vt, mp, s, cw].map((work) => [work.name, work]),
);
